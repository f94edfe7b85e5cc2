package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ORCHARD;
import static im.gateway.node.user.ListStories.ROMEO;
import static im.gateway.node.user.ListStories.address;
import static im.gateway.node.user.ListStories.commands;
import static im.gateway.node.user.ListStories.entry;
import static im.gateway.node.user.ListStories.only;
import static im.gateway.node.user.ListStories.pushed;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.persistence.Listing;
import im.gateway.protocol.caps.Caps;
import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.disco.Identity;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.rosterx.RosterExchange;
import im.gateway.protocol.rosterx.RosterExchange.Action;
import im.gateway.protocol.rosterx.RosterExchange.Item;
import im.gateway.protocol.subscription.SubscriptionState;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Without privileged access: suggestions to a client that takes them (XEP-0144), else a request for each contact. */
class SuggestedListTest {
    private final ListStories romeo = new ListStories();

    private static Item item(Action action, String contact, String name, String... groups) {
        return new Item(action, BareJid.of(address(contact)), name, List.of(groups));
    }

    @Test
    @Tag("xep0100-7-2")
    @Tag("rfc2779-2.2.4")
    void suggestionsComeInPushesOfBoundedSizeAndOnce() {
        List<Element> pushes = romeo.throughTheClient(romeo.listed(500)).sent();
        assertThat(pushes.stream().map(push -> pushed(push).size())).containsExactly(150, 150, 150, 50);
        assertThat(pushed(pushes.get(0)).get(0)).isEqualTo(item(Action.ADD, "contact0", "Contact 0", "Verona"));
        pushes.forEach(push -> assertThat(romeo.result(ORCHARD, push).sent()).isEmpty());

        romeo.world.stanza("presence", "unavailable", ORCHARD, DeciderWorld.GATEWAY);
        romeo.world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY);
        romeo.world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
        assertThat(romeo.listed(500).sent()).as("at the next login").isEmpty();
    }

    @Test
    void onlyDifferencesAreSuggestedLater() {
        Element push = only(romeo.throughTheClient(romeo.listed(entry("juliet", "Juliet"), entry("tybalt", "Tybalt"))));
        romeo.result(ORCHARD, push);

        DeciderWorld.Step later = romeo.nextLogin(entry("juliet", "Giulietta"), entry("nurse", "Nurse"));
        List<Element> pushes = romeo.throughTheClient(later).sent();
        assertThat(pushes.stream().flatMap(p -> pushed(p).stream()))
                .containsExactly(
                        item(Action.ADD, "nurse", "Nurse"),
                        item(Action.MODIFY, "juliet", "Giulietta"),
                        item(Action.DELETE, "tybalt", "Tybalt"));
        pushes.forEach(p -> romeo.result(ORCHARD, p));
        assertThat(romeo.world.record.contacts().get("tybalt")).isNull();
        assertThat(romeo.listing("juliet")).isEqualTo(Listing.TOLD);
    }

    @Test
    void aSuggestionThatTheUserTakesIsASubscriptionAsUsual() {
        romeo.result(ORCHARD, only(romeo.throughTheClient(romeo.listed(entry("juliet", "Juliet")))));
        DeciderWorld.Step subscribe = romeo.world.stanza("presence", "subscribe", ROMEO, address("juliet"));
        assertThat(commands(subscribe)).containsExactly(new LegacyCommand.AddContact("juliet"));
        assertThat(romeo.world
                        .legacy(new LegacyEvent.AuthorizationAnswered("juliet", true))
                        .sent()
                        .get(0)
                        .attribute("type"))
                .isEqualTo("subscribed");
    }

    /** Gajim 1.7 says that it takes suggestions, fails inside and never answers. */
    @Test
    void whatIsNeverAnsweredIsAskedForOnceInAnotherWay() {
        romeo.throughTheClient(romeo.listed(entry("juliet", "Juliet"), entry("nurse", "Nurse"), entry("tybalt", null)));
        romeo.world.stanza("presence", "subscribe", ROMEO, address("tybalt"));
        assertThat(requests(romeo.world.decide(new Input.TimerFired(Input.Timer.LIST_ANSWER))))
                .as("but for whom the user has added")
                .containsExactlyInAnyOrder(address("juliet"), address("nurse"));
        romeo.world.stanza("presence", "subscribed", ROMEO, address("juliet"));
        assertThat(romeo.contact("juliet").subscription()).isEqualTo(SubscriptionState.FROM);
        assertThat(romeo.nextLogin(entry("juliet", "Juliet"), entry("nurse", "Nurse"), entry("tybalt", null))
                        .sent())
                .isEmpty();
    }

    /** The user's server keeps the requests until the user comes back (RFC 3921 section 5.1.6). */
    @Test
    void whoLeavesWithoutAnAnswerIsAskedToo() {
        romeo.throughTheClient(romeo.listed(entry("juliet", "Juliet")));
        assertThat(requests(romeo.world.stanza("presence", "unavailable", ORCHARD, DeciderWorld.GATEWAY)))
                .containsExactly(address("juliet"));
    }

    /** XEP-0115 section 6.2: what one client has answered holds for all of the same hash. */
    @Test
    void aClientOfAKnownKindIsNotAskedWhatItCanDo() {
        DiscoInfo gajim = DiscoInfo.of(Identity.of("client", "pc", "Gajim"), List.of(RosterExchange.NAMESPACE));
        Caps caps = Caps.of("https://gajim.org", gajim);
        romeo.world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY, caps.toXml());
        Element question = only(romeo.error(ROMEO, only(romeo.listed(entry("juliet", "Juliet")))));
        assertThat(ListStories.payload(question).attribute("node")).isEqualTo(caps.discoNode());
        Element push = only(romeo.result(ORCHARD, question, gajim.toXml()));
        romeo.result(ORCHARD, push);

        romeo.world.stanza("presence", "unavailable", ORCHARD, DeciderWorld.GATEWAY);
        romeo.world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY, caps.toXml());
        romeo.world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
        Element roster = only(romeo.listed(entry("juliet", "Juliet"), entry("nurse", null)));
        assertThat(pushed(only(romeo.error(ROMEO, roster)))).hasSize(1);
    }

    /** Whoever answers something else than what the hash says speaks for this client alone. */
    @Test
    void aHashThatIsNotOfTheAnswerSaysNothingOfOthers() {
        DiscoInfo gajim = DiscoInfo.of(Identity.of("client", "pc", "Gajim"), List.of(RosterExchange.NAMESPACE));
        Caps caps = new Caps("sha-1", "https://gajim.org", "c29tZXRoaW5nIGVsc2U=");
        romeo.world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY, caps.toXml());
        Element question = only(romeo.error(ROMEO, only(romeo.listed(entry("juliet", "Juliet")))));
        assertThat(pushed(only(romeo.result(ORCHARD, question, gajim.toXml())))).hasSize(1);
        assertThat(romeo.world.clients.of(caps).abilities()).isNull();
    }

    @Test
    void whoUnregistersIsNotAsked() {
        romeo.throughTheClient(romeo.listed(entry("juliet", "Juliet")));
        Element remove =
                Element.builder("jabber:iq:register", "query").child("remove").build();
        assertThat(romeo.world
                        .stanza("iq", "set", ORCHARD, DeciderWorld.GATEWAY, remove)
                        .sent())
                .extracting(stanza -> stanza.attribute("type"))
                .containsExactly("result", "unsubscribe", "unsubscribed", "unavailable");
    }

    /** Answers and suggestions are still on their way when the legacy connection comes back, or the XMPP server does. */
    @Test
    void aSuggestionIsMadeOnceWhateverComesBack() {
        Element push = only(romeo.throughTheClient(romeo.listed(entry("juliet", "Juliet"))));
        romeo.world.lose(LegacyEvent.Failure.UNREACHABLE);
        romeo.world.decide(new Input.TimerFired(Input.Timer.RETRY_LOGIN));
        romeo.world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
        assertThat(romeo.listed(entry("juliet", "Juliet")).sent()).isEmpty();
        romeo.world.decide(new Input.StreamBack());
        romeo.world.decide(new Input.TurnToAsk());
        romeo.result(ORCHARD, push);
        assertThat(romeo.listing("juliet")).isEqualTo(Listing.TOLD);
        assertThat(requests(romeo.world.decide(new Input.TimerFired(Input.Timer.LIST_ANSWER))))
                .isEmpty();
    }

    @Test
    void aPushThatIsRefusedSaysNothingOfTheOthers() {
        List<Element> pushes = romeo.throughTheClient(romeo.listed(200)).sent();
        assertThat(requests(romeo.error(ORCHARD, pushes.get(0)))).hasSize(150);
        assertThat(romeo.result(ORCHARD, pushes.get(1)).sent()).isEmpty();
        assertThat(listings(pushes.get(0))).containsOnly(Listing.ASKED);
        assertThat(listings(pushes.get(1))).containsOnly(Listing.TOLD);
    }

    private List<Listing> listings(Element push) {
        return pushed(push).stream()
                .map(item -> romeo.listing(Objects.requireNonNull(item.jid().local())))
                .toList();
    }

    private static List<String> requests(DeciderWorld.Step step) {
        return step.sent().stream()
                .filter(stanza -> "subscribe".equals(stanza.attribute("type")))
                .map(stanza -> stanza.attribute("from", ""))
                .toList();
    }

    @Test
    void aClientThatRefusesWhatItCanTakeLeavesTheRequests() {
        Element push = only(romeo.throughTheClient(romeo.listed(entry("juliet", "Juliet"))));
        assertThat(only(romeo.error(ORCHARD, push)).attribute("type")).isEqualTo("subscribe");
    }

    @Test
    void whomTheUserAddedIsNotSuggestedAndItsRemovalIs() {
        romeo.world.stanza("presence", "subscribe", ROMEO, address("juliet"));
        romeo.world.legacy(new LegacyEvent.AuthorizationAnswered("juliet", true));
        assertThat(romeo.listed(entry("juliet", null)).sent()).isEmpty();

        DeciderWorld.Step gone = romeo.listed();
        assertThat(gone.sent().stream().map(s -> s.attribute("type")))
                .containsExactly("unsubscribe", "unsubscribed", "get");
    }

    @Test
    void withoutAnyHelpEachContactAsksOnceAndTheUserMayApprove() {
        List<Element> asked = romeo.throughRequests(romeo.listed(entry("juliet", "Juliet"), entry("nurse", null)))
                .sent();
        assertThat(asked.stream().map(s -> s.attribute("from") + " " + s.attribute("type")))
                .containsExactly(address("juliet") + " subscribe", address("nurse") + " subscribe");
        assertThat(asked.get(0).child("http://jabber.org/protocol/nick", "nick"))
                .isEqualTo(Element.ofText("http://jabber.org/protocol/nick", "nick", "Juliet"));

        DeciderWorld.Step approved = romeo.world.stanza("presence", "subscribed", ROMEO, address("juliet"));
        assertThat(commands(approved)).as("the legacy user has asked nothing").isEmpty();
        assertThat(romeo.contact("juliet").subscription()).isEqualTo(SubscriptionState.FROM);
        assertThat(romeo.nextLogin(entry("juliet", "Juliet"), entry("nurse", null))
                        .sent())
                .isEmpty();
    }

    @Test
    void whoIsDeclinedStaysOnTheLegacyListAndAsksNeverAgain() {
        romeo.throughRequests(romeo.listed(entry("juliet", "Juliet")));
        DeciderWorld.Step declined = romeo.world.stanza("presence", "unsubscribed", ROMEO, address("juliet"));
        assertThat(commands(declined)).isEmpty();
        assertThat(declined.sent()).isEmpty();
        assertThat(romeo.nextLogin(entry("juliet", "Juliet")).sent()).isEmpty();
        assertThat(romeo.throughRequests(romeo.nextLogin(entry("juliet", "Giulietta")))
                        .sent())
                .as("a new name is no new question")
                .isEmpty();
    }

    @Test
    void nobodyIsToldWhileNobodyIsThereAndAllOfItWhenSomebodyComes() {
        romeo.world.stanza("presence", "unavailable", ORCHARD, DeciderWorld.GATEWAY);
        romeo.world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY);
        romeo.world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
        romeo.world.decide(new Input.StreamBack());
        romeo.world.decide(new Input.TurnToAsk());
        romeo.listed(entry("juliet", "Juliet"));
        romeo.world.stanza("presence", "unavailable", ORCHARD, DeciderWorld.GATEWAY);
        assertThat(romeo.world.live.telling()).isEqualTo(Telling.NONE);
        DeciderWorld.Step again = romeo.nextLogin(entry("juliet", "Juliet"));
        assertThat(pushed(only(romeo.throughTheClient(again)))).hasSize(1);
    }
}
