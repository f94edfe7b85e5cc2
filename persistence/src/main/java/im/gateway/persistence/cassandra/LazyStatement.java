package im.gateway.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A statement that is prepared when it is first needed, and again after that has failed. */
final class LazyStatement {
    private final SimpleStatement statement;
    private volatile @Nullable CompletableFuture<PreparedStatement> prepared;

    LazyStatement(String cql) {
        this(SimpleStatement.newInstance(cql));
    }

    private LazyStatement(SimpleStatement statement) {
        this.statement = statement;
    }

    /** One that is executed as an execution profile of the driver says. */
    static LazyStatement withProfile(String cql, String profile) {
        return new LazyStatement(SimpleStatement.newInstance(cql).setExecutionProfileName(profile));
    }

    /** Two callers at once may both prepare it; the driver makes one statement of that. */
    CompletionStage<PreparedStatement> in(CqlSession session) {
        CompletableFuture<PreparedStatement> known = prepared;
        if (known == null || known.isCompletedExceptionally()) {
            known = session.prepareAsync(statement).toCompletableFuture();
            prepared = known;
        }
        return known;
    }

    CompletionStage<AsyncResultSet> execute(CqlSession session, Object... values) {
        return in(session).thenCompose(ready -> session.executeAsync(ready.bind(values)));
    }
}
