package im.gateway.node.edge;

import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands stanzas on to user actors until their outcome is certain: again, in order, when nothing is heard of them; and no longer when
 * they are too old, which their senders are told.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final String stream;
    private final Window window;
    private final Users users;
    private final ActorRef<UserActor.Settled> replyTo;
    private final Consumer<UserActor.Settled> nearby;
    private final LongSupplier millis;
    private final Copies copies;

    /**
     * A delivery of what is in the window, which may be something already.
     *
     * @param stream the edge's name that is unique for ever: with the number it names a stanza, in the command and in the log
     * @param replyTo told by user actors of other nodes
     * @param nearby told by those of this node
     */
    Delivery(
            String stream,
            Window window,
            Users users,
            ActorRef<UserActor.Settled> replyTo,
            Consumer<UserActor.Settled> nearby,
            LongSupplier millis,
            Safekeeping safekeeping) {
        this.stream = stream;
        this.window = window;
        this.users = users;
        this.replyTo = replyTo;
        this.nearby = nearby;
        this.millis = millis;
        this.copies = new Copies(stream, safekeeping);
    }

    String stream() {
        return stream;
    }

    /** Hands a stanza on; or gives the error for its sender, whose share of the window is full. */
    @Nullable
    Element handOn(Intake.Step.HandOn step) {
        Window.Entry entry = window.offer(step.user(), step.stanza(), step.size(), millis.getAsLong());
        if (entry == null) {
            LOG.warn("stream={} event=user-too-fast user={}", stream, step.user());
            String text = "Too many stanzas are waiting for their outcome; slow down.";
            return Intake.errorFor(step.stanza(), StanzaError.of(StanzaCondition.RESOURCE_CONSTRAINT, text));
        }
        tell(entry);
        copies.handedOn(entry);
        return null;
    }

    void settled(long number) {
        boolean known = window.settle(number, millis.getAsLong());
        copies.settled(number);
        if (LOG.isDebugEnabled()) {
            LOG.debug("stanza={}#{} event=forgotten known={}", stream, number, known);
        }
    }

    /** The user's actor has this one, and not the one before it: all that it has no outcome of is handed on at once. */
    void missingBefore(long number) {
        window.hurry(number, millis.getAsLong());
        resend();
    }

    /** Hands on again what is due. */
    void resend() {
        for (Window.Entry entry : window.due(millis.getAsLong())) {
            LOG.info("stanza={}#{} event=sent-again user={}", stream, entry.number(), entry.user());
            tell(entry);
        }
    }

    /** A node is gone, and with it the actors of some users: what has no outcome is handed on at once to where they are now. */
    void usersMoved() {
        long now = millis.getAsLong();
        window.hurry(now);
        copies.usersMoved(now);
        resend();
    }

    /** What this user has waiting is handed on at once. */
    void released(RegistrationId user) {
        if (window.hurry(user, millis.getAsLong())) {
            resend();
        }
    }

    /** Has another node keep what has waited for a moment. */
    void copy() {
        copies.update(window, millis.getAsLong());
    }

    /** The end: nothing is kept elsewhere any more for the sake of this stream. */
    void forgetCopies() {
        copies.forgetAll();
    }

    private void tell(Window.Entry entry) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("stanza={}#{} event=handed-on user={}", stream, entry.number(), entry.user());
        }
        users.tell(
                entry.user(),
                new UserActor.FromXmpp(stream, entry.number(), entry.after(), entry.stanza(), replyTo, nearby));
    }

    /** Gives up what is too old; these are the errors for its senders. */
    List<Element> giveUpOverdue() {
        return errors(window.overdue(millis.getAsLong()));
    }

    /** Gives up everything; these are the errors for the senders. */
    List<Element> giveUpAll() {
        return errors(window.abandon());
    }

    private List<Element> errors(List<Window.Entry> abandoned) {
        List<Element> errors = new ArrayList<>();
        for (Window.Entry entry : abandoned) {
            LOG.warn("stanza={}#{} event=given-up user={}", stream, entry.number(), entry.user());
            copies.settled(entry.number());
            Element reply = withoutOutcome(entry.stanza());
            if (reply != null) {
                errors.add(reply);
            }
        }
        return errors;
    }

    /** The error for a sender whose stanza has no outcome; null where none is due. */
    static @Nullable Element withoutOutcome(Stanza stanza) {
        String text = "The gateway could not find out whether this was delivered.";
        return Intake.errorFor(stanza, StanzaError.of(StanzaCondition.REMOTE_SERVER_TIMEOUT, text));
    }

    boolean hasRoom() {
        return window.hasRoom();
    }

    boolean isEmpty() {
        return window.isEmpty();
    }

    /** What has no outcome now. */
    Set<Long> numbers() {
        return window.numbers();
    }

    int size() {
        return window.size();
    }
}
