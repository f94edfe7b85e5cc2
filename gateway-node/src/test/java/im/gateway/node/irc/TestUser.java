package im.gateway.node.irc;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SessionName;
import im.gateway.protocol.jid.BareJid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The core's side of one session, for tests over sockets: what it is told is waited for with a deadline. */
final class TestUser implements AutoCloseable {
    private static final SessionName NAME = new SessionName("legacy.localhost", BareJid.of("romeo@localhost"), 1, 0);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final BlockingQueue<LegacyEvent> events = new LinkedBlockingQueue<>();
    private final LegacySession session;
    private long messages;

    TestUser(LegacyNetwork network, String name, String password) {
        session = network.open(NAME, new Credentials(name, password), events::add);
    }

    static TestUser loggedIn(LegacyNetwork network, String name, String password) {
        TestUser user = new TestUser(network, name, password);
        assertThat(user.next()).isInstanceOf(LegacyEvent.LoggedIn.class);
        return user;
    }

    void perform(LegacyCommand command) {
        session.perform(command);
    }

    /** Sends a message; returns its number. */
    long say(String contact, String body) {
        session.perform(new LegacyCommand.SendMessage(++messages, contact, body));
        return messages;
    }

    /** The next event, whatever it is. */
    LegacyEvent next() {
        try {
            LegacyEvent event = events.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new AssertionError("no event within " + DEADLINE);
            }
            return event;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** The next event of that kind; others before it are let go. */
    <E extends LegacyEvent> E await(Class<E> kind, Predicate<E> wanted) {
        List<LegacyEvent> others = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            LegacyEvent event = next();
            if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
                return kind.cast(event);
            }
            others.add(event);
        }
        throw new AssertionError("not among these events: " + others);
    }

    <E extends LegacyEvent> E await(Class<E> kind) {
        return await(kind, event -> true);
    }

    /** What has been told and not been taken yet. */
    List<LegacyEvent> pending() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        session.close();
    }
}
