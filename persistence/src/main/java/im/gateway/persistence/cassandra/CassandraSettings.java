package im.gateway.persistence.cassandra;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the gateway's tables are. How Cassandra is reached is the driver's configuration (persistence.conf).
 *
 * @param keyspace of letters, digits and underscores, in lower case
 * @param replication how many copies in which data center; looked at when the keyspace is created, and not afterwards
 */
public record CassandraSettings(String keyspace, Map<String, Integer> replication) {
    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final Pattern REPLICATION = Pattern.compile("([A-Za-z0-9_.-]+):([1-9])");

    public CassandraSettings {
        if (!KEYSPACE.matcher(keyspace).matches()) {
            throw new IllegalArgumentException(
                    "gateway.cassandra.keyspace: " + keyspace + " (expected: up to 48 of a-z 0-9 _, a letter first)");
        }
        if (replication.isEmpty()) {
            throw new IllegalArgumentException(
                    "gateway.cassandra.replication: empty (expected: [\"DATA-CENTER:COPIES\"])");
        }
        replication = Map.copyOf(replication);
    }

    /**
     * Reads {@code gateway.cassandra}.
     *
     * @throws IllegalArgumentException for a malformed value; says which, and what was expected
     */
    public static CassandraSettings from(Config config) {
        Config cassandra = config.getConfig("gateway.cassandra");
        Map<String, Integer> replication = new LinkedHashMap<>();
        for (String copies : cassandra.getStringList("replication")) {
            var matcher = REPLICATION.matcher(copies);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("gateway.cassandra.replication: " + copies
                        + " (expected: DATA-CENTER:COPIES, for example datacenter1:3)");
            }
            replication.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
        }
        return new CassandraSettings(cassandra.getString("keyspace"), replication);
    }
}
