package im.gateway.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A statement that is prepared when it is first needed, and again after that has failed. */
final class LazyStatement {
    private final String cql;
    private volatile @Nullable CompletableFuture<PreparedStatement> prepared;

    LazyStatement(String cql) {
        this.cql = cql;
    }

    /** Two callers at once may both prepare it; the driver makes one statement of that. */
    CompletionStage<PreparedStatement> in(CqlSession session) {
        CompletableFuture<PreparedStatement> known = prepared;
        if (known == null || known.isCompletedExceptionally()) {
            known = session.prepareAsync(cql).toCompletableFuture();
            prepared = known;
        }
        return known;
    }
}
