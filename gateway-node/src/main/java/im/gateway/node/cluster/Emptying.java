package im.gateway.node.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that is about to leave says so to the coordinator of the shards, by being listed, and waits until none is left on it. It is
 * still a member meanwhile: of one that leaves, a new coordinator no longer knows the shards.
 */
final class Emptying {
    /** The name is in the messages between nodes: it stays. */
    static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "emptying");

    private static final Logger LOG = LoggerFactory.getLogger(Emptying.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private Emptying() {}

    /** What it is told. */
    sealed interface Command {}

    /** Say when it is so. */
    record Begin(ActorRef<Done> replyTo) implements Command {}

    private record Listed(Receptionist.Listing listing) implements Command {}

    private record Here(ShardRegion.CurrentShardRegionState state, ActorRef<Done> replyTo) implements Command {}

    private record Look(ActorRef<Done> replyTo) implements Command {}

    /** Tells which nodes are being emptied, whenever that changes; on the actor's thread. */
    static Behavior<Command> watch(Consumer<Set<Address>> changed) {
        return Behaviors.setup(context -> {
            ActorRef<Receptionist.Listing> listings = context.messageAdapter(Receptionist.Listing.class, Listed::new);
            context.getSystem().receptionist().tell(Receptionist.subscribe(KEY, listings));
            Address self = Cluster.get(context.getSystem()).selfMember().address();
            return Behaviors.receive(Command.class)
                    .onMessage(Listed.class, listed -> {
                        Set<Address> nodes = new HashSet<>();
                        for (ActorRef<Command> ref : listed.listing().getAllServiceInstances(KEY)) {
                            Address address = ref.path().address();
                            nodes.add(address.hasLocalScope() ? self : address);
                        }
                        changed.accept(Set.copyOf(nodes));
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    static Behavior<Command> create() {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> Behaviors.receive(Command.class)
                .onMessage(Begin.class, begin -> {
                    context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
                    return look(context, begin.replyTo());
                })
                .onMessage(Look.class, look -> look(context, look.replyTo()))
                .onMessage(Here.class, here -> judge(timers, here))
                .build()));
    }

    private static Behavior<Command> look(ActorContext<Command> context, ActorRef<Done> replyTo) {
        ActorRef<ShardRegion.CurrentShardRegionState> state =
                context.messageAdapter(ShardRegion.CurrentShardRegionState.class, s -> new Here(s, replyTo));
        ClusterSharding.get(context.getSystem()).shardState().tell(new GetShardRegionState(UserSharding.KEY, state));
        return Behaviors.same();
    }

    private static Behavior<Command> judge(TimerScheduler<Command> timers, Here here) {
        // One that was too busy to say what is in it is there as well, if it has not just moved: the next look tells.
        int shards = here.state().getShards().size() + here.state().getFailed().size();
        LOG.debug("shutdown=users-moved shards-left={}", shards);
        if (shards == 0) {
            LOG.info("shutdown=users-moved event=done");
            // It stays listed, so that no shard comes back until the node has left.
            here.replyTo().tell(Done.done());
            return Behaviors.same();
        }
        timers.startSingleTimer(new Look(here.replyTo()), LOOK_EVERY);
        return Behaviors.same();
    }
}
