package im.gateway.node.edge;

import im.gateway.node.config.LimitSettings;
import im.gateway.node.config.PacingSettings;
import im.gateway.node.config.XmppSettings;
import im.gateway.node.metrics.NodeMetrics;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SelfUp;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.cluster.typed.Subscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All edges of a node, by each server's policy: those of every-node run from when the node is up until it ends, those of one-active while
 * it is this node's {@link Turn}, and those of numbered are spread over the cluster.
 */
public final class Edges {
    private static final Logger LOG = LoggerFactory.getLogger(Edges.class);
    private static final Duration RESTART_LEAST = Duration.ofSeconds(1);
    private static final Duration RESTART_MOST = Duration.ofSeconds(30);

    private final ActorContext<Command> context;
    private final Settings settings;
    private final Surroundings around;
    /** Those of servers that admit one connection, by name: they run while it is this node's turn. */
    private final Map<String, Behavior<EdgeActor.Command>> inTurn = new HashMap<>();

    /** Those of servers that every node connects to, by name, until the node is up: before that it reaches no user. */
    private final Map<String, Behavior<EdgeActor.Command>> onceUp = new HashMap<>();

    private final Map<String, ActorRef<EdgeActor.Command>> running = new HashMap<>();
    private final AwaitedEnds ends = new AwaitedEnds();
    private final NextHolder next;
    private final Safekeeping safekeeping = new Safekeeping();

    private Edges(ActorContext<Command> context, Settings settings, Surroundings around) {
        this.context = context;
        this.settings = settings;
        this.around = around;
        this.next = new NextHolder(
                context.getSystem(),
                context.getSelf(),
                context.messageAdapter(Receptionist.Listing.class, Listed::new));
    }

    /** What the configuration says about the edges. */
    public record Settings(XmppSettings xmpp, LimitSettings limits, PacingSettings pacing) {}

    /**
     * What the edges work with.
     *
     * @param millis a clock that never goes back
     * @param retreating whether this node may have been taken out of the cluster, or sees itself on the side that a split of the network will
     *     take out
     */
    public record Surroundings(
            EventLoopGroup eventLoops,
            StreamRoutes routes,
            StanzaRoute route,
            Users users,
            LongSupplier millis,
            RandomGenerator random,
            BooleanSupplier retreating) {}

    /** What they are told. */
    public sealed interface Command {}

    /**
     * End the streams in order; the answer comes when all outcomes are certain.
     *
     * @param all whether the streams that one node at a time holds end here as well, since this node gives them to no other one: it is the
     *     last node, or was taken out
     */
    public record Stop(boolean all, ActorRef<Done> replyTo) implements Command {}

    /**
     * Give the streams that one node at a time holds to the node whose turn is next, while this one is still a member and reaches every
     * user; the answer comes when all outcomes of what came through them are certain.
     */
    public record HandOn(ActorRef<Done> replyTo) implements Command {}

    /** Another node, whose turn it still is, has ended this stream and is about to leave. Name on the wire: {@code take-stream/1}. */
    public record Take(String name) implements Command {}

    /**
     * Published on the node's event stream: the process of that member has ended for certain, and its sockets with it. The cluster takes a
     * second or two to go on without it; its streams need not wait for that.
     */
    public record ProcessEnded(UniqueAddress node) implements Command {}

    /** It is this node's turn to hold this stream. */
    record Hold(String name) implements Command {}

    /** The turn is over; the answer comes as soon as another node may open the stream. */
    record HandOver(String name, ActorRef<Done> replyTo) implements Command {}

    private record Up() implements Command {}

    private record NodeGone(ClusterEvent.MemberRemoved event) implements Command {}

    private record Ended(String name) implements Command {}

    private record StreamEnded(String name) implements Command {}

    private record Listed(Receptionist.Listing listing) implements Command {}

