package im.gateway.node.edge;

import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.stanza.Stanza;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the edges of other nodes have waited with for a moment ({@link Copies}), for the case that such a node is lost before the users are
 * back whom it is for: then an {@link Heir} hands it on. It also knows which node keeps what waits here: the one that would have the
 * streams next, so that what is newer comes there as well, and waits for what is older.
 *
 * <p>As much is kept of each stream as its own window holds, and for no longer than it would wait there. What is lost between two nodes
 * costs the second copy, not the first.
 */
public final class Standby {
    private static final Logger LOG = LoggerFactory.getLogger(Standby.class);

    /** The name is in the messages between nodes: it stays. A node of a release without it is not asked to keep anything. */
    static final ServiceKey<Message> KEY = ServiceKey.create(Message.class, "standby");

    /** In one message: 64 KiB, well below the frame. */
    private static final int NUMBERS_AT_ONCE = 8_000;

    private static final Duration SWEEP = Duration.ofMillis(500);

    private final ActorContext<Message> context;
    private final Window.Limits limits;
    private final Heir.Surroundings around;
    private final Cluster cluster;
    /** By process and stream. */
    private final Map<UniqueAddress, Map<String, Heir.Inheritance>> kept = new HashMap<>();

    private final Map<String, ActorRef<Heir.Command>> heirs = new HashMap<>();
    /** Processes that have ended, or have no say any more. */
    private final Set<UniqueAddress> gone = new HashSet<>();

    private Map<Address, ActorRef<Message>> others = Map.of();
    private @Nullable ActorRef<Message> keeper;
    /** Since it was last said. */
    private int notKept;

    private Standby(ActorContext<Message> context, Window.Limits limits, Heir.Surroundings around) {
        this.context = context;
        this.limits = limits;
        this.around = around;
        this.cluster = Cluster.get(context.getSystem());
    }

    /** What it is told. */
    public sealed interface Message {}

    /**
     * A stanza that has waited for its outcome for a moment. Name on the wire: {@code keep-stanza/1}.
     *
     * @param node the process that has it
     * @param stream the edge's name that is unique for ever
     * @param number of the stanza on that stream; those of one user come in order
     */
    public record Keep(UniqueAddress node, String stream, long number, RegistrationId user, Stanza stanza)
            implements Message {
        boolean putInto(Window window, long now) {
            return window.adopt(number, user, stanza, Intake.sizeOf(stanza.element()), now);
        }
    }

    /** These have an outcome, or their senders an answer. Name on the wire: {@code forget-stanzas/1}. */
    public record Forget(UniqueAddress node, String stream, List<Long> numbers) implements Message {
        public Forget {
            numbers = List.copyOf(numbers);
        }
    }

    private record Listed(Receptionist.Listing listing) implements Message {}

    private record Gone(UniqueAddress node) implements Message {}

    private record HeirEnded(String stream) implements Message {}

    private enum Sweep implements Message {
        NOW
    }

