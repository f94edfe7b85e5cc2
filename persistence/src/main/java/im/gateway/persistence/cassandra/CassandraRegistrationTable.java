package im.gateway.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.data.GettableByName;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.protocol.jid.BareJid;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The table {@code registrations}. It is read by ranges of tokens, one after the other and each in pages, so that neither a coordinator nor
 * this node ever holds more than a page, and a page that was lost costs one range.
 */
public final class CassandraRegistrationTable implements RegistrationTable {
    /**
     * Into how many parts a scan divides the ring (Murmur3: 2^64 tokens from -2^63 on). 256 were scanned at 100,000 rows a second by one reader; each
     * then holds 400 rows of 100,000, and 4,000 of a million.
     */
    private static final int RANGES = 256;

    private static final long TOKENS_OF_RANGE = 1L << 56;

    private static final int PAGE_ROWS = 500;
    /** Longer than the driver takes to give up on a request (4 s): this is for a session that has not yet been opened. */
    private static final long WRITE_SECONDS = 5;

    private final Supplier<CompletionStage<CqlSession>> session;
    private final Executor executor;
    private final LazyStatement insert;
    private final LazyStatement delete;
    private final LazyStatement select;

    /**
     * @param session see {@link CqlSessions#shared}
     * @param executor where the rows of a scan are given to their consumer, which may block
     */
    public CassandraRegistrationTable(
            Supplier<CompletionStage<CqlSession>> session, CassandraSettings settings, Executor executor) {
        this.session = session;
        this.executor = executor;
        String table = settings.keyspace() + ".registrations";
        insert = new LazyStatement("INSERT INTO " + table + " (domain, jid, wanted) VALUES (?, ?, ?)");
        delete = new LazyStatement("DELETE FROM " + table + " WHERE domain = ? AND jid = ?");
        select = new LazyStatement("SELECT domain, jid, wanted FROM " + table
                + " WHERE token(domain, jid) >= ? AND token(domain, jid) <= ?");
    }

    @Override
    public CompletionStage<Void> put(Row row) {
        return write(insert, row.id().domain(), row.id().user().toString(), row.wanted());
    }

    @Override
    public CompletionStage<Void> remove(RegistrationId id) {
        return write(delete, id.domain(), id.user().toString());
    }

    private CompletionStage<Void> write(LazyStatement statement, Object... values) {
        return session.get()
                .thenCompose(open -> statement.execute(open, values))
                .<Void>thenApply(done -> null)
                .toCompletableFuture()
                .orTimeout(WRITE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<Void> scan(Consumer<Row> each) {
        return session.get().thenCompose(open -> scanFrom(open, 0, each));
    }

    private CompletionStage<Void> scanFrom(CqlSession open, int range, Consumer<Row> each) {
        if (range == RANGES) {
            return CompletableFuture.completedFuture(null);
        }
        return select.in(open)
                .thenCompose(prepared -> open.executeAsync(prepared.bind(firstToken(range), firstToken(range + 1) - 1)
                        .setPageSize(PAGE_ROWS)))
                .thenComposeAsync(page -> giveRows(page, each), executor)
                .thenComposeAsync(done -> scanFrom(open, range + 1, each), executor);
    }

    /** The next page is asked for when this one has been taken. */
    private CompletionStage<Void> giveRows(AsyncResultSet page, Consumer<Row> each) {
        page.currentPage().forEach(row -> each.accept(row(row)));
        return page.hasMorePages()
                ? page.fetchNextPage().thenComposeAsync(next -> giveRows(next, each), executor)
                : CompletableFuture.completedFuture(null);
    }

    /** Where a range begins; for the one after the last, one past the greatest token, which is the smallest again. */
    private static long firstToken(int range) {
        return Long.MIN_VALUE + range * TOKENS_OF_RANGE;
    }

    private static Row row(GettableByName row) {
        // Written by us, so it is there and normalised; a row that somebody else wrote ends the scan with an error that
        // names it.
        RegistrationId id = new RegistrationId(text(row, "domain"), BareJid.of(text(row, "jid")));
        return new Row(id, row.getBoolean("wanted"));
    }

    private static String text(GettableByName row, String column) {
        String text = row.getString(column);
        if (text == null) {
            throw new IllegalStateException("registrations." + column + ": null (expected: text)");
        }
        return text;
    }
}
