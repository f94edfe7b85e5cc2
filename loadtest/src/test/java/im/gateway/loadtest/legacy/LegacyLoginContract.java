package im.gateway.loadtest.legacy;

import static im.gateway.loadtest.legacy.RecordedEvents.until;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.legacy.LegacySide.Contact;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvent.LoggedIn;
import im.gateway.node.legacy.LegacyEvent.LoggedOut;
import im.gateway.node.legacy.LegacyEvent.LoginFailed;
import im.gateway.node.legacy.LegacyEvent.MessageReceived;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.legacy.LegacySession;
import im.gateway.protocol.stanza.Presence.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract's part about logins and their ends. */
abstract class LegacyLoginContract extends LegacyContractBase {
    /** More than is read at once. */
    private static final int BURST = 30;

    @Test
    void aGoodLoginIsSeenOnBothSides() {
        open(side.user());
        LoggedIn loggedIn = events.await(LoggedIn.class);
        assertThat(network.canonicalName(loggedIn.ownName()))
                .isEqualTo(network.canonicalName(side.user().username()));
        until("the service shows the user", side::isOnline);
    }

    @Test
    void aWrongPasswordFailsTheLoginAndNothingFollows() {
        LegacySession session = open(new Credentials(side.user().username(), "wrong-pw"));
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.BAD_CREDENTIALS);
        session.perform(new LegacyCommand.ShowPresence(Show.DND, "still there?"));
        assertThat(side.isOnline()).isFalse();
        assertThat(events.rest()).isEmpty();
    }

    @Test
    void anUnknownAccountFailsTheLogin() {
        open(side.nobody());
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.BAD_CREDENTIALS);
    }

    @Test
    void credentialsThatCannotBeRightAreRefusedBeforeAnybodyIsAsked() {
        Credentials impossible = new Credentials(side.impossibleName(), "secret");
        assertThat(network.refusal(impossible)).isNotNull();
        assertThat(network.refusal(side.user())).isNull();
        assertThat(network.canonicalName(side.impossibleName())).isNull();
        open(impossible);
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.BAD_CREDENTIALS);
    }

    @Test
    void aServiceThatIsAwayIsUnreachableAndCanBeReachedLater() {
        side.setReachable(false);
        open(side.user());
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.UNREACHABLE);
        side.setReachable(true);
        loggedIn();
    }

    @Test
    void aLostConnectionEndsTheSessionAndAnotherLoginWorks() {
        LegacySession session = loggedIn();
        side.dropConnections();
        assertThat(events.await(LoggedOut.class).failure()).isEqualTo(Failure.UNREACHABLE);
        session.perform(new LegacyCommand.SendMessage(99, side.contact().name(), "into the void"));
        assertThat(events.rest()).isEmpty();
        loggedIn();
        until("the service shows the user again", side::isOnline);
    }

    /** All that the core asks for again after a connection was lost: presence, messages both ways. */
    @Test
    void theLoginAfterALostConnectionIsAsGoodAsTheFirst() {
        Contact contact = side.contact();
        contact.signOn();
        loggedIn();
        side.dropConnections();
        events.await(LoggedOut.class);
        LegacySession session = loggedIn();
        session.perform(new LegacyCommand.Watch(List.of(contact.name())));
        presenceOf(contact, true);
        long message = send(session, contact.name(), "there thou art");
        assertThat(outcomeOf(message).error()).isNull();
        assertThat(contact.next()).isEqualTo("message: there thou art");
        contact.send("here I am");
        assertThat(events.await(MessageReceived.class).body()).isEqualTo("here I am");
    }

    @Test
    void closingLogsOutAndSaysNothing() {
        LegacySession session = loggedIn();
        until("the service shows the user", side::isOnline);
        events.rest();
        session.close();
        until("the service shows the user as gone", () -> !side.isOnline());
        assertThat(events.rest()).noneMatch(event -> event instanceof LoggedOut);
    }

    @Test
    void closingDuringTheLoginIsPossible() {
        LegacySession session = open(side.user());
        session.close();
        session.close();
        loggedIn();
    }

    /** For the user's next session, on another node: what the network has said is told, and the rest finds the next one or is kept for it. */
    @Test
    void leavingHearsWhatWasSaidBeforeIt() {
        LegacySession session = loggedIn();
        LegacySide.Contact contact = side.contact();
        contact.signOn();
        until("the service shows the user", side::isOnline);
        for (int i = 0; i < BURST; i++) {
            contact.send("word " + i);
        }
        List<String> heard = new ArrayList<>();
        heard.add(events.await(MessageReceived.class).body());
        AtomicInteger over = new AtomicInteger();
        session.leave(over::incrementAndGet);
        until("the session is over", () -> over.get() > 0);
        List<LegacyEvent> last = events.rest();
        assertThat(last).noneMatch(event -> event instanceof LoggedOut);
        heard.addAll(bodies(last));
        assertThat(side.isOnline()).isFalse();
        if (can(Feature.OFFLINE_MESSAGES)) {
            loggedIn();
            until("all that was said is heard", () -> {
                heard.addAll(bodies(events.rest()));
                return heard.size() >= BURST;
            });
        }
        assertThat(heard)
                .isEqualTo(IntStream.range(0, heard.size())
                        .mapToObj(i -> "word " + i)
                        .toList());
        assertThat(over).hasValue(1);
    }

    private static List<String> bodies(List<LegacyEvent> events) {
        return events.stream()
                .filter(MessageReceived.class::isInstance)
                .map(event -> ((MessageReceived) event).body())
                .toList();
    }

    /** As where a node retreats from the cluster while its users are moving. */
    @Test
    void whoLeavesTwiceIsToldTwice() {
        LegacySession session = loggedIn();
        AtomicInteger over = new AtomicInteger();
        AtomicInteger overAgain = new AtomicInteger();
        session.leave(over::incrementAndGet);
        session.leave(overAgain::incrementAndGet);
        until("the session is over for both", () -> over.get() > 0 && overAgain.get() > 0);
        until("the service shows the user as gone", () -> !side.isOnline());
        assertThat(over).hasValue(1);
        assertThat(overAgain).hasValue(1);
    }

    @Test
    void leavingDuringTheLoginIsPossible() {
        LegacySession session = open(side.user());
        AtomicInteger over = new AtomicInteger();
        session.leave(over::incrementAndGet);
        until("the session is over", () -> over.get() > 0);
        loggedIn();
        assertThat(over).hasValue(1);
    }
}
