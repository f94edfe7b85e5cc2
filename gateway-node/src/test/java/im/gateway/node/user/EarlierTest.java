package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.persistence.Secret;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.stanza.Presence.Show;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.subscription.SubscriptionState;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node is lost, and the user's actor comes up on another one that knows what was told: only differences are (design, decision 3). */
class EarlierTest {
    private static final String ORCHARD = "romeo@montague.lit/orchard";
    private static final String BALCONY = "romeo@montague.lit/balcony";

    private DeciderWorld world = new DeciderWorld(Set.of());

    @BeforeEach
    void romeoSeesThreeOfWhomTwoAreThere() {
        world.record =
                world.record.apply(new UserEvent.Registered("RomeoMyRomeo", new Secret("test", "", "secret"), null, 0));
        for (String contact : List.of("juliet", "nurse", "tybalt")) {
            world.record = world.record
                    .apply(new UserEvent.ContactSaved(contact, null, List.of()))
                    .apply(new UserEvent.SubscriptionChanged(contact, SubscriptionState.BOTH))
                    .apply(new UserEvent.ContactsTold(List.of(contact), false));
        }
        world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY);
        logIn();
        shows("juliet", Show.AWAY, "tea");
        shows("nurse", Show.ONLINE, null);
    }

    private DeciderWorld.Step logIn() {
        return world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
    }

    private DeciderWorld.Step shows(String contact, @Nullable Show show, @Nullable String status) {
        return world.legacy(new LegacyEvent.ContactPresence(contact, show, status));
    }

    /** The node is gone; another one has the record, and what was told. */
    private void failOver() {
        Told told = Objects.requireNonNull(Told.of(world.live), "what was told");
        DeciderWorld next = new DeciderWorld(Set.of());
        next.record = world.record;
        world = next;
        assertThat(presences(world.decide(new Input.Woken(told)))).containsExactly("probe of the gateway");
    }

    private DeciderWorld.Step reconcile() {
        return world.decide(new Input.TimerFired(Input.Timer.RECONCILE));
    }

    private static List<String> presences(DeciderWorld.Step step) {
        return step.sent().stream()
                .filter(stanza -> stanza.name().equals("presence"))
                .map(EarlierTest::describe)
                .toList();
    }

    private static String describe(Element presence) {
        String show = presence.childText(Stanza.NAMESPACE, "show");
        String from = presence.attribute("from", "");
        String who = from.equals(DeciderWorld.GATEWAY) ? "the gateway" : from.replace("@" + DeciderWorld.GATEWAY, "");
        return presence.attribute("type", show == null ? "available" : show) + " of " + who;
    }

    @Test
    void whatIsAsItWasIsNotToldAgain() {
        failOver();
        assertThat(presences(logIn())).as("the gateway is known to be there").isEmpty();
        assertThat(presences(shows("juliet", Show.AWAY, "tea"))).isEmpty();
        assertThat(presences(shows("nurse", Show.ONLINE, null))).isEmpty();
        assertThat(presences(reconcile())).isEmpty();
    }

    @Test
    void whatHasChangedIsTold() {
        failOver();
        logIn();
        assertThat(presences(shows("juliet", Show.AWAY, "dinner"))).containsExactly("away of juliet");
        assertThat(presences(shows("tybalt", Show.DND, null))).containsExactly("dnd of tybalt");
    }

    @Test
    void whoIsGoneIsToldToBeGoneAndNobodyElse() {
        failOver();
        logIn();
        shows("juliet", Show.AWAY, "tea");
        assertThat(presences(reconcile())).as("tybalt was never there").containsExactly("unavailable of nurse");
        assertThat(presences(reconcile())).isEmpty();
    }

    @Test
    void whoIsSaidToBeGoneIsToldSoOnce() {
        failOver();
        logIn();
        assertThat(presences(shows("nurse", null, null))).containsExactly("unavailable of nurse");
        assertThat(presences(shows("nurse", null, null))).isEmpty();
        shows("juliet", Show.AWAY, "tea");
        assertThat(presences(reconcile())).isEmpty();
    }

    @Test
    void aSecondFailoverBeforeTheLoginKnowsTheSame() {
        failOver();
        failOver();
        logIn();
        assertThat(presences(shows("juliet", Show.AWAY, "tea"))).isEmpty();
        assertThat(presences(reconcile())).containsExactly("unavailable of nurse");
    }

    @Test
    void aFurtherResourceHearsEverything() {
        failOver();
        world.stanza("presence", "", BALCONY, DeciderWorld.GATEWAY);
        assertThat(presences(logIn())).containsExactly("available of the gateway");
        assertThat(presences(shows("juliet", Show.AWAY, "tea"))).containsExactly("away of juliet");
        assertThat(presences(reconcile())).containsExactly("unavailable of nurse");
    }

    @Test
    void aFurtherResourceAfterTheLoginHearsWhatIsReportedThen() {
        failOver();
        logIn();
        shows("juliet", Show.AWAY, "tea");
        assertThat(presences(world.stanza("presence", "", BALCONY, DeciderWorld.GATEWAY)))
                .containsExactly("available of the gateway", "away of juliet");
        assertThat(presences(shows("nurse", Show.ONLINE, null))).containsExactly("available of nurse");
    }

    /** A node that has just joined may have no way out for a moment, when its first users have logged in already. */
    @Test
    void anOutageOfTheStreamRightAfterTheLoginTakesNobodyAway() {
        failOver();
        logIn();
        world.decide(new Input.NotWritten(List.of()));
        world.decide(new Input.StreamBack());
        assertThat(presences(world.decide(new Input.TurnToAsk())))
                .containsExactlyInAnyOrder("probe of the gateway", "available of the gateway");
        assertThat(presences(shows("juliet", Show.AWAY, "tea"))).containsExactly("away of juliet");
        assertThat(presences(reconcile())).contains("unavailable of nurse").doesNotContain("unavailable of juliet");
    }

    @Test
    void afterAnOutageOfTheStreamAllIsToldAgain() {
        failOver();
        world.decide(new Input.NotWritten(List.of()));
        world.decide(new Input.StreamBack());
        world.decide(new Input.TurnToAsk());
        assertThat(presences(logIn())).containsExactly("available of the gateway");
        assertThat(presences(shows("juliet", Show.AWAY, "tea"))).containsExactly("away of juliet");
        assertThat(presences(reconcile())).containsExactly("unavailable of nurse");
    }

    @Test
    void aNodeThatIsLostWithItsStreamHasToldNothingForSure() {
        world.decide(new Input.NotWritten(List.of()));
        Told told = Objects.requireNonNull(Told.of(world.live));
        assertThat(told.exact()).isFalse();
        failOver();
        assertThat(presences(logIn())).containsExactly("available of the gateway");
        assertThat(presences(shows("juliet", Show.AWAY, "tea"))).containsExactly("away of juliet");
        assertThat(presences(reconcile())).containsExactly("unavailable of nurse");
    }

    @Test
    void anOutageThatOutlastsTheFailoverIsToldOnce() {
        failOver();
        world.lose(LegacyEvent.Failure.UNREACHABLE);
        DeciderWorld.Step told = world.decide(new Input.TimerFired(Input.Timer.TELL_OUTAGE));
        assertThat(presences(told))
                .containsExactly("unavailable of juliet", "unavailable of nurse", "unavailable of the gateway");
        failOver();
        assertThat(presences(world.lose(LegacyEvent.Failure.UNREACHABLE))).isEmpty();
        assertThat(presences(world.decide(new Input.TimerFired(Input.Timer.TELL_OUTAGE))))
                .isEmpty();
    }

    /** A node that stood still sees the login of the node that took over before it hears that it is out of the cluster. */
    @Test
    void aLoginThatEndsOursIsToldWhenItCannotBeAnotherNodes() {
        failOver();
        logIn();
        assertThat(presences(world.lose(LegacyEvent.Failure.REPLACED))).isEmpty();
        assertThat(world.session).as("nobody fights for the account").isNull();
        assertThat(presences(world.decide(new Input.TimerFired(Input.Timer.TELL_REPLACED))))
                .contains("unavailable of juliet", "unavailable of the gateway");
        assertThat(presences(world.decide(new Input.TimerFired(Input.Timer.TELL_REPLACED))))
                .isEmpty();
    }

    @Test
    void whoLogsOutBeforeTheLoginIsToldThatTheyAreGone() {
        failOver();
        assertThat(presences(world.stanza("presence", "unavailable", ORCHARD, DeciderWorld.GATEWAY)))
                .containsExactly("unavailable of the gateway", "unavailable of juliet", "unavailable of nurse");
        assertThat(Objects.requireNonNull(Told.of(world.live)).isNothing()).isTrue();
    }

    @Test
    void aContactThatIsRemovedBeforeTheLoginIsToldToBeGone() {
        failOver();
        assertThat(presences(world.stanza("presence", "unsubscribe", ORCHARD, "nurse@" + DeciderWorld.GATEWAY)))
                .containsExactly("unsubscribed of nurse", "unavailable of nurse");
        logIn();
        shows("juliet", Show.AWAY, "tea");
        assertThat(presences(reconcile())).isEmpty();
    }

    @Test
    void whereNothingIsKnownAllIsToldAndTheRestIsGone() {
        DeciderWorld next = new DeciderWorld(Set.of());
        next.record = world.record;
        world = next;
        world.decide(new Input.Woken());
        assertThat(Told.of(world.live)).as("not known, so not kept").isNull();
        assertThat(presences(logIn())).containsExactly("available of the gateway");
        assertThat(presences(shows("juliet", Show.AWAY, "tea"))).containsExactly("away of juliet");
        assertThat(presences(reconcile())).containsExactly("unavailable of nurse", "unavailable of tybalt");
    }
}
