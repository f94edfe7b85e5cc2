package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.edge.Outbox;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of stanzas on a way that falls silent: each is buffered once, and leaves the buffer only when it is known to be written. */
class WayOutTest {
    private final Deque<Outbox.Receipt> receipts = new ArrayDeque<>();
    private final Deque<WayOut.News> mail = new ArrayDeque<>();
    private final List<List<Element>> sent = new ArrayList<>();
    private int waitingForStream;
    private final Outbox outbox = new Outbox() {
        @Override
        public void send(String domain, BareJid user, List<Element> stanzas, Receipt receipt) {
            sent.add(stanzas);
            receipts.add(receipt);
        }

        @Override
        public void whenUp(String domain, Runnable task) {
            waitingForStream++;
        }
    };
    private final WayOut way =
            new WayOut(new RegistrationId("aim.localhost", BareJid.of("romeo@localhost")), outbox, mail::add);

    private static List<Element> message(String body) {
        return List.of(Element.builder(Stanza.NAMESPACE, "message")
                .childText("body", body)
                .build());
    }

    private Outbox.Receipt send(String body) {
        way.send(message(body));
        return receipts.removeLast();
    }

    /** The next news, decided on: whatever is buffered has this number then. */
    private @Nullable Input next(long bufferedUpTo) {
        WayOut.News news = Objects.requireNonNull(mail.poll(), "news");
        Input input = way.inputOf(news);
        way.decided(news, bufferedUpTo);
        return input;
    }

    @Test
    void whatIsWrittenIsNoNews() {
        Outbox.Receipt receipt = send("one");
        assertThat(way.unwritten()).isEqualTo(1);
        receipt.done(true);
        assertThat(mail).isEmpty();
        assertThat(way.unwritten()).isZero();
    }

    @Test
    void whatIsUncertainIsBufferedAndLeavesTheBufferOnceItIsWritten() {
        Outbox.Receipt one = send("one");
        Outbox.Receipt two = send("two");
        one.uncertain();
        one.uncertain();
        two.uncertain();
        assertThat(next(1)).isEqualTo(new Input.NotAnswered(message("one")));
        assertThat(next(2)).isEqualTo(new Input.NotAnswered(message("two")));
        one.done(true);
        two.done(true);
        assertThat(next(2)).isEqualTo(new Input.BufferWritten(1));
        assertThat(next(2)).isEqualTo(new Input.BufferWritten(2));
        assertThat(mail).as("uncertain once").isEmpty();
    }

    @Test
    void whatIsLostAfterAllIsNotBufferedTwice() {
        Outbox.Receipt one = send("one");
        one.uncertain();
        next(1);
        one.done(false);
        assertThat(next(1)).isEqualTo(new Input.NotWritten(List.of()));
    }

    @Test
    void whatIsWrittenBehindSomethingThatIsLostStaysInTheBuffer() {
        Outbox.Receipt one = send("one");
        Outbox.Receipt two = send("two");
        one.uncertain();
        two.uncertain();
        next(1);
        next(2);
        one.done(false);
        two.done(true);
        assertThat(next(2)).isEqualTo(new Input.NotWritten(List.of()));
        assertThat(next(2)).as("nothing up to here is delivered").isEqualTo(new Input.BufferWritten(0));

        Outbox.Receipt three = send("three");
        three.uncertain();
        next(3);
        three.done(true);
        assertThat(next(3)).as("that is over").isEqualTo(new Input.BufferWritten(3));
    }

    /** The exit that lost it is given up in that moment, and the next one is there. */
    @Test
    void nothingOvertakesWhatWasNotWrittenBeforeTheActorHearsOfThat() {
        Outbox.Receipt one = send("one");
        one.uncertain();
        next(1);
        one.done(false);
        way.send(message("two"));
        assertThat(sent).as("given to the streams").containsExactly(message("one"));
        assertThat(next(1)).isEqualTo(new Input.NotWritten(message("two")));
        assertThat(next(1)).isNull();
        send("three");
        assertThat(sent).hasSize(2);
    }

    @Test
    void whatIsToBeSentAgainIsToldOnceAllIsKnownAndInOrder() {
        Outbox.Receipt one = send("one");
        Outbox.Receipt two = send("two");
        Outbox.Receipt three = send("three");
        two.done(false);
        assertThat(next(0)).as("one may yet be lost as well").isNull();
        way.send(message("four"));
        assertThat(next(0)).isNull();
        three.done(true);
        assertThat(next(0)).isNull();
        one.done(false);
        List<Element> again = new ArrayList<>(message("one"));
        again.addAll(message("two"));
        again.addAll(message("four"));
        assertThat(next(0)).isEqualTo(new Input.NotWritten(again));
        assertThat(mail).isEmpty();
        assertThat(way.unwritten()).isZero();
    }

    @Test
    void whatComesBehindABufferThatIsNotWrittenIsNotWrittenEither() {
        Effect.SendBuffered buffered = new Effect.SendBuffered(
                message("one").stream().map(Element::toString).toList(), 1);
        way.sendBuffered(buffered);
        Outbox.Receipt buffer = receipts.removeLast();
        buffer.done(false);
        way.send(message("two"));
        assertThat(next(1)).isEqualTo(new Input.NotWritten(message("two")));
        way.sendBuffered(buffered);
        assertThat(sent).as("the buffer, again").hasSize(2);
    }

    /** The two come from different threads. */
    @Test
    void theOutcomeMayComeBeforeTheNewsThatItIsUncertain() {
        Outbox.Receipt one = send("one");
        one.uncertain();
        one.done(false);
        WayOut.News uncertain = Objects.requireNonNull(mail.poll());
        assertThat(next(0)).isEqualTo(new Input.NotWritten(message("one")));
        assertThat(way.inputOf(uncertain)).isNull();
    }

    @Test
    void theBufferIsNotSentWhileItsOutcomeIsToCome() {
        Effect.SendBuffered buffered = new Effect.SendBuffered(
                message("one").stream().map(Element::toString).toList(), 1);
        Outbox.Receipt uncertain = send("one");
        uncertain.uncertain();
        next(1);
        way.sendBuffered(buffered);
        assertThat(sent).as("the message only").hasSize(1);
        uncertain.done(false);
        next(1);

        way.sendBuffered(buffered);
        way.sendBuffered(buffered);
        assertThat(sent).as("the buffer, once").hasSize(2);
        receipts.removeLast().done(true);
        assertThat(next(1)).isEqualTo(new Input.BufferWritten(1));
        way.sendBuffered(buffered);
        assertThat(sent).hasSize(3);
    }

    @Test
    void oneStreamIsAwaitedAtATime() {
        way.awaitStream();
        way.awaitStream();
        assertThat(waitingForStream).isEqualTo(1);
    }
}
