package im.gateway.loadtest.faults;

import im.gateway.loadtest.faults.FaultCase.Seen;
import im.gateway.loadtest.faults.world.FaultWorld;
import im.gateway.loadtest.faults.world.GatewayNode;
import im.gateway.loadtest.faults.world.People;
import im.gateway.loadtest.faults.world.Setting;
import im.gateway.loadtest.faults.world.Setting.Side;
import im.gateway.servers.CassandraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The cases of the suite, in the order in which they run: those of one setting follow each other. */
public final class FaultCases {
    /** A majority has to be left when two nodes are lost. */
    private static final int NODES_TO_LOSE_TWO = 5;

    private static final int STORES = 3;

    /** Longer than a stalled node is forgiven for, and than the others need to take its users over. */
    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private static final Duration PARTITION = Duration.ofSeconds(25);
    private static final Duration BETWEEN_TWO = Duration.ofSeconds(3);
    private static final Duration XMPP_AWAY = Duration.ofSeconds(3);
    private static final Duration LEGACY_AWAY = Duration.ofSeconds(8);
    private static final Duration STORE_AWAY = Duration.ofSeconds(15);
    private static final Duration STREAMS_BACK = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(45);

    private FaultCases() {}

    /**
     * All of them.
     *
     * @param nodes of the gateway, at least 3
     * @param randomFor how long the random one goes on
     */
    public static List<FaultCase> all(int nodes, Duration randomFor) {
        Setting one = new Setting(Side.PROSODY, nodes, 1, false);
        Setting every = new Setting(Side.PLAYED, nodes, 1, false);
        Setting links = new Setting(Side.PROSODY, nodes, 1, true);
        Setting stores = new Setting(Side.PROSODY, nodes, STORES, false);
        // Restarts of the servers come first: after the restart of a node, sessions move for a while until they are
        // spread evenly.
        return List.of(
                delayed("xmpp-restart", "Prosody is stopped, and started 3 s later", one, s -> restartXmpp(s, false)),
                delayed("xmpp-crash", "SIGKILL of Prosody, which is started 3 s later", one, s -> restartXmpp(s, true)),
                delayed("legacy-restart", "the legacy network is away for 8 s", one, FaultCases::restartLegacy),
                delayed("sigkill-users", "SIGKILL of a node with users, without stream", one, FaultCases::killUsers),
                unseen("graceful-stop", "SIGTERM of a node with users, without stream", one, FaultCases::stopUsers),
                delayed("sigkill-stream", "SIGKILL of the node with the one stream", one, FaultCases::killStream),
                delayed("graceful-stop-stream", "SIGTERM of the node with the one stream", one, FaultCases::stopStream),
                delayed(
                        "sigstop",
                        "SIGSTOP of a node with users for 30 s, then SIGCONT",
                        one,
                        s -> standstill(s, s.world().busiestWithoutStream())),
                delayed(
                        "sigstop-stream",
                        "SIGSTOP of the node with the one stream for 30 s, then SIGCONT",
                        one,
                        s -> standstill(s, s.world().streamHolder())),
                delayed(
                        "sigkill-every-node",
                        "SIGKILL of a node where each has a stream",
                        every,
                        FaultCases::killStream),
                unseen(
                        "rolling-restart",
                        "restart of all nodes, each with a stream",
                        every,
                        FaultCases::rollingRestart),
                delayed(
                        "sigkill-both",
                        "SIGKILL of a node with users, and 3 s later of the one with the stream, of five",
                        one.withNodes(NODES_TO_LOSE_TWO),
                        FaultCases::killBoth),
                delayed(
                        "partition-users",
                        "a node with users is cut off from the others for 25 s",
                        links,
                        s -> partition(s, s.world().busiestWithoutStream())),
                delayed(
                        "partition-stream",
                        "the node with the one stream is cut off from the others for 25 s",
                        links,
                        s -> partition(s, s.world().streamHolder())),
                delayed(
                        "random",
                        "one of all these after the other, for " + randomFor.toMinutes() + " min",
                        links,
                        s -> new RandomFaults(s).goOnFor(randomFor)),
                unseen("cassandra-one", "SIGKILL of one Cassandra node of three", stores, FaultCases::killOneStore),
                unseen(
                        "cassandra-stall",
                        "SIGSTOP of all Cassandra nodes for 15 s: what a disk that hangs is to the gateway",
                        stores,
                        FaultCases::stallStores),
                unseen(
                        "cassandra-all",
                        "SIGKILL of all Cassandra nodes, which are started again",
                        stores,
                        FaultCases::killAllStores));
    }

    private static FaultCase delayed(String name, String description, Setting setting, FaultCase.Fault fault) {
        return new FaultCase(name, description, setting, Seen.DELAY, fault);
    }

    private static FaultCase unseen(String name, String description, Setting setting, FaultCase.Fault fault) {
        return new FaultCase(name, description, setting, Seen.NOTHING, fault);
    }

