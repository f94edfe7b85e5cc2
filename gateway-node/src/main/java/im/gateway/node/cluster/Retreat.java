package im.gateway.node.cluster;

import im.gateway.node.edge.Users;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that sees itself on the side that a split of the network will take out ends the legacy sessions of its users before that: when Pekko
 * takes the node out it stops all actors in one moment, and what the sessions have just been told and the journal has not stored yet would
 * be lost. Until it is taken out, or sees the others again, it logs nobody in.
 */
public final class Retreat implements Extension {
    private static final Logger LOG = LoggerFactory.getLogger(Retreat.class);

    /**
     * How long it has to look like that: half of the stable-after of pekko.conf, after which the decision falls. A node that stood still sees
     * the others again after a moment.
     */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final Set<MemberStatus> COUNTED =
            Set.of(MemberStatus.up(), MemberStatus.leaving(), MemberStatus.exiting());

    /** Completed while the node is not on the retreat; only the watcher changes it. */
    private volatile CompletableFuture<Void> over = CompletableFuture.completedFuture(null);

    private Retreat() {}

    /** That of a node. */
    public static Retreat of(ActorSystem<?> system) {
        return system.registerExtension(Id.INSTANCE);
    }

    /** Watches the cluster from now on. */
    public static void start(ActorSystem<?> system, Users users) {
        system.systemActorOf(Watcher.create(of(system), users), "retreat", Props.empty());
    }

    /** Completes as soon as users may be logged in. */
    public CompletionStage<Void> whenOver() {
        return over.copy();
    }

    /** Whether the node waits to be taken out. */
    public boolean isUnderWay() {
        return !over.isDone();
    }

    private boolean begin() {
        if (!isUnderWay()) {
            over = new CompletableFuture<>();
            return true;
        }
        return false;
    }

    private void end() {
        over.complete(null);
    }

    /**
     * Whether the members that are reached are the side that loses: fewer than half of all, or half of them without the one with the lowest
     * address (the split brain resolver's keep-majority).
     */
    static boolean isLosing(Set<Member> all, Set<Member> unreachable) {
        Set<Member> counted =
                all.stream().filter(member -> COUNTED.contains(member.status())).collect(Collectors.toSet());
        Set<Member> lost = counted.stream().filter(unreachable::contains).collect(Collectors.toSet());
        int reached = counted.size() - lost.size();
        return reached < lost.size()
                || (reached == lost.size()
                        && counted.stream()
                                .min(Comparator.comparing(Member::address, Member.addressOrdering()))
                                .filter(lost::contains)
                                .isPresent());
    }

    private sealed interface Event {}

    private record Changed() implements Event {}

    private record Overdue() implements Event {}

    private record Here(ShardRegion.CurrentShardRegionState state) implements Event {}

    /** Looks at the cluster whenever it changes. */
    private static final class Watcher {
        private final ActorContext<Event> context;
        private final TimerScheduler<Event> timers;
        private final Retreat retreat;
        private final Users users;
        private final Cluster cluster;
        private final ActorRef<ShardRegion.CurrentShardRegionState> states;

        private Watcher(ActorContext<Event> context, TimerScheduler<Event> timers, Retreat retreat, Users users) {
            this.context = context;
            this.timers = timers;
            this.retreat = retreat;
            this.users = users;
            this.cluster = Cluster.get(context.getSystem());
            this.states = context.messageAdapter(ShardRegion.CurrentShardRegionState.class, Here::new);
        }

        private static Behavior<Event> create(Retreat retreat, Users users) {
            return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
                Watcher watcher = new Watcher(context, timers, retreat, users);
                watcher.subscribe();
                return Behaviors.receive(Event.class)
                        .onMessage(Changed.class, changed -> watcher.look())
                        .onMessage(Overdue.class, overdue -> watcher.begin())
                        .onMessage(Here.class, here -> watcher.tell(here.state()))
                        .build();
            }));
        }

        private void subscribe() {
            ActorRef<ClusterEvent.ReachabilityEvent> reached =
                    context.messageAdapter(ClusterEvent.ReachabilityEvent.class, event -> new Changed());
            ActorRef<ClusterEvent.MemberEvent> members =
                    context.messageAdapter(ClusterEvent.MemberEvent.class, event -> new Changed());
            cluster.subscriptions().tell(Subscribe.create(reached, ClusterEvent.ReachabilityEvent.class));
            cluster.subscriptions().tell(Subscribe.create(members, ClusterEvent.MemberEvent.class));
        }

        private Behavior<Event> look() {
            MemberStatus self = cluster.selfMember().status();
            if (self.equals(MemberStatus.down()) || self.equals(MemberStatus.removed())) {
                // It knows no members any more, and there is no way back.
                return Behaviors.same();
            }
            ClusterEvent.CurrentClusterState state = cluster.state();
            Set<Member> all = StreamSupport.stream(state.getMembers().spliterator(), false)
                    .collect(Collectors.toSet());
            if (!isLosing(all, state.getUnreachable())) {
                timers.cancel(Overdue.class);
                if (retreat.isUnderWay()) {
                    LOG.info("event=retreat-over");
                    retreat.end();
                }
            } else if (!timers.isTimerActive(Overdue.class)) {
                timers.startSingleTimer(Overdue.class, new Overdue(), PATIENCE);
            }
            return Behaviors.same();
        }

        private Behavior<Event> begin() {
            if (retreat.begin()) {
                LOG.warn("event=retreat reason=\"the side that is reached will be taken out\"");
                ClusterSharding.get(context.getSystem())
                        .shardState()
                        .tell(new GetShardRegionState(UserSharding.KEY, states));
            }
            return Behaviors.same();
        }

        private Behavior<Event> tell(ShardRegion.CurrentShardRegionState state) {
            state.getShards()
                    .forEach(shard -> shard.getEntityIds()
                            .forEach(id -> users.tell(RegistrationId.ofText(id), new UserActor.CutOff())));
            return Behaviors.same();
        }
    }

    private static final class Id extends ExtensionId<Retreat> {
        private static final Id INSTANCE = new Id();

        @Override
        public Retreat createExtension(ActorSystem<?> system) {
            return new Retreat();
        }
    }
}
