package im.gateway.node.user;

import im.gateway.persistence.RegistrationId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the user was told, as the {@link ToldLedger} has it: asked for before anything is decided for a user whose login is wanted, and
 * kept whenever it changes. Confined to the user actor.
 */
final class Recollection {
    private final ToldLedger ledger;
    private final RegistrationId id;
    private boolean underWay;
    private @Nullable Told kept = Told.NOTHING;

    Recollection(ToldLedger ledger, RegistrationId id) {
        this.ledger = ledger;
        this.id = id;
    }

    /** Whether it is being found out what the user was told before. */
    boolean isUnderWay() {
        return underWay;
    }

    /**
     * Begins to find out.
     *
     * @param answer called once, on any thread; {@link #ended} is to follow, in the actor
     */
    void begin(Consumer<@Nullable Told> answer) {
        underWay = true;
        ledger.recall(id, answer);
    }

    /** It is known now; null for that it cannot be known. */
    void ended(@Nullable Told told) {
        underWay = false;
        kept = told;
    }

    /** Keeps what the user has been told by now, where the ledger has something else. */
    void keep(Live live) {
        Told now = Told.of(live);
        if (now != null && !now.equals(kept)) {
            ledger.keep(id, now);
            kept = now;
        }
    }

    /** The actor ends; what was kept last stays for the next one. */
    void release() {
        ledger.release(id);
    }
}