    public static Behavior<Command> create(Settings settings, Surroundings around) {
        return Behaviors.setup(context -> {
            Edges edges = new Edges(context, settings, around);
            edges.start();
            return Behaviors.receive(Command.class)
                    .onMessage(Up.class, up -> edges.onUp())
                    .onMessage(Stop.class, edges::onStop)
                    .onMessage(HandOn.class, edges::onHandOn)
                    .onMessage(StreamEnded.class, ended -> edges.onStreamEnded(ended.name()))
                    .onMessage(Take.class, take -> edges.onHold(take.name()))
                    .onMessage(Hold.class, hold -> edges.onHold(hold.name()))
                    .onMessage(ProcessEnded.class, ended -> edges.onProcessEnded(ended.node()))
                    .onMessage(Listed.class, listed -> {
                        edges.next.listed(listed.listing());
                        return Behaviors.same();
                    })
                    .onMessage(HandOver.class, edges::onHandOver)
                    .onMessage(Ended.class, ended -> edges.onEnded(ended.name()))
                    .onMessage(NodeGone.class, gone -> edges.onNodeGone(gone.event()))
                    .build();
        });
    }

    private void start() {
        Set<String> domains = settings.xmpp().domains().stream()
                .map(XmppSettings.Domain::address)
                .collect(Collectors.toSet());
        context.spawn(RemoteExits.create(domains, around.routes()), "remote-exits");
        Heir.Surroundings heirs = new Heir.Surroundings(around.users(), around.routes(), safekeeping, around.millis());
        context.spawn(Standby.create(EdgeSettings.window(settings.limits(), settings.pacing()), heirs), "standby");
        ActorRef<ClusterEvent.MemberRemoved> losses =
                context.messageAdapter(ClusterEvent.MemberRemoved.class, NodeGone::new);
        Cluster.get(context.getSystem())
                .subscriptions()
                .tell(Subscribe.create(losses, ClusterEvent.MemberRemoved.class));
        context.getSystem()
                .eventStream()
                .tell(new EventStream.Subscribe<>(
                        ProcessEnded.class, context.getSelf().narrow()));
        for (XmppSettings.Domain domain : settings.xmpp().domains()) {
            for (String name : domain.servers()) {
                start(domain, settings.xmpp().server(name));
            }
        }
        ActorRef<SelfUp> up = context.messageAdapter(SelfUp.class, event -> new Up());
        Cluster.get(context.getSystem()).subscriptions().tell(Subscribe.create(up, SelfUp.class));
    }

    private void start(XmppSettings.Domain domain, XmppSettings.Server server) {
        if (server.policy() == XmppSettings.Policy.NUMBERED) {
            startNumbered(domain, server);
            return;
        }
        for (int connection = 1; connection <= server.connections(); connection++) {
            Behavior<EdgeActor.Command> edge = supervised(domain, server, connection);
            String name = name(domain, server) + "-" + connection;
            if (server.policy() == XmppSettings.Policy.ONE_ACTIVE) {
                inTurn.put(name, edge);
                ClusterSingleton.get(context.getSystem())
                        .init(SingletonActor.of(Turn.create(name, context.getSelf()), name)
                                .withStopMessage(Turn.Command.END));
            } else {
                onceUp.put(name, edge);
            }
        }
    }

    /** Each number is one edge somewhere in the cluster, which moves when its node leaves, and is started elsewhere when its node is lost. */
    private void startNumbered(XmppSettings.Domain domain, XmppSettings.Server server) {
        ShardedDaemonProcess.get(context.getSystem())
                .init(
                        EdgeActor.Command.class,
                        name(domain, server),
                        server.connections(),
                        number -> supervised(domain, server, number + 1),
                        ShardedDaemonProcessSettings.create(context.getSystem()),
                        Optional.of(stop()));
    }

    private static String name(XmppSettings.Domain domain, XmppSettings.Server server) {
        return "edge-" + domain.address() + "-" + server.name();
    }

    private EdgeActor.Command stop() {
        return new EdgeActor.Stop(context.getSystem().ignoreRef());
    }

    private Behavior<EdgeActor.Command> supervised(
            XmppSettings.Domain domain, XmppSettings.Server server, int connection) {
        return Behaviors.supervise(edge(domain, server, connection))
                .onFailure(SupervisorStrategy.restartWithBackoff(RESTART_LEAST, RESTART_MOST, 0.2));
    }

