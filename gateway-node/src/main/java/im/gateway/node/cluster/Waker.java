package im.gateway.node.cluster;

import im.gateway.node.edge.Users;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import io.github.bucket4j.BlockingBucket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.GetClusterShardingStats;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the user actors whose login is to be there, when they have lost their node: after the start of the cluster, after the loss of a
 * node, and after shards have moved. One for the whole cluster. It reads the table of registrations and rouses the users of the
 * shards concerned, first those of shards that are nowhere; an actor that is awake makes nothing of it.
 *
 * <p>The nodes set the pace: only so many actors at a time may be on their way up, so that a user who is being written to, and whose
 * actor therefore starts by itself, never waits behind all the others.
 */
public final class Waker {
    private static final Logger LOG = LoggerFactory.getLogger(Waker.class);

    /** How often it is looked where the shards are: they also move without any change of the cluster's members. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Duration STATS_TIMEOUT = Duration.ofSeconds(1);

    /** A node that has been there for so long takes over from another one, whose users wait; the cluster is not just being started. */
    private static final Duration STARTED = Duration.ofSeconds(30);

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final Settings settings;
    private final RegistrationTable table;
    private final ShardHomes homes;
    private final BlockingBucket pace;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Rousing rousing;
    private final ActorRef<ShardRegion.ClusterShardingStats> stats;
    private boolean scanning;
    private boolean unsettled = true;

    private Waker(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Settings settings,
            RegistrationTable table,
            Users users) {
        this.context = context;
        this.timers = timers;
        this.settings = settings;
        this.table = table;
        this.homes = new ShardHomes(settings.shards());
        this.pace = LoginGate.bucket(settings.perSecond()).asBlocking();
        ActorRef<UserActor.Settled> awake =
                context.messageAdapter(UserActor.Settled.class, settled -> new Awake(settled.number()));
        this.rousing = new Rousing(users, awake);
        this.stats = context.messageAdapter(ShardRegion.ClusterShardingStats.class, Stats::new);
    }

    /**
     * How it wakes.
     *
     * @param shards how many there are
     * @param perSecond most actors woken in a second
     * @param settle time after somebody has joined before it begins
     */
    public record Settings(int shards, int perSecond, Duration settle) {}

    /** What it is told. */
    public sealed interface Command {}

    private enum Timer implements Command {
        LOOK,
        SETTLED
    }

    private record MembersChanged(ClusterEvent.MemberEvent event) implements Command {}

    private record Stats(ShardRegion.ClusterShardingStats stats) implements Command {}

    private record Asleep(RegistrationId user) implements Command {}

    private record Awake(long number) implements Command {}

    private record Scanned(
            Set<String> shards, long woken, @Nullable Throwable failure) implements Command {}

