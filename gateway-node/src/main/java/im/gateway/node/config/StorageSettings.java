package im.gateway.node.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where things are remembered.
 *
 * @param contactPoints nodes of Cassandra
 * @param datacenter the one of Cassandra's data centres that this node uses
 * @param keyspace of journal, snapshots and table
 * @param replicationFactor that {@code schema apply} gives a new keyspace
 * @param username null where Cassandra asks for no login
 * @param password null where there is no user name
 * @param keys the file with the keys that legacy passwords are sealed with
 */
public record StorageSettings(
        List<Endpoint> contactPoints,
        String datacenter,
        String keyspace,
        int replicationFactor,
        @Nullable String username,
        @Nullable Password password,
        Path keys) {
    public StorageSettings {
        contactPoints = List.copyOf(contactPoints);
    }

    static StorageSettings read(Block block) {
        Block cassandra = block.block("cassandra");
        List<Endpoint> contactPoints = cassandra.endpoints("contact-points");
        if (contactPoints.isEmpty()) {
            throw cassandra.wrong("contact-points", "at least one " + Endpoint.EXPECTED);
        }
        String username = cassandra.optionalText("username");
        StorageSettings read = new StorageSettings(
                contactPoints,
                cassandra.text("datacenter"),
                cassandra.parsed(
                        "keyspace",
                        "lower-case letters, digits and underscores, a letter first",
                        StorageSettings::name),
                cassandra.whole("replication-factor", 1, 100),
                username,
                username == null ? null : cassandra.password("password"),
                block.parsed("keys", "the path of a file", Path::of));
        if (username == null && cassandra.has("password")) {
            throw cassandra.wrong("password", "no password where there is no username");
        }
        cassandra.end();
        block.end();
        return read;
    }

    private static String name(String text) {
        if (!text.matches("[a-z][a-z0-9_]{0,47}")) {
            throw new IllegalArgumentException("not the name of a keyspace: " + text);
        }
        return text;
    }
}
