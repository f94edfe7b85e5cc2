package im.gateway.loadtest.run;

import im.gateway.loadtest.scenario.Fault;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.Scenario.Kind;
import im.gateway.loadtest.scenario.Scenario.Network;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How many files each process of a scenario has open, sockets above all, against how many it may: a process at its limit takes no connection any
 * more, and a run of it says nothing.
 *
 * @param allowed for each process
 */
public record OpenFiles(Scenario scenario, long allowed) {
    /** Beside sessions: jars, logs, streams, and the connections to other nodes and to Cassandra. */
    private static final int BESIDE = 500;

    /** Users are spread over the nodes by chance, and not evenly; and who logs in to an OSCAR network has two connections for a moment. */
    private static final double UNEVEN = 1.2;

    private static final int MOST_NODES = 9;

    /** Of this process, and of those that it starts; as many as can be where the system does not say. */
    public static long ofThisProcess() {
        try {
            Object most = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(
                            new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "MaxFileDescriptorCount");
            return most instanceof Long number ? number : Long.MAX_VALUE;
        } catch (JMException notUnix) {
            return Long.MAX_VALUE;
        }
    }

    /** Why a process that has a share of the people has too many; empty when it has not. */
    public Optional<String> refusalOfProcess(int processes) {
        int lines = linesOfPeople();
        return refusal(
                "the harness, in " + count(processes, "process", "processes"),
                up(lines, processes),
                "--processes " + up(lines, (int) Math.max(1, allowed - BESIDE)) + ", or fewer users");
    }

    /** Why a server or a node that is started has too many; empty when none has. */
    public Optional<String> refusalOfServers() {
        if (scenario.network() == Network.IRC) {
            Optional<String> irc =
                    refusal("the IRC server", sessions() + scenario.population().peers(), "fewer users");
            if (irc.isPresent()) {
                return irc;
            }
        }
        int nodes = scenario.gateway().nodes();
        int left = left(nodes);
        String enough = IntStream.rangeClosed(nodes + 1, MOST_NODES)
                .filter(more -> sessionsOfNode(left(more)) + BESIDE <= allowed)
                .mapToObj(more -> "--set gateway.nodes=" + more + ", or fewer users")
                .findFirst()
                .orElse("fewer users");
        String who = "the gateway, in " + count(left, "node", "nodes") + (left < nodes ? " after the faults" : "");
        return refusal(who, sessionsOfNode(left), enough);
    }

    private Optional<String> refusal(String who, int sessions, String enough) {
        return sessions + BESIDE <= allowed
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "open files: %s: %,d in each, with %,d sessions (expected: at most %,d, as ulimit -n says): %s, or a"
                                + " higher ulimit -n",
                        who,
                        sessions + BESIDE,
                        sessions,
                        allowed,
                        enough));
    }

    /** Users' sessions with the legacy network at once: everybody who is registered comes online once, to get contacts. */
    private int sessions() {
        return scenario.kind() == Kind.GROWTH
                ? scenario.growth().stream().mapToInt(Integer::intValue).max().orElse(0)
                : scenario.population().registered();
    }

    /** The simulated network has the users' sessions itself, and its contacts need none; on a real one, the contacts connect. */
    private int linesOfPeople() {
        return scenario.network() == Network.IRC ? scenario.population().peers() : sessions();
    }

    private int sessionsOfNode(int nodes) {
        return nodes == 1 ? sessions() : (int) Math.ceil(UNEVEN * sessions() / nodes);
    }

    /** Of so many nodes, those that are left when the most are away. */
    private int left(int nodes) {
        List<Fault> inOrder = scenario.faults().stream()
                .sorted(Comparator.comparing(Fault::at))
                .toList();
        Set<Integer> away = new HashSet<>();
        int most = 0;
        for (Fault fault : inOrder) {
            switch (fault.what()) {
                case KILL, STOP, PAUSE, PARTITION -> away.add(fault.node());
                case START, RESUME, MEND -> away.remove(fault.node());
                case RESTART_ALL, DROP_LEGACY, DROP_XMPP -> {
                    // All nodes are there afterwards.
                }
            }
            most = Math.max(most, away.size());
        }
        return Math.max(1, nodes - most);
    }

    private static int up(int number, int by) {
        return (number + by - 1) / by;
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
