package im.gateway.loadtest.quickstart;

import im.gateway.servers.CassandraServer;
import im.gateway.servers.EjabberdServer;
import im.gateway.servers.ErgoServer;
import im.gateway.servers.Ports;
import im.gateway.servers.ProgramServer;
import im.gateway.servers.ProsodyServer;
import im.gateway.servers.RunningServer;
import im.gateway.servers.ServerException;
import im.gateway.servers.XmppServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that runs for a conversation: started in order, stopped in the reverse order. Each part is a process of its own, but for the simulated OSCAR network, which is
 * in this one.
 */
public final class Parts implements AutoCloseable {
    private static final String GATEWAY_DOMAIN = "irc.localhost";
    private static final String SECRET = "between-server-and-gateway";
    private static final Stage.XmppAccount ROMEO = new Stage.XmppAccount("romeo", "localhost", "orchard");
    private static final Stage.IrcAccount ROMEO_ON_IRC = new Stage.IrcAccount("romeo", "montague");
    private static final Stage.IrcAccount JULIET_ON_IRC = new Stage.IrcAccount("juliet", "capulet");

    private final Deque<RunningServer> running = new ArrayDeque<>();
    private final List<ProgramServer> nodes = new ArrayList<>();
    private final Narrator narrator;
    private final Path folder;
    private @Nullable XmppServer xmpp;
    private @Nullable ErgoServer irc;
    private @Nullable OscarSide oscar;

    private Parts(Narrator narrator, Path folder) {
        this.narrator = narrator;
        this.folder = folder;
    }

    /** The XMPP servers to choose from, and how the gateway connects to each. */
    public enum Server {
        /** One connection for each domain. */
        PROSODY,
        /** Any number of connections. */
        EJABBERD
    }

    /**
     * How it is to be.
     *
     * @param nodes of the gateway
     * @param server the XMPP server
     * @param clientPort of the XMPP server; 0 for a free one
     * @param ircPort of the IRC server; 0 for a free one
     * @param launcher {@code bin/gateway} of the gateway's distribution
     * @param oscarPort of the simulated OSCAR network; 0 for a free one, null for no such network
     */
    public record Plan(
            int nodes,
            Server server,
            int clientPort,
            int ircPort,
            Path launcher,
            @Nullable Integer oscarPort,
            @Nullable String contactResource) {
        /** Without AIM and ICQ, and contacts without a resource. */
        public Plan(int nodes, Server server, int clientPort, int ircPort, Path launcher) {
            this(nodes, server, clientPort, ircPort, launcher, null, null);
        }

        /** The same with AIM and ICQ beside IRC. */
        public Plan withOscar(int port) {
            return new Plan(nodes, server, clientPort, ircPort, launcher, port, contactResource);
        }

        /** The same, with presence and messages of contacts from that resource. */
        public Plan withContactResource(String resource) {
            return new Plan(nodes, server, clientPort, ircPort, launcher, oscarPort, resource);
        }

        /** The domains that the gateway serves. */
        List<String> domains() {
            Stream<String> oscar = oscarPort == null
                    ? Stream.empty()
                    : OscarSide.PLACES.stream().map(Stage.OscarPlace::gateway);
            return Stream.concat(Stream.of(GATEWAY_DOMAIN), oscar).toList();
        }
    }

