package im.gateway.node.edge;

import im.gateway.persistence.RegistrationId;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What the edges of a node and its {@link Standby} have to know of each other. Thread-safe. */
final class Safekeeping {
    private volatile @Nullable Keeper keeper;
    /** Of how many dead streams there are older stanzas for a user. */
    private final ConcurrentMap<RegistrationId, Integer> heldBack = new ConcurrentHashMap<>();

    /** Another node, which keeps copies of what has no outcome here. Nothing is promised about the arrival. */
    interface Keeper {
        /** Keep this one as well; those of one user come in order. */
        void keep(String stream, Window.Entry entry);

        /** These have an outcome, or their senders an answer. */
        void forget(String stream, Collection<Long> numbers);
    }

    /** Who keeps copies now, null for nobody. Another object means that it has none of what the one before had. */
    @Nullable
    Keeper keeper() {
        return keeper;
    }

    void keeper(@Nullable Keeper next) {
        keeper = next;
    }

    /** Whether this user's stanzas have to wait: older ones are on their way from a stream that died. */
    boolean isHeldBack(RegistrationId user) {
        return heldBack.containsKey(user);
    }

    void holdBack(RegistrationId user) {
        heldBack.merge(user, 1, Integer::sum);
    }

    /** Once for each {@link #holdBack}. */
    void release(RegistrationId user) {
        heldBack.computeIfPresent(user, (u, streams) -> streams == 1 ? null : streams - 1);
    }
}
