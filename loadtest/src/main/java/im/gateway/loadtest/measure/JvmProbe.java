package im.gateway.loadtest.measure;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Asks a node's JVM for its memory, over JMX on a loopback port that the node was started with: a reading costs a fraction of a
 * millisecond, where jcmd and jstat start a JVM for each.
 */
public final class JvmProbe implements AutoCloseable {
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    private static final Pattern CLASS_LINE =
            Pattern.compile("^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+)", Pattern.MULTILINE);

    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final List<GarbageCollectorMXBean> collectors;

    private JvmProbe(JMXConnector connector, MemoryMXBean memory, List<GarbageCollectorMXBean> collectors) {
        this.connector = connector;
        this.memory = memory;
        this.collectors = collectors;
    }

    /** The JVM's options that open the port, for loopback alone. */
    public static String options(String host, int port) {
        return "-Dcom.sun.management.jmxremote.host=" + host
                + " -Dcom.sun.management.jmxremote.port=" + port
                + " -Dcom.sun.management.jmxremote.rmi.port=" + port
                + " -Dcom.sun.management.jmxremote.authenticate=false"
                + " -Dcom.sun.management.jmxremote.ssl=false"
                + " -Djava.rmi.server.hostname=" + host;
    }

    /**
     * Connects to a JVM that was started with {@link #options}.
     *
     * @throws IOException when it does not answer
     */
    @SuppressWarnings("BanJNDI") // It is a JVM that this program has started, on loopback.
    public static JvmProbe connect(String host, int port) throws IOException {
        JMXConnector connector = JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + host + ":" + port + "/jmxrmi"));
        MBeanServerConnection server = connector.getMBeanServerConnection();
        return new JvmProbe(
                connector,
                ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class),
                List.copyOf(ManagementFactory.getPlatformMXBeans(server, GarbageCollectorMXBean.class)));
    }

    /** What is in the heap, garbage among it, in MiB. */
    public double heapMebibytes() {
        return memory.getHeapMemoryUsage().getUsed() / MEBIBYTE;
    }

    /** What is alive in the heap, in MiB: collects first, which halts the node for a while. */
    public double liveHeapMebibytes() {
        memory.gc();
        return heapMebibytes();
    }

    /** Collections so far. */
    public long collections() {
        return collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    /** Time that the node has spent in collections, in milliseconds. */
    public long collectionMillis() {
        return collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    /**
     * What is alive in the heap, by class: the table of jmap -histo, from which the collection has taken the garbage.
     *
     * @return bytes by the JVM's name of a class
     * @throws IOException when the JVM does not answer
     */
    public Map<String, Long> liveClasses() throws IOException {
        try {
            String table = (String) connector
                    .getMBeanServerConnection()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return parseClasses(table);
        } catch (JMException e) {
            throw new IOException("the node does not tell its classes", e);
        }
    }

    /** Lines such as {@code  1:  1200  48000  java.lang.String (java.base@17)}. */
    static Map<String, Long> parseClasses(String table) {
        Map<String, Long> classes = new HashMap<>();
        Matcher line = CLASS_LINE.matcher(table);
        while (line.find()) {
            classes.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
        }
        return classes;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
