package im.gateway.node.user;

import im.gateway.persistence.RegistrationId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what users were told where it outlives their actor and its node. It is no disk: passing presence is not stored (design,
 * decision 1), and who loses all nodes at once is told everything anew. Thread-safe; no method blocks.
 */
public interface ToldLedger {
    /** A ledger that remembers nothing. */
    ToldLedger NONE = new ToldLedger() {
        @Override
        public void keep(RegistrationId user, Told told) {}

        @Override
        public void release(RegistrationId user) {}

        @Override
        public void recall(RegistrationId user, Consumer<@Nullable Told> answer) {
            answer.accept(null);
        }
    };

    /** Keeps it in place of what was kept before; {@link Told#NOTHING} forgets the user. */
    void keep(RegistrationId user, Told told);

    /** The user's actor ends here; what was kept last stays. */
    void release(RegistrationId user);

    /**
     * Finds what was kept last, within a second.
     *
     * @param answer called once, on any thread; with null where nothing was found
     */
    void recall(RegistrationId user, Consumer<@Nullable Told> answer);
}
