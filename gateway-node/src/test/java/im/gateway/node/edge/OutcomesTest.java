package im.gateway.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.user.UserActor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many outcomes, and few messages about them. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class OutcomesTest {
    private final AtomicInteger told = new AtomicInteger();
    private final Outcomes outcomes = new Outcomes(told::incrementAndGet);

    private List<Long> drained() {
        List<Long> numbers = new ArrayList<>();
        outcomes.drain(numbers::add);
        return numbers;
    }

    @Test
    void theEdgeIsToldOnceOfAllThatHasComeBeforeItDrains() {
        outcomes.accept(new UserActor.Settled(1));
        outcomes.accept(new UserActor.Settled(-3));
        outcomes.accept(new UserActor.Settled(2));
        assertThat(told).hasValue(1);
        assertThat(drained()).containsExactly(1L, -3L, 2L);
        assertThat(drained()).isEmpty();

        outcomes.accept(new UserActor.Settled(4));
        assertThat(told).hasValue(2);
        assertThat(drained()).containsExactly(4L);
    }

    /** Whoever is told drains on a thread of its own, as an actor would, and nothing stays behind. */
    @Test
    void nothingIsForgottenThatComesWhileTheEdgeDrains() throws Exception {
        int threads = 4;
        int each = 50_000;
        CountDownLatch all = new CountDownLatch(threads * each);
        try (Loop loop = new Loop()) {
            Outcomes[] shared = new Outcomes[1];
            shared[0] = new Outcomes(() -> loop.run(() -> shared[0].drain(number -> all.countDown())));
            List<Thread> senders = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                Thread sender = new Thread(() -> {
                    for (int i = 1; i <= each; i++) {
                        shared[0].accept(new UserActor.Settled(i));
                    }
                });
                senders.add(sender);
                sender.start();
            }
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private record Loop(ExecutorService thread) implements AutoCloseable {
        private Loop() {
            this(Executors.newSingleThreadExecutor());
        }

        private void run(Runnable task) {
            thread.execute(task);
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
