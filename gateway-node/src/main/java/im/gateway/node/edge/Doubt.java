package im.gateway.node.edge;

import java.util.function.BooleanSupplier;

/**
 * Whether it is uncertain that this node is still a member of the cluster: then stanzas are kept and not handed on, since its user actors may be
 * ones that live elsewhere as well. Confined to its edge.
 */
final class Doubt {
    private final BooleanSupplier inDoubt;
    private boolean hasHeldBack;

    Doubt(BooleanSupplier inDoubt) {
        this.inDoubt = inDoubt;
    }

    boolean isThere() {
        return inDoubt.getAsBoolean();
    }

    /** Whether a stanza has to wait; {@link #hasEnded} will say when it has not any more. */
    boolean holdsBack() {
        boolean now = isThere();
        hasHeldBack |= now;
        return now;
    }

    /** Whether something has waited that need not wait any more; only once. */
    boolean hasEnded() {
        boolean ended = hasHeldBack && !isThere();
        hasHeldBack &= !ended;
        return ended;
    }
}
