package im.gateway.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where things are remembered.
 *
 * @param contactPoints nodes of Cassandra
 * @param datacenter the one of Cassandra's data centres that this node uses
 * @param keyspace of journal, snapshots and table
 * @param replication that {@code schema apply} gives a new keyspace: {@code DATA-CENTER:COPIES}, for each data centre
 * @param username null where Cassandra asks for no login
 * @param password null where there is no user name
 * @param keys the keys that legacy passwords are sealed with
 */
public record StorageSettings(
        List<Endpoint> contactPoints,
        String datacenter,
        String keyspace,
        List<String> replication,
        @Nullable String username,
        @Nullable Password password,
        Keys keys) {
    public StorageSettings {
        contactPoints = List.copyOf(contactPoints);
        replication = List.copyOf(replication);
    }

    /** Where the keys are. */
    public sealed interface Keys {}

    /** In a file that only the gateway may read. */
    public record KeyFile(Path path) implements Keys {}

    /** In the configuration's own secret, taken from the environment, say. */
    public record KeyText(Password text) implements Keys {}

    /** How persistence names these settings, and the Cassandra driver the login. */
    public Config toConfig() {
        Map<String, Object> named = new HashMap<>();
        named.put(
                "gateway.cassandra.contact-points",
                contactPoints.stream().map(Endpoint::toString).toList());
        named.put("gateway.cassandra.datacenter", datacenter);
        named.put("gateway.cassandra.keyspace", keyspace);
        named.put("gateway.cassandra.replication", replication);
        if (username != null && password != null) {
            named.put("datastax-java-driver.advanced.auth-provider.class", "PlainTextAuthProvider");
            named.put("datastax-java-driver.advanced.auth-provider.username", username);
            named.put("datastax-java-driver.advanced.auth-provider.password", password.text());
        }
        return ConfigFactory.parseMap(named, "gateway.storage");
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
                replication(cassandra),
                username,
                username == null ? null : cassandra.password("password"),
                keys(block));
        if (username == null && cassandra.has("password")) {
            throw cassandra.wrong("password", "no password where there is no username");
        }
        cassandra.end();
        block.end();
        return read;
    }

    private static List<String> replication(Block cassandra) {
        String expected = "a list of DATA-CENTER:COPIES, such as [\"datacenter1:3\"]";
        List<String> copies = cassandra.texts("replication", expected);
        if (copies.isEmpty() || !copies.stream().allMatch(c -> c.matches("[A-Za-z0-9_.-]+:[1-9]"))) {
            throw cassandra.wrong("replication", expected);
        }
        return copies;
    }

    private static Keys keys(Block block) {
        return block.isBlock("keys")
                ? new KeyText(block.password("keys"))
                : new KeyFile(block.parsed("keys", "the path of a file, or { env = NAME }", Path::of));
    }

    private static String name(String text) {
        if (!text.matches("[a-z][a-z0-9_]{0,47}")) {
            throw new IllegalArgumentException("not the name of a keyspace: " + text);
        }
        return text;
    }
}
