package im.gateway.node.user;

import im.gateway.persistence.UserEvent;
import java.util.List;

/**
 * What is to come of an input.
 *
 * @param events facts to be stored, before anything else happens
 * @param live the user's volatile state from then on
 * @param effects what is to be done then, in order
 */
record Decision(List<UserEvent> events, Live live, List<Effect> effects) {
    Decision {
        events = List.copyOf(events);
        effects = List.copyOf(effects);
    }
}
