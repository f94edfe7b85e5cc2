package im.gateway.node.cluster;

import im.gateway.node.edge.Users;
import im.gateway.node.user.Home;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The user actors, one for each registration id, spread over the nodes. */
public final class UserSharding {
    /** The name is in the messages between nodes: it stays. */
    public static final EntityTypeKey<UserActor.Command> KEY = EntityTypeKey.create(UserActor.Command.class, "user");

    private UserSharding() {}

    /**
     * Lets this node host user actors; the text of the registration id is the entity id.
     *
     * @param factory makes the actor of a registration
     * @param stop what an actor is told that has to move or to end
     * @return the way to all user actors, here and on other nodes
     */
    public static Users start(
            ActorSystem<?> system,
            BiFunction<RegistrationId, Home, Behavior<UserActor.Command>> factory,
            UserActor.Command stop) {
        HostedUsers hosted = HostedUsers.of(system);
        Entity<UserActor.Command, ShardingEnvelope<UserActor.Command>> entity = Entity.of(
                        KEY, context -> user(context, factory, hosted))
                .withStopMessage(stop)
                .withAllocationStrategy(PacedMoves.create(system));
        ActorRef<ShardingEnvelope<UserActor.Command>> region =
                ClusterSharding.get(system).init(entity);
        return (RegistrationId user, UserActor.Command command) -> {
            if (!hosted.tell(user, command)) {
                region.tell(new ShardingEnvelope<>(user.text(), command));
            }
        };
    }

    private static Behavior<UserActor.Command> user(
            EntityContext<UserActor.Command> entity,
            BiFunction<RegistrationId, Home, Behavior<UserActor.Command>> factory,
            HostedUsers hosted) {
        RegistrationId id = RegistrationId.ofText(entity.getEntityId());
        return Behaviors.setup(context -> {
            ActorRef<UserActor.Command> self = context.getSelf();
            Runnable passivate = () -> entity.getShard().tell(new ClusterSharding.Passivate<>(self));
            return factory.apply(id, hosted.settle(id, self, passivate));
        });
    }

    /** The shard that a user actor is in, as Pekko's default extractor has it. */
    static String shardOf(RegistrationId user, int shards) {
        return String.valueOf(Math.abs(user.text().hashCode() % shards));
    }
}
