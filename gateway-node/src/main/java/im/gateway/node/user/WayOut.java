package im.gateway.node.user;

import im.gateway.node.edge.Outbox;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.ElementReader;
import java.nio.charset.StandardCharsets;
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
 * writes them. Confined to the user actor but for the receipts, whose news it is told.
 */
final class WayOut {
    private static final ElementReader BUFFERED = new ElementReader(Stanza.NAMESPACE);

    private static final Logger LOG = LoggerFactory.getLogger(WayOut.class);

    private final RegistrationId id;
    private final Outbox outbox;
    private final Consumer<News> tell;
    /** Stanzas given to the outbox that have no receipt yet; counted down on any thread. */
    private final AtomicInteger unwritten = new AtomicInteger();

    private boolean awaitingStream;
    private boolean bufferUnderWay;
    /** How many calls are buffered whose receipt is still to come, and whether one of the last such ones was not written. */
    private int uncertain;

    private boolean uncertainLost;

    /** What the actor is told of the way out. */
    sealed interface News {}

    private record NotWritten(List<Element> stanzas) implements News {}

    private record Uncertain(Call call) implements News {}

    private record Resolved(Call call, boolean written) implements News {}

    private record BufferAnswered(long upToNumber, boolean written) implements News {}

    private record StreamBack() implements News {}

    /** @param tell hands news to the actor, on any thread */
    WayOut(RegistrationId id, Outbox outbox, Consumer<News> tell) {
        this.id = id;
        this.outbox = outbox;
        this.tell = tell;
    }

    void send(List<Element> stanzas) {
        unwritten.incrementAndGet();
        if (LOG.isDebugEnabled()) {
            LOG.debug("user={} event=given-to-stream stanzas={}", id, names(stanzas));
        }
        outbox.send(id.domain(), id.user(), stanzas, new Call(stanzas));
    }

    /** What they are and their ids, as the XMPP server's log and the client's have them. */
    private static String names(List<Element> stanzas) {
        return stanzas.stream()
                .map(stanza -> stanza.name() + ":" + stanza.attribute("id", ""))
                .collect(Collectors.joining(","));
    }

    /** Sends what is buffered, unless it is known already that its outcome is to come. */
    void sendBuffered(Effect.SendBuffered buffered) {
        if (bufferUnderWay || uncertain > 0) {
            return;
        }
        bufferUnderWay = true;
        List<Element> stanzas = buffered.stanzas().stream()
                .map(xml -> Objects.requireNonNull(
                        BUFFERED.read(xml.getBytes(StandardCharsets.UTF_8)), "a buffered stanza"))
                .toList();
        outbox.send(
                id.domain(),
                id.user(),
                stanzas,
                written -> tell.accept(new BufferAnswered(buffered.upToNumber(), written)));
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
        if (news instanceof NotWritten not) {
            return new Input.NotWritten(not.stanzas());
        } else if (news instanceof Uncertain now) {
            return now.call().resolved ? null : new Input.NotAnswered(now.call().stanzas);
        } else if (news instanceof Resolved resolved) {
            return resolved(resolved.call(), resolved.written());
        } else if (news instanceof BufferAnswered answered) {
            bufferUnderWay = false;
            // Unwritten, they stay in the buffer: there is nothing to be stored a second time.
            return answered.written()
                    ? new Input.BufferWritten(answered.upToNumber())
                    : new Input.NotWritten(List.of());
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
        if (call.bufferedUpTo == Call.NOT_BUFFERED) {
            // The news that it is uncertain comes after this, and will mean nothing.
            return written ? null : new Input.NotWritten(call.stanzas);
        }
        uncertain--;
        uncertainLost |= !written;
        // What is written behind something that is not stays in the buffer with it: twice is better than never.
        boolean delivered = written && !uncertainLost;
        uncertainLost &= uncertain > 0;
        if (!written) {
            return new Input.NotWritten(List.of());
        }
        return new Input.BufferWritten(delivered ? call.bufferedUpTo : 0);
    }

    /** Stanzas that were given to the outbox in one call, and are its receipt. */
    private final class Call implements Outbox.Receipt {
        private static final long NOT_BUFFERED = -1;

        private enum State {
            OPEN,
            UNCERTAIN,
            DONE
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
        private final List<Element> stanzas;
        /** The highest number in the buffer after these were put there. Confined to the actor, as is the next one. */
        private long bufferedUpTo = NOT_BUFFERED;

        private boolean resolved;

        private Call(List<Element> stanzas) {
            this.stanzas = stanzas;
        }

        @Override
        public void uncertain() {
            if (state.compareAndSet(State.OPEN, State.UNCERTAIN)) {
                tell.accept(new Uncertain(this));
            }
        }

        @Override
        public void done(boolean written) {
            State before = state.getAndSet(State.DONE);
            if (before == State.UNCERTAIN) {
                tell.accept(new Resolved(this, written));
            } else if (!written) {
                tell.accept(new NotWritten(stanzas));
            }
            unwritten.decrementAndGet();
        }
    }
}
