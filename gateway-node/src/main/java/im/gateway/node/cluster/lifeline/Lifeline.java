package im.gateway.node.cluster.lifeline;

import im.gateway.node.cluster.lifeline.Line.Event;
import im.gateway.node.edge.Edges;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Subscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a {@link Line} to each other member, and takes out of the cluster those whose process has ended ({@link Deaths}). One on each
 * node. It only ever shortens the time until a node is taken out that is dead: all others are the split-brain resolver's, and so is
 * this one where the nodes do not agree.
 */
public final class Lifeline {
    private static final Logger LOG = LoggerFactory.getLogger(Lifeline.class);

    /** What the nodes tell each other. The name is in the messages between nodes: it stays. */
    static final ServiceKey<Message> KEY = ServiceKey.create(Message.class, "lifeline");

    /** Members that may have logins and can be taken out; who is further on its way out ends by itself. */
    private static final Set<MemberStatus> WATCHED =
            Set.of(MemberStatus.joining(), MemberStatus.weaklyUp(), MemberStatus.up(), MemberStatus.leaving());

    /** As keep-majority counts them. */
    private static final Set<MemberStatus> VOTERS = Set.of(MemberStatus.up(), MemberStatus.leaving());

    /** Several refusals in a row, and less than a process needs to come up again at its port. */
    private static final Duration CONFIRM = Duration.ofMillis(800);

    private static final Duration PROBE_AGAIN = Duration.ofMillis(200);
    /** Of a node that is not there yet, or is cut off. */
    private static final Duration PROBE_SLOWLY = Duration.ofSeconds(1);

    private static final Duration STATEMENT_VALID = Duration.ofSeconds(1);

    private final ActorContext<Message> context;
    private final TimerScheduler<Message> timers;
    private final EventLoopGroup loops;
    private final Cluster cluster;
    private final UniqueAddress self;
    private final Deaths<UniqueAddress> deaths;
    /** What the failure detector knows. */
    private final Set<String> dead;

    private final Map<UniqueAddress, MemberStatus> members = new HashMap<>();
    private final Map<UniqueAddress, Line> lines = new HashMap<>();
    private Set<ActorRef<Message>> others = Set.of();

    private Lifeline(ActorContext<Message> context, TimerScheduler<Message> timers, EventLoopGroup loops) {
        this.context = context;
        this.timers = timers;
        this.loops = loops;
        this.cluster = Cluster.get(context.getSystem());
        this.self = cluster.selfMember().uniqueAddress();
        this.dead = InformedFailureDetector.deadOf(
                Adapter.toClassic(context.getSystem()).eventStream());
        this.deaths = new Deaths<>(self, CONFIRM, STATEMENT_VALID);
    }

    /** What it is told. */
    public sealed interface Message {}

    /**
     * Another node says which ones refuse it. Name on the wire: {@code refusing/1}.
     *
     * @param observer who says so
     * @param nodes all of them
     */
    public record Refusing(UniqueAddress observer, Set<UniqueAddress> nodes) implements Message {
        public Refusing {
            nodes = Set.copyOf(nodes);
        }
    }

    private record MemberChanged(Member member) implements Message {}

    private record Listed(Receptionist.Listing listing) implements Message {}

    private record OfLine(UniqueAddress node, Event event) implements Message {}

    private record Probe(UniqueAddress node) implements Message {}

