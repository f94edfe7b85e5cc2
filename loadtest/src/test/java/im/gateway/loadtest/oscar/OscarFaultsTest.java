package im.gateway.loadtest.oscar;

import static im.gateway.loadtest.legacy.RecordedEvents.until;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.legacy.RecordedEvents;
import im.gateway.loadtest.legacy.Sessions;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvent.LoggedIn;
import im.gateway.node.legacy.LegacyEvent.LoggedOut;
import im.gateway.node.legacy.LegacyEvent.LoginFailed;
import im.gateway.node.legacy.LegacyEvent.MessageOutcome;
import im.gateway.node.legacy.LegacyEvent.MessageReceived;
import im.gateway.node.legacy.LegacyEvent.ServiceNotice;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.oscar.AimNetworkFactory;
import im.gateway.protocol.oscar.LoginError;
import im.gateway.protocol.stanza.StanzaCondition;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an AIM session does when the service misbehaves. */
class OscarFaultsTest {
    private @Nullable OscarSide opened;
    private RecordedEvents events = new RecordedEvents();

    @AfterEach
    void end() {
        if (opened != null) {
            opened.close();
        }
    }

    private OscarSide open(Options options, String settings) {
        opened = new OscarSide(new AimNetworkFactory(), OscarSide.Names.AIM, options, settings);
        return opened;
    }

    private LegacySession login(OscarSide side) {
        events = new RecordedEvents();
        return side.network().open(Sessions.NAME, side.user(), events);
    }

    private MessageOutcome send(LegacySession session, long number, String to) {
        session.perform(new LegacyCommand.SendMessage(number, to, "number " + number));
        return events.await(MessageOutcome.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = LoginError.class,
            names = {"SUSPENDED", "RATE_LIMITED", "MISMATCH", "DELETED_ACCOUNT", "EXPIRED_ACCOUNT", "SERVICE_OFFLINE"})
    void everyReasonForARefusalHasItsMeaning(LoginError error) {
        OscarSide side = open(Options.local(), "");
        side.service.faults().refuseLogins(error);
        login(side);
        LoginFailed failed = events.await(LoginFailed.class);
        Failure expected = switch (error.kind()) {
            case CREDENTIALS -> Failure.BAD_CREDENTIALS;
            case TRANSIENT -> Failure.UNREACHABLE;
            case REFUSED -> Failure.REFUSED;
        };
        assertThat(failed.failure()).isEqualTo(expected);
        assertThat(failed.reason()).contains(error.text());
    }

    @Test
    void aLoginElsewhereEndsTheSessionAsReplaced() {
        OscarSide side = open(Options.local(), "");
        login(side);
        events.await(LoggedIn.class);
        RecordedEvents first = events;
        login(side);
        events.await(LoggedIn.class);
        assertThat(first.await(LoggedOut.class).failure()).isEqualTo(Failure.REPLACED);
        assertThat(side.service.figures().replaced()).isEqualTo(1);
        until("one session is left", () -> side.service.figures().online() == 1);
    }

    @Test
    @Tag("rfc2779-3.2.4")
    void aServerThatFallsSilentIsNoticed() {
        OscarSide side = open(Options.local(), "timeouts { idle = 150ms, answer = 150ms }");
        login(side);
        events.await(LoggedIn.class);
        side.service.faults().silent(true);
        assertThat(events.await(LoggedOut.class).failure()).isEqualTo(Failure.UNREACHABLE);
    }

    /** It is waited for, but not longer than whoever leaves wants. */
    @Test
    void aServerThatDoesNotEndASessionIsHungUpOn() {
        OscarSide side = open(Options.local(), "");
        LegacySession session = login(side);
        events.await(LoggedIn.class);
        side.service.faults().silent(true);
        AtomicInteger over = new AtomicInteger();
        session.leave(over::incrementAndGet);
        session.close();
        until("the session is over", () -> over.get() > 0);
        assertThat(events.rest()).noneMatch(event -> event instanceof LoggedOut);
        assertThat(over).hasValue(1);
    }

    @Test
    void aQuietServerThatAnswersIsNotGivenUp() {
        OscarSide side = open(Options.local(), "timeouts { idle = 20ms, answer = 5s }");
        LegacySession session = login(side);
        events.await(LoggedIn.class);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
        until("many times the idle time has passed", () -> System.nanoTime() > until);
        assertThat(events.rest()).noneMatch(event -> event instanceof LoggedOut);
        side.contact().signOn();
        assertThat(send(session, 1, side.contact().name()).error()).isNull();
    }

    @Test
    void aServerThatIsSilentDuringTheLoginIsUnreachable() {
        OscarSide side = open(Options.local(), "timeouts { connect = 100ms, login = 200ms }");
        side.service.faults().silent(true);
        login(side);
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.UNREACHABLE);
    }

