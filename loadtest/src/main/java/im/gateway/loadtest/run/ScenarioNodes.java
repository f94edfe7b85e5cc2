package im.gateway.loadtest.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import im.gateway.loadtest.link.Links;
import im.gateway.loadtest.measure.JvmProbe;
import im.gateway.loadtest.quickstart.GatewayProgram;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.quickstart.NodeConfig;
import im.gateway.loadtest.quickstart.ServedService;
import im.gateway.loadtest.scenario.Fault;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.Scenario.Network;
import im.gateway.servers.Ports;
import im.gateway.servers.ProgramServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The gateway's nodes of a scenario: their tables made, their configuration written, started one after the other. */
final class ScenarioNodes implements AutoCloseable {
    /** A peer is asked for nothing, and the node whose CPU is compared with its answers each question, and compiles what answers. */
    private static final Duration BESIDE_A_PEER = Duration.ofSeconds(10);

    private final Scenario scenario;
    private final Path folder;
    private final Narrator narrator;
    private final GatewayProgram gateway;
    private final List<Sides> sides;
    private final List<ProgramServer> servers = new ArrayList<>();
    private final List<GatewayNode> nodes = new ArrayList<>();
    private @Nullable Links links;

    /**
     * Nodes that have not started.
     *
     * @param sides what they serve; one, or several that are told apart by their labels
     */
    ScenarioNodes(Scenario scenario, Path folder, Narrator narrator, GatewayProgram gateway, List<Sides> sides) {
        this.scenario = scenario;
        this.folder = folder;
        this.narrator = narrator;
        this.gateway = gateway;
        this.sides = List.copyOf(sides);
    }

    /**
     * Starts them; what has started before one that does not is ended by {@link #close}.
     *
     * @param cassandra a node of Cassandra
     */
    void start(InetSocketAddress cassandra) throws Exception {
        List<Integer> ports = freePorts();
        List<Integer> bound = ports;
        if (scenario.faults().stream().anyMatch(fault -> fault.what() == Fault.What.PARTITION)) {
            bound = freePorts();
            links = new Links(ports, bound);
        }
        for (int n = 0; n < ports.size(); n++) {
            NodeConfig config = new NodeConfig(
                    folder.resolve("keys"),
                    cassandra,
                    sides.stream()
                            .collect(Collectors.toMap(side -> service(side).server(), Sides::component)),
                    !scenario.xmpp().oneActive(),
                    Surroundings.SECRET,
                    sides.get(0).userDomains().get(0),
                    null,
                    sides.stream().map(this::service).toList(),
                    ports.get(n),
                    Ports.free(),
                    ports);
            Path file = config.writeTo(folder.resolve(name(n)), overrides(n, bound.get(n)));
            if (n == 0) {
                prepareStorage(config, file);
            }
            start(n, file, bound.get(n), config.http());
        }
    }

    private List<Integer> freePorts() {
        return IntStream.range(0, scenario.gateway().nodes())
                .mapToObj(n -> Ports.free())
                .toList();
    }

    private static String name(int node) {
        return "node-" + (node + 1);
    }

    private void prepareStorage(NodeConfig config, Path file) throws Exception {
        Path log = folder.resolve("schema.log");
        gateway.makeKeys(config.keys(), log);
        narrator.step("the schema is in Cassandra", () -> {
            gateway.applySchema(file, log);
            return file;
        });
    }

    private ServedService service(Sides side) {
        Network network = scenario.network();
        String protocol = Naming.protocol(network);
        ServedService service = network == Network.IRC
                ? ServedService.irc(side.domain(), side.legacy())
                : ServedService.oscar(protocol, side.domain(), network.name(), side.legacy());
        return side.label().equals(protocol) ? service : service.called(side.label());
    }

    /** The scenario's own settings, the domains that are to be let in, and where it listens for other nodes, if a link is in front of it. */
    private String overrides(int node, int bound) {
        Config config = ServiceOverrides.of(scenario, sides);
        if (links != null) {
            Map<String, Object> listening = Map.of("hostname", Ports.LOOPBACK, "port", bound);
            config = config.withValue("pekko.remote.artery.bind", ConfigValueFactory.fromMap(listening))
                    .withValue(
                            "pekko.remote.artery.advanced.tcp.outbound-client-hostname",
                            ConfigValueFactory.fromAnyRef(Links.sourceOf(node)));
        }
        return config.root().render(ConfigRenderOptions.concise());
    }

    private void start(int node, Path file, int bound, int http) throws Exception {
        if (links != null) {
            links.up(node);
        }
        int jmx = Ports.free();
        String options = scenario.gateway().javaOptions() + " " + JvmProbe.options(Ports.LOOPBACK, jmx);
        ProgramServer server = narrator.step(
                "the gateway's " + name(node),
                () -> gateway.startNode(
                        name(node),
                        folder.resolve(name(node)),
                        file,
                        bound,
                        http,
                        options,
                        scenario.gateway().cores()));
        servers.add(server);
        Duration askEvery = scenario.kind() == Scenario.Kind.VERSUS ? BESIDE_A_PEER : Duration.ZERO;
        nodes.add(new GatewayNode(server, jmx, http, node, links, askEvery));
    }

    /** Those that have been started. */
    List<GatewayNode> all() {
        return List.copyOf(nodes);
    }

    @Override
    public void close() {
        for (int n = servers.size() - 1; n >= 0; n--) {
            if (n < nodes.size()) {
                nodes.get(n).close();
            }
            servers.get(n).close();
        }
        if (links != null) {
            links.close();
        }
    }
}
