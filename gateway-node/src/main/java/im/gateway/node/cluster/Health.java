package im.gateway.node.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** What has to hold for a node to serve, and whether it does. */
public final class Health implements Extension {
    private static final long CHECK_SECONDS = 2;

    private final List<Check> checks = new CopyOnWriteArrayList<>();

    private Health() {}

    /**
     * One thing that has to hold.
     *
     * @param name for people, "journal" say
     * @param problem completes with what is missing, in words; with an empty text where nothing is
     */
    public record Check(String name, Supplier<CompletionStage<String>> problem) {}

    /** The health of a node. */
    public static Health of(ActorSystem<?> system) {
        return system.registerExtension(Id.INSTANCE);
    }

    /** Adds what has to hold from now on. */
    public void require(Check check) {
        checks.add(check);
    }

    /** Completes with what is missing, a line each; empty when the node can serve. Never fails, and takes at most two seconds. */
    public CompletionStage<List<String>> problems() {
        CompletableFuture<List<String>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (Check check : checks) {
            all = all.thenCombine(problem(check), (found, problem) -> {
                if (!problem.isEmpty()) {
                    found.add(check.name() + ": " + problem);
                }
                return found;
            });
        }
        return all;
    }

    private static CompletableFuture<String> problem(Check check) {
        try {
            return check.problem()
                    .get()
                    .toCompletableFuture()
                    .copy()
                    .completeOnTimeout(
                            "no answer within " + CHECK_SECONDS + " seconds", CHECK_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(failure -> "failed: " + failure);
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture("failed: " + failure);
        }
    }

    private static final class Id extends ExtensionId<Health> {
        private static final Id INSTANCE = new Id();

        @Override
        public Health createExtension(ActorSystem<?> system) {
            return new Health();
        }
    }
}
