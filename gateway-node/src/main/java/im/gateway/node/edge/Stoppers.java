package im.gateway.node.edge;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;

/** Those who have asked an edge to stop, and are told once as soon as its stream has ended. Confined to the edge. */
final class Stoppers {
    private final List<ActorRef<Done>> waiting = new ArrayList<>();
    private boolean ended;

    void add(ActorRef<Done> stopper) {
        if (ended) {
            stopper.tell(Done.done());
        } else {
            waiting.add(stopper);
        }
    }

    /** There is no stream any more: another node may open one. */
    void streamEnded() {
        ended = true;
        waiting.forEach(stopper -> stopper.tell(Done.done()));
        waiting.clear();
    }
}
