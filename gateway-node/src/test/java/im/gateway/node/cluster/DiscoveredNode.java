package im.gateway.node.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.config.GatewayConfig;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.management.javadsl.PekkoManagement;

/** The part of a node that looks for its cluster, with the shipped settings but for shorter waits. */
final class DiscoveredNode implements AutoCloseable {
    private static final String FOR_TESTS = """
        pekko {
          loglevel = WARNING
          coordinated-shutdown {
            run-by-actor-system-terminate = off
            run-by-jvm-shutdown-hook = off
            reason-overrides."org.apache.pekko.actor.CoordinatedShutdown$ClusterDowningReason$".exit-jvm = off
          }
          management.cluster.bootstrap.contact-point-discovery { stable-margin = 1s, interval = 200ms }
          persistence { journal.plugin = "", snapshot-store.plugin = "" }
        }
        """;

    private final ActorSystem<Void> system;

    private DiscoveredNode(ActorSystem<Void> system) {
        this.system = system;
    }

    /** What stands in a node's configuration beside its cluster and its health. */
    static String configuration(String cluster, String http, String more) {
        return """
            gateway {
              xmpp.servers.played { host = "127.0.0.1", port = 5347, policy = one-active }
              xmpp.domains.irc {
                address = "irc.localhost", secret = s3cret, servers = [played], service = echo, admit = ["*"]
              }
              services.echo { protocol = echo, network {} }
              cluster { %s }
              http { %s }
              storage.keys = none
            }
            %s
            """.formatted(cluster, http, more);
    }

    static DiscoveredNode start(Path configuration) {
        GatewayConfig config = GatewayConfig.load(configuration);
        Config pekko = ConfigFactory.parseString(FOR_TESTS).withFallback(PekkoConfig.toJoin(config));
        ActorSystem<Void> system =
                ActorSystem.create(Behaviors.empty(), config.cluster().name(), pekko);
        PekkoManagement.get(system)
                .start()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        Discovery.start(system, config);
        return new DiscoveredNode(system);
    }

    /** How many members of its cluster are up, itself among them; 0 for a node that is in none. */
    long up() {
        return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
                .map(Member::status)
                .filter(MemberStatus.up()::equals)
                .count();
    }

    @Override
    public String toString() {
        return Cluster.get(system).state().getMembers().toString();
    }

    /** Closes its sockets without a word to the others. */
    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
