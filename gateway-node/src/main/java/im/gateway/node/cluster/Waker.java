package im.gateway.node.cluster;

import im.gateway.node.edge.Users;
import im.gateway.node.user.UserActor;
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
 * node, and after shards have moved. One for the whole cluster. It reads the table of registrations and sends
 * {@link UserActor.Wake} at a measured pace; an actor that is awake makes nothing of it.
 */
public final class Waker {
    private static final Logger LOG = LoggerFactory.getLogger(Waker.class);

    /** How often it is looked where the shards are: they also move without any change of the cluster's members. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    private static final Duration STATS_TIMEOUT = Duration.ofSeconds(2);

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final Settings settings;
    private final RegistrationTable table;
    private final Users users;
    private final ShardHomes homes;
    private final BlockingBucket pace;
    private final AtomicBoolean over = new AtomicBoolean();
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
        this.users = users;
        this.homes = new ShardHomes(settings.shards());
        this.pace = LoginGate.bucket(settings.perSecond()).asBlocking();
        this.stats = context.messageAdapter(ShardRegion.ClusterShardingStats.class, Stats::new);
    }

    /**
     * How it wakes.
     *
     * @param shards how many there are
     * @param perSecond most actors woken in a second
     * @param settle time without a change of the cluster before it begins
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
            waker.settleFirst();
            return waker.behavior();
        }));
    }

    private Behavior<Command> behavior() {
        return Behaviors.receive(Command.class)
                .onMessage(MembersChanged.class, m -> settleFirst())
                .onMessageEquals(Timer.SETTLED, () -> {
                    unsettled = false;
                    return look();
                })
                .onMessageEquals(Timer.LOOK, this::look)
                .onMessage(Stats.class, m -> onStats(m.stats()))
                .onMessage(Scanned.class, this::onScanned)
                .onSignal(PostStop.class, signal -> {
                    over.set(true);
                    return Behaviors.same();
                })
                .build();
    }

    /** One waking for a burst of changes. */
    private Behavior<Command> settleFirst() {
        unsettled = true;
        timers.startSingleTimer(Timer.SETTLED, settings.settle());
        return Behaviors.same();
    }

    private Behavior<Command> look() {
        ClusterSharding.get(context.getSystem())
                .shardState()
                .tell(new GetClusterShardingStats(UserSharding.KEY, STATS_TIMEOUT, stats));
        return Behaviors.same();
    }

    private Behavior<Command> onStats(ShardRegion.ClusterShardingStats now) {
        Map<String, String> where = new HashMap<>();
        now.getRegions()
                .forEach((node, region) ->
                        region.getStats().keySet().forEach(shard -> where.put(shard, node.toString())));
        homes.see(where);
        Set<String> asleep = homes.asleep();
        if (!scanning && !unsettled && !asleep.isEmpty()) {
            scan(asleep);
        }
        return Behaviors.same();
    }

    private void scan(Set<String> shards) {
        scanning = true;
        LOG.info("waker=scan event=begun shards={}", shards.size());
        AtomicLong woken = new AtomicLong();
        context.pipeToSelf(
                table.scan(row -> {
                    boolean concerned =
                            row.wanted() && shards.contains(UserSharding.shardOf(row.id(), settings.shards()));
                    if (concerned && !over.get()) {
                        pace.consumeUninterruptibly(1);
                        users.tell(row.id(), new UserActor.Wake());
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
        } else {
            // The shards stay asleep: the next look begins again.
            LOG.warn(
                    "waker=scan event=failed woken={} retry-in={} reason=\"{}\"",
                    scanned.woken(),
                    LOOK_EVERY,
                    scanned.failure().toString());
        }
        return Behaviors.same();
    }
}
