package im.gateway.node.cluster;

import im.gateway.node.user.LoginTurn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in next on one service, at the pace of its gate: first those whose messages wait for it, and each of these two in the order
 * in which they came. With ten thousand users to be logged in again, at a hundred a second, who is writing waits for those who are writing
 * as well and not for all. Thread-safe.
 */
public final class LoginQueue {
    private final LoginGate gate;
    private final Deque<Turn> hurried = new ArrayDeque<>();
    private final Deque<Turn> others = new ArrayDeque<>();

    /** A queue before a gate that nobody else goes through. */
    public LoginQueue(LoginGate gate) {
        this.gate = gate;
    }

    private final class Turn implements LoginTurn {
        private final CompletableFuture<Void> comes = new CompletableFuture<>();
        private boolean waits;
        private boolean isHurried;

        @Override
        public CompletionStage<Void> comes() {
            return comes.minimalCompletionStage();
        }

        @Override
        public void hurry() {
            synchronized (LoginQueue.this) {
                if (!isHurried) {
                    isHurried = true;
                    if (waits) {
                        hurried.add(this);
                    }
                }
            }
        }
    }

    /**
     * A place in the queue.
     *
     * @param after nobody is logged in before that
     */
    public LoginTurn turn(CompletionStage<Void> after) {
        Turn turn = new Turn();
        after.thenCompose(over -> enter(turn)).thenRun(this::admit);
        return turn;
    }

    /** Whoever gets through the gate lets the first in the queue go: there are as many of the one as of the other. */
    private synchronized CompletionStage<Void> enter(Turn turn) {
        turn.waits = true;
        (turn.isHurried ? hurried : others).add(turn);
        return gate.permit();
    }

    private void admit() {
        Turn next = next();
        if (next != null) {
            next.comes.complete(null);
        }
    }

    private synchronized @Nullable Turn next() {
        Turn next = hurried.poll();
        while (next == null && !others.isEmpty()) {
            Turn first = others.remove();
            // Who has hurried since stands in the other queue, or has been there.
            next = first.isHurried ? null : first;
        }
        if (next != null) {
            next.waits = false;
        }
        return next;
    }
}