    private static void killUsers(Scene scene) throws IOException, InterruptedException {
        GatewayNode victim = scene.world().busiestWithoutStream();
        scene.strike("SIGKILL of " + victim.name());
        scene.nodeDies();
        victim.kill();
    }

    private static void killStream(Scene scene) throws IOException, InterruptedException {
        GatewayNode victim = scene.world().streamHolder();
        scene.strike("SIGKILL of " + victim.name());
        scene.nodeDies();
        scene.streamBreaks();
        victim.kill();
    }

    private static void killBoth(Scene scene) throws IOException, InterruptedException {
        GatewayNode holder = scene.world().streamHolder();
        killUsers(scene);
        scene.pause(BETWEEN_TWO);
        scene.say("SIGKILL of " + holder.name());
        scene.nodeDies();
        scene.streamBreaks();
        holder.kill();
    }

    private static void stopUsers(Scene scene) throws IOException, InterruptedException {
        stop(scene, scene.world().busiestWithoutStream());
    }

    private static void stopStream(Scene scene) throws IOException, InterruptedException {
        stop(scene, scene.world().streamHolder());
    }

    private static void stop(Scene scene, GatewayNode victim) {
        scene.strike("SIGTERM of " + victim.name());
        victim.stop();
        scene.say(victim.name() + " has ended");
    }

    private static void rollingRestart(Scene scene) throws Exception {
        scene.strike("the rolling restart begins");
        for (GatewayNode node : scene.world().nodes()) {
            scene.say("SIGTERM of " + node.name());
            node.stop();
            node.startAgain();
            scene.world().awaitCluster();
            scene.say(node.name() + " is back");
        }
    }

    /** The others take its users over meanwhile; when it goes on it has to find out, and must not do anything for them any more. */
    private static void standstill(Scene scene, GatewayNode victim) throws InterruptedException {
        int ended = victim.ended();
        scene.standStill(victim, STANDSTILL);
        scene.expect("the node that stood still ends by itself", SOON, () -> victim.ended() > ended);
    }

    private static void partition(Scene scene, GatewayNode victim) throws InterruptedException {
        int ended = victim.ended();
        scene.strike(victim.name() + " is cut off");
        scene.world().isolate(Set.of(victim));
        scene.pause(PARTITION);
        scene.say("the network is mended");
        scene.world().isolate(Set.of());
        scene.expect("the side that lost ends by itself", SOON, () -> victim.ended() > ended);
    }

    private static void restartXmpp(Scene scene, boolean crash) throws InterruptedException {
        FaultWorld world = scene.world();
        scene.strike(crash ? "SIGKILL of Prosody" : "SIGTERM of Prosody");
        scene.streamBreaks();
        if (crash) {
            world.prosody().kill();
        } else {
            world.prosody().stop();
        }
        scene.pause(XMPP_AWAY);
        world.prosody().restart();
        scene.say("Prosody is back");
        scene.pause(STREAMS_BACK);
        int logins = scene.people().logins().loginsSince(scene.struckAt());
        scene.check("no legacy login is dropped: " + logins + " new logins", logins == 0);
    }

    private static void restartLegacy(Scene scene) throws InterruptedException {
        scene.strike("the legacy network goes away");
        scene.people().networkUp(false);
        scene.pause(LEGACY_AWAY);
        scene.people().networkUp(true);
        scene.say("the legacy network is back");
    }

    private static void killOneStore(Scene scene) throws InterruptedException {
        CassandraServer store = scene.world().stores().get(scene.random().nextInt(STORES));
        scene.strike("SIGKILL of a Cassandra node");
        store.kill();
        People people = scene.people();
        int before = people.newcomers();
        people.registerNewcomer();
        scene.expect("registering works meanwhile", SOON, () -> people.newcomers() > before);
        scene.pause(STORE_AWAY);
        store.restart();
        scene.say("it is back");
    }

    private static void stallStores(Scene scene) throws InterruptedException {
        scene.strike("SIGSTOP of all Cassandra nodes");
        scene.world().stores().forEach(CassandraServer::suspend);
        scene.pause(STORE_AWAY);
        scene.world().stores().forEach(CassandraServer::resume);
        scene.say("SIGCONT of all Cassandra nodes");
        canRegister(scene);
    }

    private static void killAllStores(Scene scene) throws InterruptedException {
        People people = scene.people();
        long refused = people.registrationsRefused("internal-server-error");
        scene.strike("SIGKILL of all Cassandra nodes");
        scene.world().stores().forEach(CassandraServer::kill);
        people.registerNewcomer();
        scene.expect(
                "registering is answered with internal-server-error",
                SOON,
                () -> people.registrationsRefused("internal-server-error") > refused);
        scene.pause(STORE_AWAY);
        // One after the other, since the others look for the first one when they start.
        scene.world().stores().forEach(CassandraServer::restart);
        scene.say("all Cassandra nodes are back");
        canRegister(scene);
    }

    private static void canRegister(Scene scene) throws InterruptedException {
        People people = scene.people();
        int before = people.newcomers();
        scene.expect("registering works again", SOON, () -> {
            people.registerNewcomer();
            return people.newcomers() > before;
        });
    }
}
