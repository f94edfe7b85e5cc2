package im.gateway.node.user;

/** The place that sharding gave to a user actor. Used by the actor alone. */
@FunctionalInterface
public interface Home {
    /** Nobody needs the actor any more: it asks to be told {@link UserActor.Stop}. */
    void passivate();

    /**
     * The actor is about to end, or has ended: what comes for its user goes to where sharding has the next one. May be called again.
     * There is nothing to do where everything comes by way of sharding.
     */
    default void leave() {}
}
