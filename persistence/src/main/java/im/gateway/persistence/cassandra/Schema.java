package im.gateway.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the gateway: applied by a command, looked at by every node that starts. All calls block, and throw the driver's exceptions when
 * Cassandra is away.
 */
public final class Schema {
    /** The version that this release was made for. */
    public static final int VERSION =
            SchemaFile.VERSIONS.get(SchemaFile.VERSIONS.size() - 1).version();

    /** A command that dies in the middle keeps the others out for so long; creating a table takes seconds. */
    private static final int LOCK_SECONDS = 300;

    private static final String PROFILE = "gateway-schema";
    private static final String VERSION_ROW = "version";
    private static final String LOCK_ROW = "lock";

    private final CqlSession session;
    private final CassandraSettings settings;
    private final String table;

    public Schema(CqlSession session, CassandraSettings settings) {
        this.session = session;
        this.settings = settings;
        this.table = settings.keyspace() + ".schema_state";
    }

    /** What {@link #apply} did. */
    public sealed interface Outcome {
        /** One line for a person. */
        String message();
    }

    /**
     * The schema is there.
     *
     * @param files what was executed; empty when nothing was left to do
     */
    public record Applied(int version, List<String> files) implements Outcome {
        @Override
        public String message() {
            return "schema version " + version + (files.isEmpty() ? ": nothing to do" : ": applied " + files);
        }
    }

    /** Nothing was done, since somebody else is at it. */
    public record Locked(String owner) implements Outcome {
        @Override
        public String message() {
            return "the schema is being applied by " + owner
                    + " (expected: one at a time): wait, and try again; it is free " + LOCK_SECONDS
                    + " s after its start at the latest";
        }
    }

    /** What is there; changes nothing. */
    public SchemaState check() {
        Integer found = version();
        if (found == null) {
            return new SchemaState.Absent(settings.keyspace(), VERSION);
        } else if (found < VERSION) {
            return new SchemaState.Older(found, VERSION);
        }
        return found == VERSION ? new SchemaState.Current(VERSION) : new SchemaState.Newer(found, VERSION);
    }

    /**
     * Executes the files that have not been executed yet. May be repeated at any time, also after it ended in the middle: each statement
     * does nothing where its work is done.
     *
     * @param owner who does it, for others who try at the same time: unique for each call
     */
    public Outcome apply(String owner) {
        SchemaFile.KEYSPACE.statements(settings).forEach(this::execute);
        String holder = lock(owner);
        if (!holder.equals(owner)) {
            return new Locked(holder);
        }
        try {
            Integer found = version();
            List<String> executed = new ArrayList<>();
            for (SchemaFile file : SchemaFile.VERSIONS) {
                if (found == null || found < file.version()) {
                    file.statements(settings).forEach(this::execute);
                    execute("INSERT INTO " + table + " (name, version) VALUES (?, ?)", VERSION_ROW, file.version());
                    executed.add(file.name());
                }
            }
            return new Applied(found == null ? VERSION : Math.max(found, VERSION), executed);
        } finally {
            execute("DELETE FROM " + table + " WHERE name = ? IF owner = ?", LOCK_ROW, owner);
        }
    }

    /** @return who holds the lock now */
    private String lock(String owner) {
        ResultSet result = execute(
                "INSERT INTO " + table + " (name, owner) VALUES (?, ?) IF NOT EXISTS USING TTL " + LOCK_SECONDS,
                LOCK_ROW,
                owner);
        Row holder = result.wasApplied() ? null : result.one();
        String name = holder == null ? owner : holder.getString("owner");
        return name == null ? "somebody" : name;
    }

    private @Nullable Integer version() {
        if (!exists()) {
            return null;
        }
        Row row = execute("SELECT version FROM " + table + " WHERE name = ?", VERSION_ROW)
                .one();
        return row == null || row.isNull("version") ? null : row.getInt("version");
    }

    /** Asked of the server, since the driver's own picture of the keyspaces may be filtered or switched off. */
    private boolean exists() {
        String cql = "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?";
        return execute(cql, settings.keyspace(), "schema_state").one() != null;
    }

    private ResultSet execute(String cql, Object... values) {
        return session.execute(SimpleStatement.newInstance(cql, values).setExecutionProfileName(PROFILE));
    }
}
