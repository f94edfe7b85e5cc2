package im.gateway.node.cluster;

import im.gateway.node.user.UserActor;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that sees itself on the side that a split of the network will take out ends the legacy sessions of its users before that: when Pekko
 * takes the node out it stops all actors in one moment, and what the sessions have just been told and the journal has not stored yet would
 * be lost. Until it is taken out, or sees the others again, it logs nobody in.
 *
 * <p>A node that stood still for long may have been taken out meanwhile, and its users may be logged in elsewhere: it has to find that out before it
 * acts for them. So it is on the retreat from the first moment after the standstill, in which it says to the networks that its sessions end, so that
 * these say no more to them; and what the sessions hear is kept back until it is known that nobody else is at home to these users.
 */
public final class Retreat implements Extension {
    private static final Logger LOG = LoggerFactory.getLogger(Retreat.class);

    /**
     * How long it has to look like that: half of the stable-after of pekko.conf, after which the decision falls. A node that stood still sees
     * the others again after a moment.
     */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final Duration LOOK = Duration.ofMillis(100);

    /**
     * A node may be taken out that has stood still for so long: it is suspected 1.5 s after it has begun at the earliest, since the last
     * heartbeat may be 0.5 s old by then, and taken out 3 s later (pekko.conf).
     */
    static final Duration STANDSTILL = Duration.ofMillis(4500);

    /** After a standstill the others tell within less than that, once they have been reached again, that the node was taken out. */
    private static final Duration PROOF = Duration.ofSeconds(2);

    private static final Set<MemberStatus> COUNTED =
            Set.of(MemberStatus.up(), MemberStatus.leaving(), MemberStatus.exiting());

    /** Completed while the node is not on the retreat; only its {@link Watcher} changes it. */
    private volatile CompletableFuture<Void> over = CompletableFuture.completedFuture(null);

    private final LongSupplier millis;
    /** When the watcher last looked: it does not while the process stands still. */
    private volatile long lookedAt = Long.MAX_VALUE;
    /** Whether it is not known yet what has come to pass during a standstill. */
    private volatile boolean unsure;
    /** Whether there was nobody, when the watcher last looked, who could take this node out. */
    private volatile boolean alone = true;

    /** @param millis a clock that never goes back, nor stands still */
    Retreat(LongSupplier millis) {
        this.millis = millis;
    }

    /** That of a node. */
    public static Retreat of(ActorSystem<?> system) {
        return system.registerExtension(Id.INSTANCE);
    }

    /** Watches the cluster from now on. */
    public static void start(ActorSystem<?> system) {
        Retreat retreat = of(system);
        Cluster cluster = Cluster.get(system);
        HostedUsers users = HostedUsers.of(system);
        Behavior<Look> watcher =
                Watcher.create(retreat, () -> standOf(cluster), () -> users.tellAll(new UserActor.CutOff()));
        // A dispatcher full of work is no standstill.
        system.systemActorOf(watcher, "retreat", DispatcherSelector.fromConfig("pekko.actor.internal-dispatcher"));
    }

    /** Completes as soon as users may be logged in. */
    public CompletionStage<Void> whenOver() {
        return over.copy();
    }

    /** Whether the node waits to be taken out. */
    public boolean isUnderWay() {
        return !over.isDone() || hasStoodStill();
    }

    /** Whether the process has stood still for so long that its users may be at home elsewhere, and nothing else is known yet. */
    public boolean hasStoodStill() {
        return unsure || (!alone && millis.getAsLong() - lookedAt >= STANDSTILL.toMillis());
    }

    private boolean begin() {
        if (over.isDone()) {
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

    /** What this node makes of the cluster. */
    private static Stand standOf(Cluster cluster) {
        MemberStatus self = cluster.selfMember().status();
        if (self.equals(MemberStatus.down()) || self.equals(MemberStatus.removed())) {
            return Stand.TAKEN_OUT;
        }
        ClusterEvent.CurrentClusterState state = cluster.state();
        Set<Member> all =
                StreamSupport.stream(state.getMembers().spliterator(), false).collect(Collectors.toSet());
        if (all.size() <= 1) {
            return Stand.ALONE;
        }
        return isLosing(all, state.getUnreachable()) ? Stand.LOSING : Stand.SAFE;
    }

    /** How this node stands in the cluster. */
    enum Stand {
        /** It is the only member, or none: who joins has to ask it. */
        ALONE,
        SAFE,
        LOSING,
        /** It knows no members any more, and there is no way back. */
        TAKEN_OUT
    }

    /** Time to look again. */
    enum Look {
        NOW
    }

    /**
     * Looks at the cluster every tenth of a second. An event of the cluster comes before the cluster's state shows it: who looks at the state only
     * then may see one that has passed, and hears nothing more.
     */
    static final class Watcher {
        private final Retreat retreat;
        private final Supplier<Stand> stand;
        private final Runnable endSessions;
        private boolean losing;
        private long losingSince;
        private long sureAt = Long.MIN_VALUE;

        private Watcher(Retreat retreat, Supplier<Stand> stand, Runnable endSessions) {
            this.retreat = retreat;
            this.stand = stand;
            this.endSessions = endSessions;
        }

        static Behavior<Look> create(Retreat retreat, Supplier<Stand> stand, Runnable endSessions) {
            return Behaviors.withTimers(timers -> {
                timers.startTimerWithFixedDelay(Look.NOW, LOOK);
                Watcher watcher = new Watcher(retreat, stand, endSessions);
                return Behaviors.receiveMessage(look -> watcher.look());
            });
        }

        private Behavior<Look> look() {
            long now = retreat.millis.getAsLong();
            long still = now - retreat.lookedAt;
            Stand here = stand.get();
            if (still >= STANDSTILL.toMillis() && here != Stand.ALONE) {
                stoodStill(still, now);
            }
            retreat.lookedAt = now;
            retreat.alone = here == Stand.ALONE;
            switch (here) {
                case ALONE, SAFE -> {
                    losing = false;
                    if (now >= sureAt) {
                        retreat.unsure = false;
                        over();
                    }
                }
                case LOSING -> {
                    losingSince = losing ? losingSince : now;
                    losing = true;
                    if (now - losingSince >= PATIENCE.toMillis() && retreat.begin()) {
                        LOG.warn("event=retreat reason=\"the side that is reached will be taken out\"");
                        endSessions.run();
                    }
                }
                case TAKEN_OUT -> {}
            }
            return Behaviors.same();
        }

        private void stoodStill(long still, long now) {
            retreat.unsure = true;
            sureAt = now + PROOF.toMillis();
            if (retreat.begin()) {
                LOG.warn(
                        "event=retreat reason=\"the process stood still for {} ms and may have been taken out\"",
                        still);
                endSessions.run();
            }
        }

        private void over() {
            if (!retreat.over.isDone()) {
                LOG.info("event=retreat-over");
                retreat.end();
            }
        }
    }

    private static final class Id extends ExtensionId<Retreat> {
        private static final Id INSTANCE = new Id();

        @Override
        public Retreat createExtension(ActorSystem<?> system) {
            return new Retreat(() -> System.nanoTime() / 1_000_000);
        }
    }
}
