package im.gateway.node.user;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A place among those who wait to be logged in on one service. Thread-safe. */
public interface LoginTurn {
    /** Of a service that nobody has to wait for. */
    LoginTurn AT_ONCE = new LoginTurn() {
        @Override
        public CompletionStage<Void> comes() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void hurry() {}
    };

    /** Completes when the pace of logins allows this one. */
    CompletionStage<Void> comes();

    /** Somebody waits for this login: it goes before those for which nobody does. Nothing where its turn has come. */
    void hurry();
}
