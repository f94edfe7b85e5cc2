package im.gateway.loadtest.faults;

import im.gateway.loadtest.faults.world.FaultWorld;
import im.gateway.loadtest.faults.world.GatewayNode;
import im.gateway.servers.CassandraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One fault after the other, chosen by the seed; the next one comes when everything is whole again, so that a majority is always left. */
final class RandomFaults {
    private static final int LONGEST_PAUSE = 10;
    private static final int LONGEST_FAULT = 20;
    private static final int LONGEST_OUTAGE = 8;

    private final Scene scene;
    private final FaultWorld world;

    /** A fault that is mended by the world's restoring. */
    @FunctionalInterface
    private interface Strike {
        void on(GatewayNode node) throws Exception;
    }

    private final List<Strike> strikes = List.of(
            this::kill, this::stop, this::standstill, this::cutOff, this::killStore, this::killXmpp, this::legacyAway);

    RandomFaults(Scene scene) {
        this.scene = scene;
        this.world = scene.world();
    }

    /** Goes on for so long, and to the end of the last fault. */
    void goOnFor(Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - end < 0) {
            List<GatewayNode> nodes = world.nodes();
            GatewayNode node = nodes.get(scene.random().nextInt(nodes.size()));
            strikes.get(scene.random().nextInt(strikes.size())).on(node);
            pause(LONGEST_FAULT);
            scene.say("mending");
            world.restore();
            pause(LONGEST_PAUSE);
        }
    }

    private void pause(int mostSeconds) throws InterruptedException {
        scene.pause(Duration.ofSeconds(1 + scene.random().nextInt(mostSeconds)));
    }

    private void kill(GatewayNode node) throws IOException, InterruptedException {
        boolean hasStream = node == world.streamHolder();
        scene.strike("SIGKILL of " + node.name());
        scene.nodeDies();
        if (hasStream) {
            scene.streamBreaks();
        }
        node.kill();
    }

    private void stop(GatewayNode node) {
        scene.strike("SIGTERM of " + node.name());
        node.stop();
    }

    /** Where it has the stream, what is inside that connection is lost in the end. */
    private void standstill(GatewayNode node) throws InterruptedException {
        scene.standStill(node, Duration.ofSeconds(1 + scene.random().nextInt(LONGEST_FAULT)));
    }

    private void cutOff(GatewayNode node) {
        scene.strike(node.name() + " is cut off");
        world.isolate(Set.of(node));
    }

    private void killStore(GatewayNode unused) {
        scene.strike("SIGKILL of Cassandra");
        world.stores().forEach(CassandraServer::kill);
    }

    private void killXmpp(GatewayNode unused) {
        scene.strike("SIGKILL of Prosody");
        scene.streamBreaks();
        world.prosody().kill();
    }

    /** Shorter than what the gateway keeps to itself (gateway.users.tell-outage): of a longer one it tells its users. */
    private void legacyAway(GatewayNode unused) throws InterruptedException {
        scene.strike("the legacy network goes away");
        scene.people().networkUp(false);
        pause(LONGEST_OUTAGE);
        scene.people().networkUp(true);
        scene.say("the legacy network is back");
    }
}
