package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.user.LoginTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginQueueTest {
    private static final CompletionStage<Void> AT_ONCE = CompletableFuture.completedFuture(null);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final LoginQueue queue = new LoginQueue(LoginGate.perSecond(10, timer));
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> all = new ArrayList<>();

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    @Test
    void whoIsWaitedForGoesFirstAndNobodyIsForgotten() throws Exception {
        ask("at once", AT_ONCE);
        ask("a", AT_ONCE);
        LoginTurn b = ask("b", AT_ONCE);
        ask("c", AT_ONCE);
        LoginTurn d = ask("d", AT_ONCE);
        d.hurry();
        b.hurry();
        d.hurry();

        awaitAll();
        assertThat(order).containsExactly("at once", "d", "b", "a", "c");
    }

    @Test
    void whoHurriesAfterItsTurnTakesNobodysPlace() throws Exception {
        LoginTurn first = ask("first", AT_ONCE);
        all.get(0).get(20, TimeUnit.SECONDS);
        first.hurry();
        ask("second", AT_ONCE);

        awaitAll();
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void nobodyQueuesBeforeItMayBeginAndHurryingIsNotForgottenMeanwhile() throws Exception {
        CompletableFuture<Void> later = new CompletableFuture<>();
        LoginTurn held = ask("held", later);
        held.hurry();
        ask("at once", AT_ONCE);
        all.get(1).get(20, TimeUnit.SECONDS);
        ask("other", AT_ONCE);
        later.complete(null);

        awaitAll();
        assertThat(order).containsExactly("at once", "held", "other");
    }

    private LoginTurn ask(String name, CompletionStage<Void> after) {
        LoginTurn turn = queue.turn(after);
        all.add(turn.comes().toCompletableFuture().thenRun(() -> order.add(name)));
        return turn;
    }

    private void awaitAll() throws Exception {
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    }
}
