package im.gateway.loadtest.legacy;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.Typing;
import im.gateway.protocol.stanza.Presence.Show;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The other user of a real service, played by a session of the gateway's own: it shows what a second client of the network sees. */
public final class PeerContact implements LegacySide.Contact, LegacyEvents, AutoCloseable {
    private final LegacyNetwork network;
    private final Credentials credentials;
    private final String user;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private CountDownLatch loggedIn = new CountDownLatch(1);
    private @Nullable LegacySession session;
    private long number;
    private volatile LegacyEvent.@Nullable ContactPresence seen;

    /**
     * A contact that is offline.
     *
     * @param user whom it talks to
     */
    public PeerContact(LegacyNetwork network, Credentials credentials, String user) {
        this.network = network;
        this.credentials = credentials;
        this.user = user;
    }

    @Override
    public void on(LegacyEvent event) {
        if (event instanceof LegacyEvent.LoggedIn) {
            loggedIn.countDown();
        } else if (event instanceof LegacyEvent.MessageReceived message
                && message.contact().equals(user)) {
            received.add("message: " + message.body());
        } else if (event instanceof LegacyEvent.TypingShown typing) {
            received.add("typing: " + typing.state());
        } else if (event instanceof LegacyEvent.AuthorizationRequested request) {
            received.add("asked: " + request.text());
        } else if (event instanceof LegacyEvent.AuthorizationAnswered answer) {
            received.add("answered: " + answer.granted());
        } else if (event instanceof LegacyEvent.ContactPresence presence
                && presence.contact().equals(user)) {
            seen = presence;
        }
    }

    @Override
    public String name() {
        return Objects.requireNonNull(network.canonicalName(credentials.username()));
    }

    @Override
    public void signOn() {
        loggedIn = new CountDownLatch(1);
        session = network.open(Sessions.NAME, credentials, this);
        try {
            if (!loggedIn.await(RecordedEvents.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(name() + " could not log in");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void watch() {
        perform(new LegacyCommand.Watch(List.of(user)));
    }

    /** How the network last showed the user to this contact; null for not at all. */
    public LegacyEvent.@Nullable ContactPresence seen() {
        return seen;
    }

    @Override
    public boolean seesUser() {
        LegacyEvent.ContactPresence last = seen;
        return last != null && last.show() != null;
    }

    @Override
    public void signOff() {
        if (session != null) {
            session.close();
        }
    }

    @Override
    public void away(String text) {
        perform(new LegacyCommand.ShowPresence(Show.AWAY, text));
    }

    @Override
    public void send(String text) {
        perform(new LegacyCommand.SendMessage(++number, user, text));
    }

    @Override
    public void type(Typing state) {
        perform(new LegacyCommand.ShowTyping(user, state));
    }

    @Override
    public void askForAuthorization(String text) {
        perform(new LegacyCommand.AddContact(user));
    }

    /** {@inheritDoc} The name is all that a session of ours says of its user. */
    @Override
    public String introduce() {
        return credentials.username();
    }

    @Override
    public void answerAuthorization(boolean granted) {
        perform(new LegacyCommand.AnswerAuthorization(user, granted));
    }

    private void perform(LegacyCommand command) {
        Objects.requireNonNull(session, "signOn() comes first").perform(command);
    }

    @Override
    public @Nullable String next() {
        try {
            return received.poll(RecordedEvents.DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        signOff();
    }
}
