package im.gateway.node.user;

import im.gateway.node.edge.Outbox;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.ElementReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user actor's way to the XMPP streams: what it has given to them, and what became of it. Stanzas on a way that has fallen silent are
 * buffered while they are still expected to be written, since the node that waits may be the one that is cut off: then the next actor
 * writes them. Where something was not written, nothing goes out behind it until the outcome of all that was given is known: then the
 * actor hears of all that has to be sent again, in order. Confined to the user actor but for the receipts, whose news it is told.
 */
final class WayOut {
    private static final ElementReader BUFFERED = new ElementReader(Stanza.NAMESPACE);

    private static final Logger LOG = LoggerFactory.getLogger(WayOut.class);

    private final RegistrationId id;
    private final Outbox outbox;
    private final Consumer<News> tell;
    /** Stanzas given to the outbox that have no receipt yet; counted down on any thread. */
    private final AtomicInteger unwritten = new AtomicInteger();
    /** What was given and is not known to be written, in that order; those at the front may have been written since. */
    private final Deque<Call> open = new ArrayDeque<>(2);

    /** Something in there was not written, which the actor may not have heard of yet. Set on any thread, before its stanzas' exit is free. */
    private volatile boolean failing;

    private boolean awaitingStream;
    private boolean bufferUnderWay;
    /** How many calls are buffered whose receipt is still to come, and whether one of the last such ones was not written. */
    private int uncertain;

    private boolean uncertainLost;

    /** What the actor is told of the way out. */
    sealed interface News {}

    private record Uncertain(Call call) implements News {}

    private record Resolved(Call call, boolean written) implements News {}

    private record AllResolved() implements News {}

    private record StreamBack() implements News {}

    /** @param tell hands news to the actor, on any thread */
    WayOut(RegistrationId id, Outbox outbox, Consumer<News> tell) {
        this.id = id;
        this.outbox = outbox;
        this.tell = tell;
    }

