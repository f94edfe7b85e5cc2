package im.gateway.loadtest.measure;

import java.io.IOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks a node of Cassandra, over JMX on its loopback port, what one keyspace has cost it so far. */
public final class StorageProbe implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final String keyspace;

    private StorageProbe(JMXConnector connector, MBeanServerConnection server, String keyspace) {
        this.connector = connector;
        this.server = server;
        this.keyspace = keyspace;
    }

    /**
     * What the keyspace has cost since the node began.
     *
     * @param writes rows and deletions that were written
     * @param reads partitions that were read
     * @param bytes that are live: in memory, before they are on disk, and on disk, compressed
     */
    public record Cost(long writes, long reads, long bytes) {}

    /**
     * Connects.
     *
     * @throws IOException when the node does not answer
     */
    @SuppressWarnings("BanJNDI") // It is a JVM that this program has started, on loopback.
    public static StorageProbe connect(String host, int port, String keyspace) throws IOException {
        JMXConnector connector = JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + host + ":" + port + "/jmxrmi"));
        return new StorageProbe(connector, connector.getMBeanServerConnection(), keyspace);
    }

    /** The cost so far. */
    public Cost cost() throws IOException {
        return new Cost(
                metric("WriteLatency", "Count"),
                metric("ReadLatency", "Count"),
                metric("MemtableLiveDataSize", "Value") + metric("LiveDiskSpaceUsed", "Value"));
    }

    private long metric(String name, String attribute) throws IOException {
        try {
            ObjectName metric =
                    new ObjectName("org.apache.cassandra.metrics:type=Keyspace,keyspace=" + keyspace + ",name=" + name);
            return ((Number) server.getAttribute(metric, attribute)).longValue();
        } catch (JMException e) {
            throw new IOException("Cassandra does not tell " + name + " of the keyspace " + keyspace, e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