    private Behavior<EdgeActor.Command> edge(XmppSettings.Domain domain, XmppSettings.Server server, int connection) {
        EdgeSettings edge = EdgeSettings.of(domain, server, connection, settings.limits(), settings.pacing());
        StreamHandler.Login login = new StreamHandler.Login(
                edge.link(),
                domain.address(),
                domain.secret().text(),
                settings.limits().pendingBytes(),
                NodeMetrics.of(context.getSystem()).domain(domain.address()));
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
                        () -> isTakenOut(cluster),
                        () -> isTakenOut(cluster) || around.retreating().getAsBoolean(),
                        safekeeping));
    }

    /** Whether the others go on without this node, as after a split of the network that it has lost. */
    private static boolean isTakenOut(Cluster cluster) {
        MemberStatus status = cluster.selfMember().status();
        return status.equals(MemberStatus.down()) || status.equals(MemberStatus.removed());
    }

    /**
     * What a node had not answered that was taken out is handed on at once; one that left in order has answered.
     */
    private Behavior<Command> onNodeGone(ClusterEvent.MemberRemoved gone) {
        if (gone.previousStatus().equals(MemberStatus.down())) {
            context.getSystem().eventStream().tell(new EventStream.Publish<>(new EdgeActor.UsersMoved()));
        }
        return Behaviors.same();
    }

    private void spawn(String name, Behavior<EdgeActor.Command> behavior) {
        ActorRef<EdgeActor.Command> edge = context.spawn(behavior, name);
        context.watchWith(edge, new Ended(name));
        running.put(name, edge);
    }

    private Behavior<Command> onUp() {
        onceUp.forEach(this::spawn);
        onceUp.clear();
        return Behaviors.same();
    }

    private Behavior<Command> onHold(String name) {
        Behavior<EdgeActor.Command> edge = inTurn.get(name);
        if (edge != null && !running.containsKey(name)) {
            spawn(name, edge);
        }
        return Behaviors.same();
    }

    private Behavior<Command> onProcessEnded(UniqueAddress node) {
        if (next.isSelfAfter(node)) {
            inTurn.keySet().forEach(this::onHold);
        }
        return Behaviors.same();
    }

    private Behavior<Command> onHandOver(HandOver over) {
        end(over.name(), over.replyTo());
        return Behaviors.same();
    }

    private void end(String name, ActorRef<Done> streamEnded) {
        ActorRef<EdgeActor.Command> edge = running.get(name);
        if (edge == null) {
            streamEnded.tell(Done.done());
        } else {
            edge.tell(new EdgeActor.Stop(streamEnded));
        }
    }

    private Behavior<Command> onHandOn(HandOn on) {
        next.leave();
        ActorRef<Command> self = context.getSelf();
        Set<String> ending = new HashSet<>(running.keySet());
        ending.retainAll(inTurn.keySet());
        if (next.get() == null) {
            ending.clear();
        }
        for (String name : ending) {
            ActorRef<Done> ended = context.spawnAnonymous(Behaviors.receiveMessage(done -> {
                self.tell(new StreamEnded(name));
                return Behaviors.stopped();
            }));
            end(name, ended);
        }
        ends.await(ending, on.replyTo());
        return Behaviors.same();
    }

    /** Where nobody is left to take it, whoever comes next begins it when this node has left. */
    private Behavior<Command> onStreamEnded(String name) {
        ActorRef<Command> holder = next.get();
        if (holder != null) {
            LOG.info("edge={} event=handed-on to={}", name, holder.path().address());
            holder.tell(new Take(name));
        }
        return Behaviors.same();
    }

    private Behavior<Command> onStop(Stop stop) {
        onceUp.clear();
        Set<String> ending = new HashSet<>(running.keySet());
        if (!stop.all()) {
            ending.removeAll(inTurn.keySet());
        }
        ending.forEach(name -> end(name, context.getSystem().ignoreRef()));
        ends.await(ending, stop.replyTo());
        return Behaviors.same();
    }

    private Behavior<Command> onEnded(String name) {
        running.remove(name);
        ends.ended(name);
        return Behaviors.same();
    }
}
