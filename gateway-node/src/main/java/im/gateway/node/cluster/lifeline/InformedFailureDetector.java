package im.gateway.node.cluster.lifeline;

import com.typesafe.config.Config;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.event.EventStream;
import org.apache.pekko.remote.PhiAccrualFailureDetector;

/**
 * Pekko's failure detector, which is also told of the nodes that were found dead: a member that is down is removed when it is
 * unreachable as well, and missing its heartbeats takes three seconds of the ten that a failover may take. Named in
 * {@code pekko.cluster.failure-detector.implementation-class}; Pekko makes one for each node that it watches.
 */
public final class InformedFailureDetector extends PhiAccrualFailureDetector {
    /** By the event stream, which is all of its actor system that a detector is shown; several systems may be in one process. */
    private static final Map<EventStream, Set<String>> DEAD = Collections.synchronizedMap(new WeakHashMap<>());

    private final Set<String> dead;
    private volatile String address = "";

    /** Made by Pekko. */
    public InformedFailureDetector(Config config, EventStream events) {
        super(config, events);
        dead = deadOf(events);
    }

    /** The addresses of the dead nodes of an actor system, to be changed by its lifeline. */
    static Set<String> deadOf(EventStream events) {
        return DEAD.computeIfAbsent(events, e -> ConcurrentHashMap.newKeySet());
    }

    @Override
    public void setAddress(String watched) {
        super.setAddress(watched);
        address = watched;
    }

    @Override
    public boolean isAvailable() {
        return !dead.contains(address) && super.isAvailable();
    }
}