    /** What of the needed programs is missing, each with what installs it. */
    public static List<String> missing(Server server) {
        Optional<String> xmpp = server == Server.PROSODY ? ProsodyServer.missing() : EjabberdServer.missing();
        return Stream.of(CassandraServer.missing(), xmpp, ErgoServer.missing())
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * No part yet: {@link #start} starts them, and {@link #close} ends those that it has started, however far it came.
     *
     * @param folder has a folder for each part
     */
    public static Parts none(Narrator narrator, Path folder) {
        return new Parts(narrator, folder);
    }

    /** Starts all of them; gives what a conversation needs to know. */
    public Stage start(Plan plan) throws Exception {
        GatewayProgram gateway = new GatewayProgram(plan.launcher());
        CassandraServer cassandra =
                begin("Cassandra", () -> CassandraServer.start(folder.resolve("cassandra"), Ports.free()));
        XmppServer xmpp = begin(plan.server() == Server.PROSODY ? "Prosody" : "ejabberd", () -> startXmpp(plan));
        this.xmpp = xmpp;
        xmpp.register(ROMEO.localpart(), ROMEO.password());
        ErgoServer irc = begin("the IRC server ergochat", () -> startIrc(plan.ircPort()));
        this.irc = irc;
        irc.register(ROMEO_ON_IRC.name(), ROMEO_ON_IRC.password());
        irc.register(JULIET_ON_IRC.name(), JULIET_ON_IRC.password());
        Integer oscarPort = plan.oscarPort();
        if (oscarPort != null) {
            oscar = narrator.step("the simulated OSCAR network is ready", () -> OscarSide.start(oscarPort));
        }

        List<NodeConfig> configs = configs(plan, cassandra, xmpp, services(irc));
        prepareStorage(gateway, configs.get(0));
        for (int n = 0; n < configs.size(); n++) {
            String name = "node-" + (n + 1);
            NodeConfig config = configs.get(n);
            nodes.add(begin("the gateway's " + name, () -> gateway.startNode(name, folder.resolve(name), config)));
        }
        return new Stage(
                new InetSocketAddress(xmpp.host(), xmpp.clientPort()),
                ROMEO,
                GATEWAY_DOMAIN,
                new InetSocketAddress(irc.host(), irc.plainPort()),
                ROMEO_ON_IRC,
                JULIET_ON_IRC,
                oscar == null ? null : oscar.address(),
                oscar == null ? List.of() : OscarSide.PLACES);
    }

    private List<ServedService> services(ErgoServer irc) {
        List<ServedService> services = new ArrayList<>();
        services.add(ServedService.irc(GATEWAY_DOMAIN, new InetSocketAddress(irc.host(), irc.plainPort())));
        OscarSide simulated = oscar;
        if (simulated != null) {
            OscarSide.PLACES.forEach(place -> services.add(
                    ServedService.oscar(place.protocol(), place.gateway(), place.service(), simulated.address())));
        }
        return services;
    }

    private <T extends RunningServer> T begin(String what, Callable<T> start) throws Exception {
        T server = narrator.step(what + " is ready", start);
        running.push(server);
        return server;
    }

    private XmppServer startXmpp(Plan plan) {
        if (plan.server() == Server.PROSODY) {
            ProsodyServer.Builder prosody = ProsodyServer.builder()
                    .folder(folder.resolve("prosody"))
                    .domain(ROMEO.domain())
                    .clientPort(plan.clientPort());
            plan.domains().forEach(domain -> prosody.component(domain, SECRET));
            return prosody.start();
        }
        EjabberdServer.Builder ejabberd = EjabberdServer.builder()
                .folder(folder.resolve("ejabberd"))
                .domain(ROMEO.domain())
                .clientPort(plan.clientPort());
        plan.domains().forEach(domain -> ejabberd.component(domain, SECRET));
        return ejabberd.start();
    }

    private ErgoServer startIrc(int port) {
        return ErgoServer.builder()
                .folder(folder.resolve("ergochat"))
                .plainPort(port)
                .start();
    }

    private List<NodeConfig> configs(
            Plan plan, CassandraServer cassandra, XmppServer xmpp, List<ServedService> services) {
        List<Integer> artery =
                IntStream.range(0, plan.nodes()).mapToObj(n -> Ports.free()).toList();
        return artery.stream()
                .map(port -> new NodeConfig(
                        folder.resolve("keys"),
                        cassandra.contactPoint(),
                        Map.of(ServedService.LOCAL, new InetSocketAddress(xmpp.host(), xmpp.componentPort())),
                        plan.server() == Server.EJABBERD,
                        SECRET,
                        ROMEO.domain(),
                        plan.contactResource(),
                        services,
                        port,
                        Ports.free(),
                        artery))
                .toList();
    }

    private void prepareStorage(GatewayProgram gateway, NodeConfig config) throws Exception {
        Path file = config.writeTo(folder.resolve("schema"));
        Path log = folder.resolve("schema.log");
        gateway.makeKeys(config.keys(), log);
        narrator.step("the schema is in Cassandra", () -> {
            gateway.applySchema(file, log);
            return file;
        });
    }

    /**
     * Makes the accounts for one more conversation on the same servers, over IRC only.
     *
     * @param first what {@link #start} gave
     * @param user localpart of the user, and name of the user's IRC account
     * @param contact name of the contact's IRC account
     */
    public Stage another(Stage first, String user, String contact) {
        if (xmpp == null || irc == null) {
            throw new IllegalStateException("accounts: no servers (expected: after start)");
        }
        Stage.XmppAccount account = new Stage.XmppAccount(user, ROMEO.domain(), ROMEO.password());
        Stage.IrcAccount userOnIrc = new Stage.IrcAccount(user, ROMEO_ON_IRC.password());
        Stage.IrcAccount contactOnIrc = new Stage.IrcAccount(contact, JULIET_ON_IRC.password());
        xmpp.register(account.localpart(), account.password());
        irc.register(userOnIrc.name(), userOnIrc.password());
        irc.register(contactOnIrc.name(), contactOnIrc.password());
        return new Stage(
                first.client(), account, first.gateway(), first.irc(), userOnIrc, contactOnIrc, null, List.of());
    }

    /** The gateway's nodes, in the order of their start; empty before {@link #start} has come to them. */
    public List<ProgramServer> nodes() {
        return List.copyOf(nodes);
    }

    /** Waits until a part ends by itself; gives it. */
    public RunningServer awaitEnd() {
        CompletableFuture<?>[] ends = running.stream()
                .flatMap(server -> ProcessHandle.of(server.pid()).stream())
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.anyOf(ends).join();
        return running.stream().filter(server -> !server.isAlive()).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            RunningServer server = running.pop();
            try {
                server.close();
            } catch (ServerException e) {
                narrator.say(String.valueOf(e.getMessage()));
            }
        }
        OscarSide simulated = oscar;
        if (simulated != null) {
            simulated.close();
        }
    }
}