    void send(List<Element> stanzas) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("user={} event=given-to-stream stanzas={}", id, names(stanzas));
        }
        give(stanzas, new Call(stanzas, Call.NO_NUMBER));
    }

    private void give(List<Element> stanzas, Call call) {
        while (!open.isEmpty() && open.peekFirst().isWritten()) {
            open.removeFirst();
        }
        open.addLast(call);
        unwritten.incrementAndGet();
        if (failing) {
            call.done(false);
        } else {
            outbox.send(id.domain(), id.user(), stanzas, call);
        }
    }

    /** What they are and their ids, as the XMPP server's log and the client's have them. */
    private static String names(List<Element> stanzas) {
        return stanzas.stream()
                .map(stanza -> stanza.name() + ":" + stanza.attribute("id", ""))
                .collect(Collectors.joining(","));
    }

    /** Sends what is buffered, unless it is known already that its outcome is to come. */
    void sendBuffered(Effect.SendBuffered buffered) {
        if (bufferUnderWay || uncertain > 0 || failing) {
            return;
        }
        bufferUnderWay = true;
        List<Element> stanzas = buffered.stanzas().stream()
                .map(xml -> Objects.requireNonNull(
                        BUFFERED.read(xml.getBytes(StandardCharsets.UTF_8)), "a buffered stanza"))
                .toList();
        // Unwritten, they stay in the buffer: there is nothing to be stored a second time.
        give(stanzas, new Call(List.of(), buffered.upToNumber()));
    }

    /** Has the actor told as soon as there is a stream. */
    void awaitStream() {
        if (!awaitingStream) {
            awaitingStream = true;
            outbox.whenUp(id.domain(), () -> tell.accept(new StreamBack()));
        }
    }

    /** How many calls have no receipt. */
    int unwritten() {
        return unwritten.get();
    }

    /** What news mean for the decider; null for nothing. */
    @Nullable
    Input inputOf(News news) {
        if (news instanceof Uncertain now) {
            return now.call().resolved ? null : new Input.NotAnswered(now.call().stanzas);
        } else if (news instanceof Resolved resolved) {
            return resolved(resolved.call(), resolved.written());
        } else if (news instanceof AllResolved) {
            return notWritten();
        } else if (news instanceof StreamBack) {
            awaitingStream = false;
            return new Input.StreamBack();
        }
        throw new AssertionError("news without a rule: " + news.getClass());
    }

    /** The decision about the news is carried out: what it has buffered has a number now. */
    void decided(News news, long bufferedUpTo) {
        if (news instanceof Uncertain now && !now.call().resolved) {
            now.call().bufferedUpTo = bufferedUpTo;
            uncertain++;
        }
    }

    private @Nullable Input resolved(Call call, boolean written) {
        call.resolved = true;
        Input delivered = delivered(call, written);
        if (delivered == null) {
            return notWritten();
        }
        if (failing) {
            tell.accept(new AllResolved());
        }
        return delivered;
    }

    /** What of the buffer is written now; null where nothing is known of that. */
    private @Nullable Input delivered(Call call, boolean written) {
        if (call.buffer != Call.NO_NUMBER) {
            bufferUnderWay = false;
            return written ? new Input.BufferWritten(call.buffer) : null;
        }
        if (call.bufferedUpTo == Call.NO_NUMBER) {
            // Where there is news that it is uncertain, they come after this, and mean nothing.
            return null;
        }
        uncertain--;
        uncertainLost |= !written;
        // What is written behind something that is not stays in the buffer with it: twice is better than never.
        boolean isDelivered = written && !uncertainLost;
        uncertainLost &= uncertain > 0;
        return written ? new Input.BufferWritten(isDelivered ? call.bufferedUpTo : 0) : null;
    }

    /** Once the outcome of all is known: what was not written and is not in the buffer, in order. */
    private @Nullable Input notWritten() {
        if (!failing || open.stream().anyMatch(Call::isUnderWay)) {
            return null;
        }
        List<Element> again = open.stream()
                .filter(call -> !call.isWritten() && call.bufferedUpTo == Call.NO_NUMBER)
                .flatMap(call -> call.stanzas.stream())
                .toList();
        // The news of these mean nothing any more.
        open.forEach(call -> call.resolved = true);
        open.clear();
        failing = false;
        return new Input.NotWritten(again);
    }

    /** Stanzas that were given to the outbox in one call, and are its receipt. */
    private final class Call implements Outbox.Receipt {
        /** In the place of a number in the buffer. */
        private static final long NO_NUMBER = -1;

        private enum State {
            OPEN,
            UNCERTAIN,
            WRITTEN,
            LOST
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
        /** Of one that is not written, or perhaps not. */
        private List<Element> stanzas;
        /** Where the buffer itself was sent: up to this number. */
        private final long buffer;
        /** The highest number in the buffer after these were put there. Confined to the actor, as is the next one. */
        private long bufferedUpTo = NO_NUMBER;

        private boolean resolved;

        private Call(List<Element> stanzas, long buffer) {
            this.stanzas = stanzas;
            this.buffer = buffer;
        }

        private boolean isWritten() {
            return state.get() == State.WRITTEN;
        }

        private boolean isUnderWay() {
            return state.get() == State.OPEN || state.get() == State.UNCERTAIN;
        }

        @Override
        public void uncertain() {
            if (buffer == NO_NUMBER && state.compareAndSet(State.OPEN, State.UNCERTAIN)) {
                tell.accept(new Uncertain(this));
            }
        }

        @Override
        public void done(boolean written) {
            if (!written) {
                failing = true;
            }
            State before = state.getAndSet(written ? State.WRITTEN : State.LOST);
            if (written && before == State.OPEN) {
                // The last ones of a user who falls silent would stay in memory.
                stanzas = List.of();
            }
            if (before == State.UNCERTAIN || buffer != NO_NUMBER || failing) {
                tell.accept(new Resolved(this, written));
            }
            unwritten.decrementAndGet();
        }
    }
}
