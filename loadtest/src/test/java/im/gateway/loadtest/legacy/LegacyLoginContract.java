package im.gateway.loadtest.legacy;

import static im.gateway.loadtest.legacy.RecordedEvents.until;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvent.LoggedIn;
import im.gateway.node.legacy.LegacyEvent.LoggedOut;
import im.gateway.node.legacy.LegacyEvent.LoginFailed;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacySession;
import im.gateway.protocol.stanza.Presence.Show;
import org.junit.jupiter.api.Test;

/** The contract's part about logins and their ends. */
abstract class LegacyLoginContract extends LegacyContractBase {
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
}
