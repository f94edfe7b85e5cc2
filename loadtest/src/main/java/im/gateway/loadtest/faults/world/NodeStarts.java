package im.gateway.loadtest.faults.world;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Starts the nodes of a cluster: a few all at once. Of more, the first one founds the cluster alone, and the others follow two at a time:
 * five JVMs that start at once on two cores take each other for dead.
 */
final class NodeStarts {
    private static final int MOST_AT_ONCE = 3;
    private static final int FOLLOWERS_AT_ONCE = 2;

    private NodeStarts() {}

    /**
     * Returns when all of them can serve.
     *
     * @param start starts a node, by its number from 0, and waits until it can serve
     * @param started is given each of them, also where another one fails
     * @throws java.util.concurrent.CompletionException with the reason why one does not start
     */
    static void start(int nodes, IntFunction<GatewayNode> start, Consumer<GatewayNode> started) {
        for (List<Integer> wave : waves(nodes)) {
            List<CompletableFuture<GatewayNode>> starting = wave.stream()
                    .map(n -> CompletableFuture.supplyAsync(() -> start.apply(n), task -> run(task, n)))
                    .toList();
            starting.forEach(node -> node.handle((ready, failed) -> failed).join());
            starting.stream()
                    .filter(node -> !node.isCompletedExceptionally())
                    .forEach(node -> started.accept(node.join()));
            starting.forEach(CompletableFuture::join);
        }
    }

    static List<List<Integer>> waves(int nodes) {
        List<Integer> all = IntStream.range(0, nodes).boxed().toList();
        if (nodes <= MOST_AT_ONCE) {
            return List.of(all);
        }
        List<List<Integer>> waves = new ArrayList<>();
        waves.add(all.subList(0, 1));
        for (int n = 1; n < nodes; n += FOLLOWERS_AT_ONCE) {
            waves.add(all.subList(n, Math.min(nodes, n + FOLLOWERS_AT_ONCE)));
        }
        return waves;
    }

    private static void run(Runnable task, int number) {
        Thread thread = new Thread(task, "start-node-" + number);
        thread.setDaemon(true);
        thread.start();
    }
}
