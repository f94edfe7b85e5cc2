package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.ContactList.Entry;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.persistence.Contact;
import im.gateway.persistence.Listing;
import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.disco.Identity;
import im.gateway.protocol.roster.Roster;
import im.gateway.protocol.roster.RosterItem;
import im.gateway.protocol.rosterx.RosterExchange;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Romeo, registered and online, and what his server and his client answer: what the tests about contact lists begin with. */
class ListStories {
    static final String ROMEO = DeciderWorld.USER;
    static final String ORCHARD = ROMEO + "/orchard";

    final DeciderWorld world = new DeciderWorld(Set.of(Feature.CONTACT_LIST, Feature.AUTHORIZATION));

    ListStories() {
        register(world);
    }

    /** Romeo registers and comes online. */
    static void register(DeciderWorld world) {
        Element form = Element.builder("jabber:iq:register", "query")
                .childText("username", "RomeoMyRomeo")
                .childText("password", "ILoveJuliet")
                .build();
        world.stanza("iq", "set", ORCHARD, DeciderWorld.GATEWAY, form);
        world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
        world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY);
    }

    static Entry entry(String contact, @Nullable String name, String... groups) {
        return new Entry(contact, name, List.of(groups));
    }

    DeciderWorld.Step listed(Entry... contacts) {
        return world.legacy(new LegacyEvent.ContactList(List.of(contacts)));
    }

    /** A list of so many contacts, contact0 first. */
    DeciderWorld.Step listed(int contacts) {
        return listed(IntStream.range(0, contacts)
                .mapToObj(i -> entry("contact" + i, "Contact " + i, "Verona"))
                .toArray(Entry[]::new));
    }

    /** Logs out and in again; what comes out but for available presence. */
    DeciderWorld.Step nextLogin(Entry... contacts) {
        world.stanza("presence", "unavailable", ORCHARD, DeciderWorld.GATEWAY);
        world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY);
        DeciderWorld.Step loggedIn = world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
        DeciderWorld.Step listed = listed(contacts);
        List<Element> sent = Stream.of(loggedIn, listed)
                .flatMap(step -> step.sent().stream())
                .filter(stanza -> stanza.attribute("type") != null)
                .toList();
        return new DeciderWorld.Step(sent, listed.effects());
    }

    // Answers

    DeciderWorld.Step result(String from, Element question, Element... payload) {
        return world.answer("result", from, question, payload);
    }

    DeciderWorld.Step error(String from, Element question) {
        return world.answer(
                "error",
                from,
                question,
                StanzaError.of(StanzaCondition.FORBIDDEN).toXml());
    }

    DeciderWorld.Step roster(Element question, RosterItem... items) {
        return result(ROMEO, question, new Roster(List.of(items)).toXml());
    }

    DeciderWorld.Step abilities(Element question, String... features) {
        return result(
                ORCHARD,
                question,
                DiscoInfo.of(Identity.of("client", "pc", "Gajim"), List.of(features))
                        .toXml());
    }

    /** The server grants no access, and the client takes suggestions. */
    DeciderWorld.Step throughTheClient(DeciderWorld.Step listed) {
        return abilities(only(error(ROMEO, only(listed))), RosterExchange.NAMESPACE);
    }

    /** The server grants no access, and the client takes no suggestions. */
    DeciderWorld.Step throughRequests(DeciderWorld.Step listed) {
        return abilities(only(error(ROMEO, only(listed))), "urn:xmpp:ping");
    }

    // What came out

    static Element only(DeciderWorld.Step step) {
        assertThat(step.sent()).hasSize(1);
        return step.sent().get(0);
    }

    static Element payload(Element iq) {
        return Objects.requireNonNull(iq.firstChild());
    }

    static RosterItem set(Element iq) {
        assertThat(iq.attribute("type")).isEqualTo("set");
        assertThat(iq.attribute("to")).isEqualTo(ROMEO);
        assertThat(iq.attribute("from")).isEqualTo(DeciderWorld.GATEWAY);
        return Objects.requireNonNull(Roster.parse(payload(iq))).items().get(0);
    }

    static List<RosterExchange.Item> pushed(Element iq) {
        assertThat(iq.attribute("to")).isEqualTo(ORCHARD);
        return Objects.requireNonNull(RosterExchange.parse(payload(iq))).items();
    }

    static String address(String contact) {
        return contact + "@" + DeciderWorld.GATEWAY;
    }

    Contact contact(String name) {
        return Objects.requireNonNull(world.record.contacts().get(name), name);
    }

    Listing listing(String name) {
        return contact(name).listing();
    }

    static List<LegacyCommand> commands(DeciderWorld.Step step) {
        return step.effects().stream()
                .filter(Effect.Perform.class::isInstance)
                .map(effect -> ((Effect.Perform) effect).command())
                .toList();
    }
}
