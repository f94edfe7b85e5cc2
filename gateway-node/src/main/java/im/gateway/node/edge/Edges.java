package im.gateway.node.edge;

import im.gateway.node.config.LimitSettings;
import im.gateway.node.config.PacingSettings;
import im.gateway.node.config.XmppSettings;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * All edges of a node, by each server's policy: those of every-node are its children, those of one-active are singletons of the
 * cluster, of which this node may or may not hold some.
 */
public final class Edges {
    private static final Duration RESTART_LEAST = Duration.ofSeconds(1);
    private static final Duration RESTART_MOST = Duration.ofSeconds(30);

    private final ActorContext<Command> context;
    private final Settings settings;
    private final Surroundings around;
    private final List<ActorRef<EdgeActor.Command>> here = new ArrayList<>();
    private final List<ActorRef<EdgeActor.Command>> singletons = new ArrayList<>();
    private int stopping;

    private Edges(ActorContext<Command> context, Settings settings, Surroundings around) {
        this.context = context;
        this.settings = settings;
        this.around = around;
    }

    /** What the configuration says about the edges. */
    public record Settings(XmppSettings xmpp, LimitSettings limits, PacingSettings pacing) {}

    /**
     * What the edges work with.
     *
     * @param millis a clock that never goes back
     */
    public record Surroundings(
            EventLoopGroup eventLoops,
            StreamRoutes routes,
            StanzaRoute route,
            Users users,
            LongSupplier millis,
            RandomGenerator random) {}

    /** What they are told. */
    public sealed interface Command {}

    /**
     * End the streams in order.
     *
     * @param last whether this is the last node, so that the singletons, which no other node takes over, end here as well
     */
    public record Stop(boolean last, ActorRef<Done> replyTo) implements Command {}

    private record NodeGone(ClusterEvent.MemberRemoved event) implements Command {}

    private record Stopped(ActorRef<Done> replyTo) implements Command {}

    public static Behavior<Command> create(Settings settings, Surroundings around) {
        return Behaviors.setup(context -> {
            Edges edges = new Edges(context, settings, around);
            edges.start();
            return Behaviors.receive(Command.class)
                    .onMessage(Stop.class, edges::onStop)
                    .onMessage(Stopped.class, edges::onStopped)
                    .onMessage(NodeGone.class, gone -> edges.onNodeGone(gone.event()))
                    .build();
        });
    }

    private void start() {
        Set<String> domains = settings.xmpp().domains().stream()
                .map(XmppSettings.Domain::address)
                .collect(Collectors.toSet());
        context.spawn(RemoteExits.create(domains, around.routes()), "remote-exits");
        ActorRef<ClusterEvent.MemberRemoved> losses =
                context.messageAdapter(ClusterEvent.MemberRemoved.class, NodeGone::new);
        Cluster.get(context.getSystem())
                .subscriptions()
                .tell(Subscribe.create(losses, ClusterEvent.MemberRemoved.class));
        for (XmppSettings.Domain domain : settings.xmpp().domains()) {
            for (String name : domain.servers()) {
                start(domain, settings.xmpp().server(name));
            }
        }
    }

    private void start(XmppSettings.Domain domain, XmppSettings.Server server) {
        for (int connection = 1; connection <= server.connections(); connection++) {
            Behavior<EdgeActor.Command> edge = Behaviors.supervise(edge(domain, server, connection))
                    .onFailure(SupervisorStrategy.restartWithBackoff(RESTART_LEAST, RESTART_MOST, 0.2));
            String name = "edge-" + domain.address() + "-" + server.name() + "-" + connection;
            if (server.policy() == XmppSettings.Policy.ONE_ACTIVE) {
                EdgeActor.Command stop = new EdgeActor.Stop(context.getSystem().ignoreRef());
                singletons.add(ClusterSingleton.get(context.getSystem())
                        .init(SingletonActor.of(edge, name).withStopMessage(stop)));
            } else {
                here.add(context.spawn(edge, name));
            }
        }
    }

    private Behavior<EdgeActor.Command> edge(XmppSettings.Domain domain, XmppSettings.Server server, int connection) {
        EdgeSettings edge = EdgeSettings.of(domain, server, connection, settings.limits(), settings.pacing());
        StreamHandler.Login login = new StreamHandler.Login(
                edge.link(),
                domain.address(),
                domain.secret().text(),
                settings.limits().pendingBytes());
        Cluster cluster = Cluster.get(context.getSystem());
        StreamOpener opener = new NettyStreamOpener(around.eventLoops(), server, settings.limits(), login);
        return EdgeActor.create(
                edge,
                new EdgeActor.Surroundings(
                        opener,
                        around.routes(),
                        around.route(),
                        around.users(),
                        around.millis(),
                        around.random(),
                        () -> isCutOff(cluster)));
    }

    /** Whether the others go on without this node, as after a split of the network that it has lost. */
    private static boolean isCutOff(Cluster cluster) {
        MemberStatus status = cluster.selfMember().status();
        return status.equals(MemberStatus.down()) || status.equals(MemberStatus.removed());
    }

    /**
     * What a node had not answered that was taken out is handed on at once; one that left in order has answered. The edges that are
     * singletons are no children, so all of this node's hear of it by the event stream.
     */
    private Behavior<Command> onNodeGone(ClusterEvent.MemberRemoved gone) {
        if (gone.previousStatus().equals(MemberStatus.down())) {
            context.getSystem().eventStream().tell(new EventStream.Publish<>(new EdgeActor.UsersMoved()));
        }
        return Behaviors.same();
    }

    private Behavior<Command> onStop(Stop stop) {
        List<ActorRef<EdgeActor.Command>> ending = new ArrayList<>(here);
        if (stop.last()) {
            ending.addAll(singletons);
        }
        stopping = ending.size();
        if (stopping == 0) {
            stop.replyTo().tell(Done.done());
        }
        ActorRef<Done> stopped = context.messageAdapter(Done.class, done -> new Stopped(stop.replyTo()));
        ending.forEach(edge -> edge.tell(new EdgeActor.Stop(stopped)));
        return Behaviors.same();
    }

    private Behavior<Command> onStopped(Stopped stopped) {
        stopping--;
        if (stopping == 0) {
            stopped.replyTo().tell(Done.done());
        }
        return Behaviors.same();
    }
}