    public static Behavior<Command> create(Settings settings, RegistrationTable table, Users users) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            Waker waker = new Waker(context, timers, settings, table, users);
            ActorRef<ClusterEvent.MemberEvent> members =
                    context.messageAdapter(ClusterEvent.MemberEvent.class, MembersChanged::new);
            Cluster.get(context.getSystem())
                    .subscriptions()
                    .tell(Subscribe.create(members, ClusterEvent.MemberEvent.class));
            timers.startTimerWithFixedDelay(Timer.LOOK, LOOK_EVERY);
            if (context.getSystem().uptime()
                    < Math.max(STARTED.toSeconds(), settings.settle().toSeconds())) {
                waker.settleFirst();
            } else {
                waker.settled();
            }
            return waker.behavior();
        }));
    }

    private Behavior<Command> behavior() {
        return Behaviors.receive(Command.class)
                .onMessage(MembersChanged.class, m -> onMembers(m.event()))
                .onMessageEquals(Timer.SETTLED, this::settled)
                .onMessageEquals(Timer.LOOK, this::look)
                .onMessage(Stats.class, m -> onStats(m.stats()))
                .onMessage(Asleep.class, m -> {
                    rousing.rouse(m.user(), now());
                    return Behaviors.same();
                })
                .onMessage(Awake.class, m -> {
                    rousing.awake(m.number());
                    return Behaviors.same();
                })
                .onMessage(Scanned.class, this::onScanned)
                .onSignal(PostStop.class, signal -> {
                    over.set(true);
                    rousing.end();
                    return Behaviors.same();
                })
                .build();
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    /**
     * Users who lost their node are woken at once, and without asking where shards are now: the sharding would wait a second for the answer
     * of the lost node. Those whose shards move to a new one can wait for the others of its burst.
     */
    private Behavior<Command> onMembers(ClusterEvent.MemberEvent event) {
        if (!(event instanceof ClusterEvent.MemberRemoved removed)) {
            return settleFirst();
        }
        Set<String> lost = removed.previousStatus().equals(MemberStatus.down())
                ? homes.lost(removed.member().address().toString())
                : Set.of();
        if (!scanning && !lost.isEmpty()) {
            scan(lost);
        }
        return settled();
    }

    private Behavior<Command> settleFirst() {
        unsettled = true;
        timers.startSingleTimer(Timer.SETTLED, settings.settle());
        return Behaviors.same();
    }

    private Behavior<Command> settled() {
        unsettled = false;
        timers.cancel(Timer.SETTLED);
        return look();
    }

    private Behavior<Command> look() {
        rousing.again(now());
        ClusterSharding.get(context.getSystem())
                .shardState()
                .tell(new GetClusterShardingStats(UserSharding.KEY, STATS_TIMEOUT, stats));
        return Behaviors.same();
    }

    private Behavior<Command> onStats(ShardRegion.ClusterShardingStats now) {
        if (now.getRegions().isEmpty()) {
            // Not all nodes have answered in time. That says nothing of where the shards are: a node that is gone is
            // told
            // by the cluster.
            return Behaviors.same();
        }
        Map<String, String> where = whereShardsAre(now);
        homes.see(where);
        if (!scanning && !unsettled) {
            Set<String> next = homes.next(where.keySet());
            if (!next.isEmpty()) {
                scan(next);
            }
        }
        return Behaviors.same();
    }

    /** Shard to node; also of shards that were too busy to say how many actors they have. */
    static Map<String, String> whereShardsAre(ShardRegion.ClusterShardingStats now) {
        Map<String, String> where = new HashMap<>();
        now.getRegions().forEach((node, region) -> {
            region.getStats().keySet().forEach(shard -> where.put(shard, node.toString()));
            region.getFailed().forEach(shard -> where.put(shard, node.toString()));
        });
        return where;
    }

    private void scan(Set<String> shards) {
        scanning = true;
        LOG.info("waker=scan event=begun shards={}", shards.size());
        ActorRef<Command> self = context.getSelf();
        AtomicLong woken = new AtomicLong();
        context.pipeToSelf(
                table.scan(row -> {
                    boolean concerned =
                            row.wanted() && shards.contains(UserSharding.shardOf(row.id(), settings.shards()));
                    if (concerned && !over.get()) {
                        pace.consumeUninterruptibly(1);
                        rousing.awaitRoom();
                        self.tell(new Asleep(row.id()));
                        woken.incrementAndGet();
                    }
                }),
                (done, failure) -> new Scanned(shards, woken.get(), failure));
    }

    private Behavior<Command> onScanned(Scanned scanned) {
        scanning = false;
        if (scanned.failure() == null) {
            LOG.info(
                    "waker=scan event=done shards={} woken={}", scanned.shards().size(), scanned.woken());
            homes.woken(scanned.shards());
            return look();
        }
        // The shards stay asleep: the next look begins again.
        LOG.warn(
                "waker=scan event=failed woken={} retry-in={} reason=\"{}\"",
                scanned.woken(),
                LOOK_EVERY,
                scanned.failure().toString());
        return Behaviors.same();
    }
}
