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
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.rosterx.RosterExchange.Action;
import im.gateway.protocol.rosterx.RosterExchange.Item;
import im.gateway.protocol.subscription.SubscriptionState;
import im.gateway.protocol.xml.Element;
import java.util.List;
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

    @Test
    void aPushWithoutAnAnswerCountsAsTakenAndIsNotMadeInAnotherWay() {
        romeo.throughTheClient(romeo.listed(entry("juliet", "Juliet")));
        assertThat(romeo.world
                        .decide(new Input.TimerFired(Input.Timer.LIST_ANSWER))
                        .sent())
                .isEmpty();
        assertThat(romeo.nextLogin(entry("juliet", "Juliet")).sent()).isEmpty();
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
