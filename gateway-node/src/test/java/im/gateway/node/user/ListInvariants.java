package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.avatar.AvatarEvent;
import im.gateway.protocol.caps.Caps;
import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.disco.Identity;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.roster.Roster;
import im.gateway.protocol.rosterx.RosterExchange;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of contact lists whatever comes, and a server and clients that answer as they like. */
final class ListInvariants {
    private static final DiscoInfo CLIENT =
            DiscoInfo.of(Identity.of("client", "pc", null), List.of(RosterExchange.NAMESPACE, AvatarEvent.WANTED));
    /** What a client's presence says that takes suggestions and wants pictures. */
    static final Caps CAPS = Caps.of("urn:client", CLIENT);

    private final List<Element> questions = new ArrayList<>();
    /** Whom a client has been told of, and has not refused. */
    private final Set<String> suggested = new HashSet<>();

    private int eventsSeen;

    /** Some of the contacts, under changing names. */
    LegacyEvent.ContactList some(Random random, String[] contacts) {
        List<LegacyEvent.ContactList.Entry> entries = new ArrayList<>();
        for (String contact : contacts) {
            if (random.nextInt(3) > 0) {
                entries.add(new LegacyEvent.ContactList.Entry(
                        contact, random.nextInt(4) == 0 ? "Nurse" : null, List.of("Verona")));
            }
        }
        return new LegacyEvent.ContactList(entries);
    }

    DeciderWorld.@Nullable Step answerOne(Random random, DeciderWorld world) {
        if (questions.isEmpty()) {
            return null;
        }
        Element question = questions.remove(random.nextInt(questions.size()));
        String from = question.attribute("to", "");
        if (random.nextInt(3) == 0) {
            pushed(question).forEach(item -> suggested.remove(item.jid().toString()));
            Element error = StanzaError.of(StanzaCondition.FORBIDDEN).toXml();
            return world.answer("error", from, question, error);
        }
        if (Objects.requireNonNull(question.firstChild()).is(DiscoInfo.NAMESPACE, "query")) {
            String feature = random.nextBoolean() ? RosterExchange.NAMESPACE : "urn:xmpp:ping";
            DiscoInfo info = DiscoInfo.of(Identity.of("client", "pc", null), List.of(feature));
            return world.answer("result", from, question, (random.nextInt(3) == 0 ? info : CLIENT).toXml());
        }
        return "get".equals(question.attribute("type"))
                ? world.answer("result", from, question, new Roster(List.of()).toXml())
                : world.answer("result", from, question);
    }

    void check(DeciderWorld.Step done, DeciderWorld world) {
        forget(world);
        for (Element stanza : done.sent()) {
            String type = stanza.attribute("type", "");
            if (stanza.name().equals("iq") && (type.equals("get") || type.equals("set"))) {
                questions.add(stanza);
            }
            if (type.equals("subscribe")) {
                String contact = Jid.of(stanza.attribute("from", "")).local();
                assertThat(contact != null && world.record.hasDenied(contact))
                        .as("a request of %s, who was refused", contact)
                        .isFalse();
            }
            for (RosterExchange.Item item : pushed(stanza)) {
                if (item.action() == RosterExchange.Action.ADD) {
                    assertThat(suggested.add(item.jid().toString()))
                            .as("%s is suggested once", item.jid())
                            .isTrue();
                }
            }
        }
    }

    /** A contact that is off the list may come back, and so may a user who has unregistered. */
    private void forget(DeciderWorld world) {
        if (world.journal.size() < eventsSeen || !world.record.isRegistered()) {
            suggested.clear();
            eventsSeen = 0;
        }
        for (UserEvent event : world.journal.subList(eventsSeen, world.journal.size())) {
            if (event instanceof UserEvent.ContactRemoved removed) {
                suggested.remove(removed.contact() + "@" + DeciderWorld.GATEWAY);
            }
        }
        eventsSeen = world.journal.size();
    }

    private static List<RosterExchange.Item> pushed(Element iq) {
        Element payload = iq.firstChild();
        RosterExchange push =
                payload != null && payload.is(RosterExchange.NAMESPACE, "x") ? RosterExchange.parse(payload) : null;
        return push == null ? List.of() : push.items();
    }
}
