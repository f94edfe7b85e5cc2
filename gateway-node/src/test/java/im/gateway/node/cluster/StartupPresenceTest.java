package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.edge.Outbox;
import im.gateway.persistence.InMemoryRegistrationTable;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ddata.GSet;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Leave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes in one process, and the users of a table who are asked for their presence. */
class StartupPresenceTest {
    private static final String DOMAIN = "irc.localhost";
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Config PEKKO = ConfigFactory.parseString("""
                    pekko.actor.provider = cluster
                    pekko.loglevel = WARNING
                    pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    pekko.cluster.downing-provider-class = ""
                    pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    pekko.coordinated-shutdown.exit-jvm = off
                    pekko.cluster.jmx.enabled = off
                    pekko.cluster.distributed-data.gossip-interval = 200ms
                    """).withFallback(ConfigFactory.load());

    private final BlockingQueue<Element> sent = new LinkedBlockingQueue<>();
    private final List<Runnable> waitForTheStream = new ArrayList<>();
    private final RegistrationTable table = new InMemoryRegistrationTable();
    private final List<ActorSystem<Void>> nodes = new ArrayList<>();
    private boolean streamIsUp;

    private final Outbox outbox = new Outbox() {
        @Override
        public void send(String domain, BareJid user, List<Element> stanzas, Receipt receipt) {
            sent.addAll(stanzas);
            receipt.done(true);
        }

        @Override
        public void whenUp(String domain, Runnable task) {
            synchronized (waitForTheStream) {
                if (streamIsUp) {
                    task.run();
                } else {
                    waitForTheStream.add(task);
                }
            }
        }
    };

    @AfterEach
    void end() throws Exception {
        for (ActorSystem<Void> node : nodes) {
            node.terminate();
            node.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    private ActorSystem<Void> start() {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "gateway", PEKKO);
        nodes.add(system);
        Cluster cluster = Cluster.get(system);
        cluster.manager()
                .tell(Join.create(Cluster.get(nodes.get(0)).selfMember().address()));
        return system;
    }

    private ActorRef<StartupPresence.Command> startPresence(ActorSystem<Void> system) {
        StartupPresence.Settings settings = new StartupPresence.Settings(Set.of(DOMAIN), 1000);
        return StartupPresence.start(system, settings, table, outbox);
    }

    private void register(String name, boolean wanted) {
        table.put(new RegistrationTable.Row(new RegistrationId(DOMAIN, BareJid.of(name + "@montague.lit")), wanted));
    }

    private void streamComesUp() {
        synchronized (waitForTheStream) {
            streamIsUp = true;
            waitForTheStream.forEach(Runnable::run);
        }
    }

    private static void awaitDone(ActorSystem<Void> system, ActorRef<StartupPresence.Command> presence) {
        TestProbe<Set<String>> probe = TestProbe.create("report", system);
        presence.tell(new StartupPresence.Report(probe.getRef()));
        Set<String> done = probe.receiveMessage(DEADLINE);
        if (!done.contains(DOMAIN)) {
            probe.awaitAssert(DEADLINE, () -> {
                presence.tell(new StartupPresence.Report(probe.getRef()));
                assertThat(probe.receiveMessage(DEADLINE)).containsExactly(DOMAIN);
                return null;
            });
        }
    }

    private static void awaitReplicated(ActorSystem<Void> system) {
        TestProbe<Replicator.GetResponse<GSet<String>>> probe = TestProbe.create("get", system);
        probe.awaitAssert(DEADLINE, () -> {
            DistributedData.get(system)
                    .replicator()
                    .tell(new Replicator.Get<>(StartupPresence.DONE, Replicator.readLocal(), probe.getRef()));
            assertThat(probe.receiveMessage(DEADLINE)).isInstanceOf(Replicator.GetSuccess.class);
            return null;
        });
    }

    @Test
    @Tag("scenario-39")
    @Tag("xep0100-8-6-startup")
    @Tag("xep0100-8-6")
    void whoIsRegisteredIsAskedOnceInTheLifeOfTheCluster() throws Exception {
        register("romeo", false);
        register("mercutio", false);
        register("benvolio", true);
        ActorSystem<Void> first = start();
        ActorRef<StartupPresence.Command> presence = startPresence(first);
        streamComesUp();
        awaitDone(first, presence);
        List<Element> probes = new ArrayList<>();
        sent.drainTo(probes);
        assertThat(probes).extracting(stanza -> stanza.attribute("type")).containsOnly("probe");
        assertThat(probes).extracting(stanza -> stanza.attribute("from")).containsOnly(DOMAIN);
        assertThat(probes)
                .as("those whose login is wanted are asked by their own actors")
                .extracting(stanza -> stanza.attribute("to"))
                .containsExactlyInAnyOrder("romeo@montague.lit", "mercutio@montague.lit");

        ActorSystem<Void> second = start();
        TestProbe<Object> up = TestProbe.create("up", second);
        up.awaitAssert(DEADLINE, () -> {
            assertThat(Cluster.get(first).state().getMembers()).hasSize(2);
            return null;
        });
        ActorRef<StartupPresence.Command> taken = startPresence(second);
        awaitReplicated(second);
        Cluster.get(first)
                .manager()
                .tell(Leave.create(Cluster.get(first).selfMember().address()));
        up.awaitAssert(DEADLINE, () -> {
            assertThat(Cluster.get(second).state().getMembers()).hasSize(1);
            return null;
        });
        awaitDone(second, taken);
        assertThat(sent).as("asked again by the node that took over").isEmpty();
    }
}
