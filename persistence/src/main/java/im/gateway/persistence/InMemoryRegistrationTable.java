package im.gateway.persistence;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** A table of registrations that ends with the process: for tests, and to try a node without Cassandra. */
public final class InMemoryRegistrationTable implements RegistrationTable {
    private final ConcurrentMap<RegistrationId, Row> rows = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Void> put(Row row) {
        rows.put(row.id(), row);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> remove(RegistrationId id) {
        rows.remove(id);
        return CompletableFuture.completedFuture(null);
    }

    /** Gives the rows in a thread of the common pool. */
    @Override
    public CompletionStage<Void> scan(Consumer<Row> each) {
        return CompletableFuture.runAsync(() -> rows.values().forEach(each));
    }
}