    @Test
    void aMessageThatIsNotAcknowledgedFailsInTime() {
        OscarSide side = open(Options.local(), "timeouts { answer = 200ms }");
        side.contact().signOn();
        LegacySession session = login(side);
        events.await(LoggedIn.class);
        side.service.faults().noAcks(true);
        assertThat(send(session, 1, side.contact().name()).error()).isEqualTo(StanzaCondition.REMOTE_SERVER_TIMEOUT);
        side.service.faults().none();
        assertThat(send(session, 2, side.contact().name()).error()).isNull();
    }

    @Test
    void aSlowServiceIsWaitedFor() {
        OscarSide side = open(Options.local(), "");
        side.service.faults().delay(Duration.ofMillis(50));
        side.contact().signOn();
        LegacySession session = login(side);
        events.await(LoggedIn.class);
        assertThat(send(session, 1, side.contact().name()).error()).isNull();
    }

    /** Whatever the bytes are: the session is there or it has ended with a reason, and a new one is possible. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
    void garbledFramesEndInAnOrderlyWay(long seed) {
        Options options = new Options("127.0.0.1", 0, null, false, seed);
        OscarSide side = open(options, "timeouts { connect = 500ms, login = 500ms, idle = 200ms, answer = 200ms }");
        side.service.faults().garble(0.5);
        side.contact().signOn();
        LegacySession session = login(side);
        for (int i = 0; i < 20; i++) {
            side.contact().send("garbled " + i);
            session.perform(new LegacyCommand.SendMessage(i, side.contact().name(), "garbled"));
        }
        session.close();
        side.service.faults().none();
        LegacySession again = login(side);
        events.await(LoggedIn.class);
        assertThat(send(again, 1, side.contact().name()).error()).isNull();
    }

    @Test
    void aRestartEndsTheSessionAndTheNextFindsTheServiceAgain() {
        OscarSide side = open(Options.local(), "");
        login(side);
        events.await(LoggedIn.class);
        side.setReachable(false);
        assertThat(events.await(LoggedOut.class).failure()).isEqualTo(Failure.UNREACHABLE);
        side.setReachable(true);
        login(side);
        events.await(LoggedIn.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bos.invalid:9|server-hosts { \"bos.invalid:9\" = \"127.0.0.1:PORT\" }",
                "bos.invalid:9|server-hosts { \"bos.invalid\" = \"127.0.0.1:PORT\" }",
                "bos.invalid|port = PORT, server-hosts { \"*\" = \"127.0.0.1\" }"
            })
    void theHostThatTheServiceNamesCanBeMapped(String advertised, String settings) {
        OscarSide side = open(Options.local().advertising(advertised), settings);
        login(side);
        events.await(LoggedIn.class);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:0", "127.0.0.1:99999", "127.0.0.1:1"})
    void aHostThatIsNoneIsUnreachable(String advertised) {
        OscarSide side = open(Options.local().advertising(advertised), "");
        login(side);
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.UNREACHABLE);
    }

    /** The burst that the service's classes allow, and one more: it waits for its time instead of being dropped. */
    @Test
    void theServicesRatesAreKept() {
        OscarSide side = open(Options.local().limitingRates(), "");
        side.contact().signOn();
        LegacySession session = login(side);
        events.await(LoggedIn.class);
        int burst = 8;
        for (int i = 0; i < burst; i++) {
            session.perform(new LegacyCommand.SendMessage(i, side.contact().name(), "number " + i));
        }
        for (int i = 0; i < burst; i++) {
            assertThat(events.await(MessageOutcome.class).error()).isNull();
        }
        assertThat(side.service.figures().rateLimited()).isZero();
    }

    @Test
    void whatTheSystemWritesIsNoMessageOfAUser() {
        OscarSide side = open(Options.local(), "");
        SimulatedContact system = side.service.addContact("OOS System Msg");
        login(side);
        events.await(LoggedIn.class);
        system.send(side.user().username(), "two messages came");
        assertThat(events.await(ServiceNotice.class)).isEqualTo(new ServiceNotice("two messages came"));
        assertThat(events.rest()).noneMatch(event -> event instanceof MessageReceived);
    }

    @Test
    void aContactThatAnswersByItself() throws InterruptedException {
        OscarSide side = open(Options.local(), "");
        SimulatedContact echo = side.service.addContact("echo", (from, text) -> "you said: " + text);
        echo.signOn();
        LegacySession session = login(side);
        session.perform(new LegacyCommand.SendMessage(1, "echo", "hello"));
        assertThat(events.await(MessageReceived.class)).isEqualTo(new MessageReceived("echo", "you said: hello", null));
        assertThat(echo.received().poll(1, TimeUnit.SECONDS))
                .isEqualTo(new SimulatedContact.Received.Message("romeom", "hello"));
    }
}
