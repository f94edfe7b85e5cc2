package im.gateway.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What other nodes have a stream write, and a node that may be none of theirs any more. */
class StreamExitTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
    private final TestProbe<StreamExit.Written> writer = KIT.createTestProbe(StreamExit.Written.class);
    private volatile boolean inDoubt;
    private final ActorRef<StreamExit.Command> door =
            KIT.spawn(StreamExit.create("irc.localhost", new Stream(), () -> inDoubt));

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    private final class Stream implements Exit {
        @Override
        public String id() {
            return "stream";
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public void write(List<byte[]> chunks, Outbox.Receipt receipt) {
            chunks.forEach(chunk -> written.add(new String(chunk, StandardCharsets.UTF_8)));
            receipt.done(true);
        }
    }

    private void write(long number) {
        byte[] chunk = ("<message id='" + number + "'/>").getBytes(StandardCharsets.UTF_8);
        door.tell(new StreamExit.Write(number, chunk, writer.ref()));
    }

    @Test
    void whatIsWrittenIsAnswered() {
        write(1);
        writer.expectMessage(new StreamExit.Written(1, true));
        assertThat(written).containsExactly("<message id='1'/>");
    }

    /** It came while the process stood still, and the others may have written it to their next stream. */
    @Test
    void aNodeThatMayBeTakenOutWritesNothing() {
        inDoubt = true;
        write(1);
        KIT.stop(door);
        assertThat(written).isEmpty();
    }

    @Test
    void aNodeThatIsAMemberAfterAllWritesInOrder() throws InterruptedException {
        inDoubt = true;
        write(1);
        write(2);
        inDoubt = false;
        write(3);
        for (long number = 1; number <= 3; number++) {
            assertThat(written.poll(20, TimeUnit.SECONDS)).isEqualTo("<message id='" + number + "'/>");
            writer.expectMessage(new StreamExit.Written(number, true));
        }
    }
}
