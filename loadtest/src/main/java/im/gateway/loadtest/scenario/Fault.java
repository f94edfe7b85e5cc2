package im.gateway.loadtest.scenario;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that goes wrong at a given time.
 *
 * @param at after the beginning of what is measured
 * @param node of the gateway, from 1; 0 for what concerns none
 */
public record Fault(Duration at, What what, int node) {
    /** What goes wrong. */
    public enum What {
        /** The node's process is killed (SIGKILL). */
        KILL(true),
        /** The node's process is asked to end (SIGTERM), as in a rolling upgrade. */
        STOP(true),
        /** The node is started again, or anew. */
        START(true),
        /** The node is halted (SIGSTOP): its connections stay open and nothing answers. */
        PAUSE(true),
        /** A halted node goes on (SIGCONT). */
        RESUME(true),
        /** The node is cut off from all that are not: silence both ways, nothing is refused. */
        PARTITION(true),
        /** A node that was cut off is linked again. */
        MEND(true),
        /** All nodes are killed at once, and started again one after the other. */
        RESTART_ALL(false),
        /** The legacy network closes every connection; the simulated one only. */
        DROP_LEGACY(false),
        /** The XMPP server closes every stream; the played one only. */
        DROP_XMPP(false);

        private final boolean ofNode;

        What(boolean ofNode) {
            this.ofNode = ofNode;
        }

        /** Whether it concerns one node. */
        public boolean isOfNode() {
            return ofNode;
        }

        /** As it is written in scenarios: {@code restart-all}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** For people: {@code kill node-2}. */
    @Override
    public String toString() {
        return what.word() + (what.isOfNode() ? " node-" + node : "");
    }
}
