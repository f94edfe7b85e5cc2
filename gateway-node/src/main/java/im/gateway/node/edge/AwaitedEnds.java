package im.gateway.node.edge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;

/** Who is to be told when certain edges have ended. Not thread-safe. */
final class AwaitedEnds {
    private final List<Waiting> waiting = new ArrayList<>();

    /** Somebody, and the edges that have not ended yet. */
    private record Waiting(Set<String> names, ActorRef<Done> replyTo) {}

    /** Tells it when all of these have ended; at once where there are none. */
    void await(Set<String> names, ActorRef<Done> replyTo) {
        if (names.isEmpty()) {
            replyTo.tell(Done.done());
        } else {
            waiting.add(new Waiting(new HashSet<>(names), replyTo));
        }
    }

    /** One has ended. */
    void ended(String name) {
        waiting.removeIf(one -> {
            one.names().remove(name);
            boolean over = one.names().isEmpty();
            if (over) {
                one.replyTo().tell(Done.done());
            }
            return over;
        });
    }
}
