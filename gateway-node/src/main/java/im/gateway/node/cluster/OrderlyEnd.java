package im.gateway.node.cluster;

import im.gateway.node.edge.Edges;
import im.gateway.node.edge.Users;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does before it leaves: the last one of a cluster tells all who are online that the gateway goes (XEP-0100 section 8),
 * for any other one nothing is seen by anybody; then each ends its streams in order, or hands them on, and then its users.
 */
public final class OrderlyEnd {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyEnd.class);

    /** User actors that are told and have not answered: a bound for what is written at once. */
    private static final int AT_ONCE = 200;

    /** The phases' names in pekko.conf. */
    static final String STREAMS_MOVED = "gateway-streams-moved";

    static final String USERS_MOVED = "gateway-users-moved";

    /** With a hundred shards on the node, twenty moves of at most three seconds each. */
    static final int USERS_MOVED_TIMES = 6;

    private static final Set<MemberStatus> STAYING =
            Set.of(MemberStatus.joining(), MemberStatus.weaklyUp(), MemberStatus.up());

    private OrderlyEnd() {}

    /**
     * Puts it before the node's other tasks of shutting down.
     *
     * @param drain the most time for each of the two
     */
    public static void install(ActorSystem<?> system, ActorRef<Edges.Command> edges, Users users, Duration drain) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        CompletableFuture<Boolean> last = new CompletableFuture<>();
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "users-told", () -> {
            last.complete(!isTakenOut(system) && isLast(system));
            return last.join() ? tellUsers(system, users, drain) : done();
        });
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceUnbind(),
                "streams-ended",
                () -> AskPattern.<Edges.Command, Done>ask(
                                edges,
                                // Nobody waits for the streams in turn of a node that is taken out, and what they
                                // have not refused yet has no answer when its actors end.
                                replyTo -> new Edges.Stop(last.getNow(false) || isTakenOut(system), replyTo),
                                drain.multipliedBy(2),
                                system.scheduler())
                        .exceptionally(late -> Done.done()));
        shutdown.addTask(
                STREAMS_MOVED,
                "streams-moved",
                () -> isTakenOut(system)
                        ? done()
                        : AskPattern.<Edges.Command, Done>ask(
                                        edges, Edges.HandOn::new, drain.multipliedBy(2), system.scheduler())
                                .exceptionally(late -> Done.done()));
        shutdown.addTask(USERS_MOVED, "users-moved", () -> usersMoved(system, drain.multipliedBy(USERS_MOVED_TIMES)));
    }

    /**
     * Waits while the coordinator moves this node's users to others, a few at a time ({@link PacedMoves}); what is left when the time is over
     * moves all at once.
     */
    private static CompletionStage<Done> usersMoved(ActorSystem<?> system, Duration most) {
        if (isTakenOut(system) || isLast(system)) {
            return done();
        }
        ActorRef<Emptying.Command> emptying = system.systemActorOf(Emptying.create(), "emptying", Props.empty());
        return AskPattern.ask(emptying, Emptying.Begin::new, most, system.scheduler())
                .exceptionally(late -> {
                    LOG.warn("shutdown=users-moved event=not-all-moved after={}", most);
                    return Done.done();
                });
    }

    /**
     * Whether the others go on without this node, as after a split of the network that it has lost. It knows of no members by then, and
     * is not the last one for that.
     */
    private static boolean isTakenOut(ActorSystem<?> system) {
        return CoordinatedShutdown.get(system)
                .getShutdownReason()
                .filter(reason -> reason == CoordinatedShutdown.clusterDowningReason())
                .isPresent();
    }

    /** Whether no other node stays: those that are leaving as well take nothing over. */
    private static boolean isLast(ActorSystem<?> system) {
        Cluster cluster = Cluster.get(system);
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> !member.equals(cluster.selfMember()))
                .noneMatch(member -> STAYING.contains(member.status()));
    }

    private static CompletionStage<Done> done() {
        return CompletableFuture.completedFuture(Done.done());
    }

    private static CompletionStage<Done> tellUsers(ActorSystem<?> system, Users users, Duration drain) {
        ActorRef<Farewell.Command> farewell = system.systemActorOf(Farewell.create(users), "farewell", Props.empty());
        return AskPattern.ask(farewell, Farewell.Begin::new, drain, system.scheduler())
                .exceptionally(late -> {
                    LOG.warn("shutdown=users-told event=not-all-told after={}", drain);
                    return Done.done();
                });
    }

    /** Tells all user actors of this node that the service ends, some at a time, and says when all have answered. */
    private static final class Farewell {
        private final Users users;
        private final ActorRef<UserActor.Settled> answers;
        private final Deque<RegistrationId> left = new ArrayDeque<>();
        private int awaited;

        private Farewell(Users users, ActorRef<UserActor.Settled> answers) {
            this.users = users;
            this.answers = answers;
        }

        private sealed interface Command {}

        private record Begin(ActorRef<Done> replyTo) implements Command {}

        private record Here(ShardRegion.CurrentShardRegionState state, ActorRef<Done> replyTo) implements Command {}

        private record Answered() implements Command {}

        private static Behavior<Command> create(Users users) {
            return Behaviors.setup(context -> {
                Farewell farewell =
                        new Farewell(users, context.messageAdapter(UserActor.Settled.class, settled -> new Answered()));
                return Behaviors.receive(Command.class)
                        .onMessage(Begin.class, begin -> {
                            ActorRef<ShardRegion.CurrentShardRegionState> state = context.messageAdapter(
                                    ShardRegion.CurrentShardRegionState.class, s -> new Here(s, begin.replyTo()));
                            ClusterSharding.get(context.getSystem())
                                    .shardState()
                                    .tell(new GetShardRegionState(UserSharding.KEY, state));
                            return Behaviors.same();
                        })
                        .onMessage(Here.class, here -> {
                            here.state()
                                    .getShards()
                                    .forEach(shard -> shard.getEntityIds()
                                            .forEach(id -> farewell.left.add(RegistrationId.ofText(id))));
                            LOG.info("shutdown=users-told event=begun users={}", farewell.left.size());
                            return farewell.goOn(here.replyTo());
                        })
                        .build();
            });
        }

        private Behavior<Command> telling(ActorRef<Done> replyTo) {
            return Behaviors.receive(Command.class)
                    .onMessage(Answered.class, answered -> {
                        awaited--;
                        return goOn(replyTo);
                    })
                    .build();
        }

        private Behavior<Command> goOn(ActorRef<Done> replyTo) {
            while (awaited < AT_ONCE && !left.isEmpty()) {
                users.tell(left.removeFirst(), new UserActor.ServiceEnds(answers));
                awaited++;
            }
            if (awaited == 0) {
                LOG.info("shutdown=users-told event=done");
                replyTo.tell(Done.done());
                return Behaviors.stopped();
            }
            return telling(replyTo);
        }
    }
}