    /**
     * The lifeline of this node.
     *
     * @param loops for the lines alone, since looking a host up blocks them
     */
    public static Behavior<Message> create(EventLoopGroup loops) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            Lifeline lifeline = new Lifeline(context, timers, loops);
            lifeline.subscribe();
            return lifeline.behavior();
        }));
    }

    private void subscribe() {
        ActorRef<ClusterEvent.MemberEvent> changes =
                context.messageAdapter(ClusterEvent.MemberEvent.class, event -> new MemberChanged(event.member()));
        cluster.subscriptions().tell(Subscribe.create(changes, ClusterEvent.MemberEvent.class));
        ActorRef<Receptionist.Listing> listings = context.messageAdapter(Receptionist.Listing.class, Listed::new);
        context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
        context.getSystem().receptionist().tell(Receptionist.subscribe(KEY, listings));
    }

    private Behavior<Message> behavior() {
        return Behaviors.receive(Message.class)
                .onMessage(MemberChanged.class, m -> onMember(m.member()))
                .onMessage(Listed.class, m -> onListed(m.listing()))
                .onMessage(OfLine.class, this::onLine)
                .onMessage(Probe.class, m -> onProbe(m.node()))
                .onMessage(Refusing.class, m -> {
                    deaths.told(m.observer(), m.nodes(), now());
                    return judge();
                })
                .onSignal(PostStop.class, signal -> {
                    lines.values().forEach(Line::close);
                    return Behaviors.same();
                })
                .build();
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private Behavior<Message> onMember(Member member) {
        UniqueAddress node = member.uniqueAddress();
        if (member.status().equals(MemberStatus.removed())) {
            members.remove(node);
            dead.remove(node.address().toString());
        } else {
            members.put(node, member.status());
        }
        deaths.voters(members.entrySet().stream()
                .filter(m -> VOTERS.contains(m.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
        boolean watched = WATCHED.contains(member.status()) && !node.equals(self);
        if (watched && !lines.containsKey(node)) {
            hold(node);
        } else if (!watched) {
            letGo(node);
        }
        return Behaviors.same();
    }

    private void hold(UniqueAddress node) {
        Address address = node.address();
        if (address.getHost().isEmpty() || address.getPort().isEmpty()) {
            return;
        }
        ActorRef<Message> me = context.getSelf();
        InetSocketAddress port = InetSocketAddress.createUnresolved(
                address.getHost().get(), address.getPort().get());
        Line line = new Line(loops, port, event -> me.tell(new OfLine(node, event)));
        lines.put(node, line);
        line.connect();
    }

    private void letGo(UniqueAddress node) {
        deaths.forget(node);
        timers.cancel(node);
        Line line = lines.remove(node);
        if (line != null) {
            line.close();
        }
    }

    private Behavior<Message> onListed(Receptionist.Listing listing) {
        others = listing.getAllServiceInstances(KEY).stream()
                .filter(ref -> !ref.equals(context.getSelf()))
                .collect(Collectors.toSet());
        return Behaviors.same();
    }

    private Behavior<Message> onLine(OfLine of) {
        UniqueAddress node = of.node();
        if (!lines.containsKey(node)) {
            return Behaviors.same();
        }
        switch (of.event()) {
            case CONNECTED -> deaths.connected(node);
            case CUT -> {
                LOG.info("lifeline={} event=cut", node.address());
                return onProbe(node);
            }
            case REFUSED -> {
                deaths.refused(node, now());
                boolean suspected = deaths.refusing().contains(node);
                timers.startSingleTimer(node, new Probe(node), suspected ? PROBE_AGAIN : PROBE_SLOWLY);
                if (suspected) {
                    others.forEach(other -> other.tell(new Refusing(self, deaths.refusing())));
                }
            }
            case SILENT -> {
                deaths.silent(node);
                timers.startSingleTimer(node, new Probe(node), PROBE_SLOWLY);
            }
        }
        return judge();
    }

    private Behavior<Message> onProbe(UniqueAddress node) {
        Line line = lines.get(node);
        if (line != null) {
            line.connect();
        }
        return Behaviors.same();
    }

    /**
     * Takes out those that are dead. Only a member of just that process: another one may have come up at its address, and that one accepts
     * connections.
     */
    private Behavior<Message> judge() {
        for (UniqueAddress node : deaths.dead(now())) {
            if (lines.containsKey(node) && dead.add(node.address().toString())) {
                LOG.warn("lifeline={} event=dead action=\"taking it out of the cluster\"", node.address());
                cluster.manager().tell(new Down(node.address()));
                context.getSystem().eventStream().tell(new EventStream.Publish<>(new Edges.ProcessEnded(node)));
            }
        }
        return Behaviors.same();
    }
}
