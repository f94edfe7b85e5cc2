package im.gateway.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.persistence.RegistrationTable.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What holds for a table of registrations wherever it is kept. Each test has a table of its own, or finds the rows of its own domain. */
public abstract class RegistrationTableContract {
    private static final AtomicInteger DOMAINS = new AtomicInteger();
    private final String domain = "irc" + DOMAINS.incrementAndGet() + ".example.org";

    protected abstract RegistrationTable table();

    @Test
    void everyRowIsGivenOnce() throws Exception {
        Map<RegistrationId, Row> expected = new HashMap<>();
        CompletableFuture<?>[] writes = new CompletableFuture<?>[1500];
        for (int i = 0; i < writes.length; i++) {
            Row row = new Row(id("user" + i), i % 3 == 0);
            expected.put(row.id(), row);
            writes[i] = table().put(row).toCompletableFuture();
        }
        await(CompletableFuture.allOf(writes));
        assertThat(scan()).containsExactlyInAnyOrderElementsOf(expected.values());
    }

    @Test
    void aRowIsReplacedAndRemoved() throws Exception {
        await(table().put(new Row(id("juliet"), false)));
        await(table().put(new Row(id("juliet"), true)));
        await(table().put(new Row(id("romeo"), true)));
        assertThat(scan()).containsExactlyInAnyOrder(new Row(id("juliet"), true), new Row(id("romeo"), true));

        await(table().remove(id("juliet")));
        await(table().remove(id("nobody")));
        assertThat(scan()).containsExactly(new Row(id("romeo"), true));
    }

    @Test
    void addressesComeBackAsTheyWere() throws Exception {
        RegistrationId odd = id("g\u00fcnther\\40home");
        await(table().put(new Row(odd, true)));
        assertThat(scan()).containsExactly(new Row(odd, true));
    }

    @Test
    void rowsAreGivenOneAfterTheOther() throws Exception {
        for (int i = 0; i < 50; i++) {
            await(table().put(new Row(id("user" + i), true)));
        }
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        await(table().scan(row -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
        }));
        assertThat(most).hasValue(1);
    }

    @Test
    void aConsumerThatFailsEndsTheScan() throws Exception {
        await(table().put(new Row(id("juliet"), true)));
        assertThatThrownBy(() -> await(table().scan(row -> {
                    throw new IllegalStateException("enough");
                })))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("enough");
    }

    private RegistrationId id(String user) {
        return RegistrationId.ofText(domain + "|" + user + "@capulet.example");
    }

    private Iterable<Row> scan() throws Exception {
        ConcurrentLinkedQueue<Row> rows = new ConcurrentLinkedQueue<>();
        await(table().scan(row -> {
            if (row.id().domain().equals(domain)) {
                rows.add(row);
            }
        }));
        return rows;
    }

    private static void await(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
