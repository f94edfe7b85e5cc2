package im.gateway.node.edge;

import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;

/** The way to user actors, wherever in the cluster they are. Thread-safe; nothing is promised about the arrival. */
@FunctionalInterface
public interface Users {
    void tell(RegistrationId user, UserActor.Command command);
}