    static Behavior<Message> create(Window.Limits limits, Heir.Surroundings around) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Sweep.NOW, SWEEP);
            Standby standby = new Standby(context, limits, around);
            standby.subscribe();
            return standby.behavior();
        }));
    }

    private void subscribe() {
        ActorRef<Receptionist.Listing> listings = context.messageAdapter(Receptionist.Listing.class, Listed::new);
        context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
        context.getSystem().receptionist().tell(Receptionist.subscribe(KEY, listings));
        ActorRef<ClusterEvent.MemberRemoved> removals = context.messageAdapter(
                ClusterEvent.MemberRemoved.class,
                event -> new Gone(event.member().uniqueAddress()));
        cluster.subscriptions().tell(Subscribe.create(removals, ClusterEvent.MemberRemoved.class));
        ActorRef<Edges.ProcessEnded> ends =
                context.messageAdapter(Edges.ProcessEnded.class, ended -> new Gone(ended.node()));
        context.getSystem().eventStream().tell(new EventStream.Subscribe<>(Edges.ProcessEnded.class, ends));
    }

    private Behavior<Message> behavior() {
        return Behaviors.receive(Message.class)
                .onMessage(Keep.class, this::onKeep)
                .onMessage(Forget.class, this::onForget)
                .onMessage(Gone.class, m -> onGone(m.node()))
                .onMessage(HeirEnded.class, m -> {
                    heirs.remove(m.stream());
                    return Behaviors.same();
                })
                .onMessage(Listed.class, m -> onListed(m.listing()))
                .onMessage(Sweep.class, m -> onSweep())
                .build();
    }

    private Behavior<Message> onKeep(Keep copy) {
        if (gone.contains(copy.node())) {
            heir(new Heir.Inheritance(copy.stream(), copy.user().domain(), new Window(limits)))
                    .tell(new Heir.More(copy));
            return Behaviors.same();
        }
        Heir.Inheritance ofStream = kept.computeIfAbsent(copy.node(), n -> new HashMap<>())
                .computeIfAbsent(
                        copy.stream(), s -> new Heir.Inheritance(s, copy.user().domain(), new Window(limits)));
        if (!copy.putInto(ofStream.window(), around.millis().getAsLong())) {
            notKept++;
        }
        return Behaviors.same();
    }

    private Behavior<Message> onForget(Forget forget) {
        ActorRef<Heir.Command> heir = heirs.get(forget.stream());
        if (heir != null) {
            heir.tell(new Heir.Known(forget.numbers()));
        }
        Heir.Inheritance ofStream = kept.getOrDefault(forget.node(), Map.of()).get(forget.stream());
        if (ofStream != null) {
            long now = around.millis().getAsLong();
            forget.numbers().forEach(number -> ofStream.window().settle(number, now));
        }
        return Behaviors.same();
    }

    private Behavior<Message> onGone(UniqueAddress node) {
        gone.add(node);
        Map<String, Heir.Inheritance> streams = kept.remove(node);
        if (streams != null) {
            streams.values().stream().filter(one -> !one.window().isEmpty()).forEach(one -> {
                LOG.info(
                        "stream={} event=inherited from={} stanzas={}",
                        one.stream(),
                        node.address(),
                        one.window().size());
                one.window().users().forEach(around.safekeeping()::holdBack);
                heir(one);
            });
        }
        return choose();
    }

    private ActorRef<Heir.Command> heir(Heir.Inheritance inherited) {
        return heirs.computeIfAbsent(inherited.stream(), stream -> {
            ActorRef<Heir.Command> heir = context.spawnAnonymous(Heir.create(inherited, around));
            context.watchWith(heir, new HeirEnded(stream));
            return heir;
        });
    }

    private Behavior<Message> onListed(Receptionist.Listing listing) {
        Map<Address, ActorRef<Message>> now = new HashMap<>();
        listing.getServiceInstances(KEY).forEach(ref -> now.put(ref.path().address(), ref));
        others = now;
        return choose();
    }

    /** What is older than its edge would keep it has its answer from there. */
    private Behavior<Message> onSweep() {
        if (notKept > 0) {
            LOG.warn(
                    "event=not-kept stanzas={} reason=\"the windows of the streams that they came on are full\"",
                    notKept);
            notKept = 0;
        }
        long now = around.millis().getAsLong();
        for (Map<String, Heir.Inheritance> streams : kept.values()) {
            streams.values().forEach(one -> one.window().overdue(now));
            streams.values().removeIf(one -> one.window().isEmpty());
        }
        kept.values().removeIf(Map::isEmpty);
        return choose();
    }

    /** The oldest of the other nodes that are there: singletons go to it, and the streams with them. */
    private Behavior<Message> choose() {
        Set<Member> unreachable = cluster.state().getUnreachable();
        ActorRef<Message> next = NextHolder.oldestOther(
                        cluster,
                        member -> !unreachable.contains(member)
                                && !gone.contains(member.uniqueAddress())
                                && others.containsKey(member.address()))
                .map(member -> others.get(member.address()))
                .orElse(null);
        if (next == null || !next.equals(keeper)) {
            keeper = next;
            around.safekeeping()
                    .keeper(
                            next == null
                                    ? null
                                    : new RemoteKeeper(cluster.selfMember().uniqueAddress(), next));
        }
        return Behaviors.same();
    }

    /** The standby of another node. */
    private record RemoteKeeper(UniqueAddress self, ActorRef<Message> standby) implements Safekeeping.Keeper {
        @Override
        public void keep(String stream, Window.Entry entry) {
            standby.tell(new Keep(self, stream, entry.number(), entry.user(), entry.stanza()));
        }

        @Override
        public void forget(String stream, Collection<Long> numbers) {
            List<Long> all = new ArrayList<>(numbers);
            for (int from = 0; from < all.size(); from += NUMBERS_AT_ONCE) {
                int to = Math.min(all.size(), from + NUMBERS_AT_ONCE);
                standby.tell(new Forget(self, stream, all.subList(from, to)));
            }
        }
    }
}
