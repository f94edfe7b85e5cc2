package im.gateway.node.user;

import im.gateway.node.log.Trace;
import im.gateway.node.log.Traced;
import im.gateway.node.metrics.DomainMetrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of each input: it is decided, the events of the decision are stored, and then its effects are carried out. Holds the user's
 * volatile state. Confined to the user actor.
 */
final class Decisions {
    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final UserRules rules;
    private final UserStore store;
    private final Performer performer;
    private final Recollection recollection;
    private final DomainMetrics metrics;

    private Live live = Live.INITIAL;

    /** The decision whose events are being stored, what it was made for, and what is logged about it; null when none is. */
    private @Nullable Pending pending;

    private boolean quiet;

    private record Pending(
            Input input, Decision decision, @Nullable Traced cause) {}

    Decisions(UserRules rules, UserStore store, Performer performer, Recollection recollection, DomainMetrics metrics) {
        this.rules = rules;
        this.store = store;
        this.performer = performer;
        this.recollection = recollection;
        this.metrics = metrics;
    }

    Live live() {
        return live;
    }

    /** Whether nothing can be decided now: the record is not known, or a decision is being stored. */
    boolean isBusy() {
        return pending != null || recollection.isUnderWay() || !store.isReady();
    }

    /** Whether nothing was decided since this was asked last. */
    boolean wereNone() {
        boolean none = quiet;
        quiet = true;
        return none;
    }

    /** Decides, where the one before is carried out ({@link #isBusy}). */
    void handle(Input input) {
        quiet = false;
        Decision decision = UserDecider.decide(rules, store.record(), live, input);
        if (decision.events().isEmpty()) {
            commit(decision);
        } else if (UserStore.mayWait(decision.events())) {
            store.aside(decision.events());
            commit(decision);
        } else if (store.isDown()) {
            handle(new Input.StoreFailed(input));
        } else {
            pending = new Pending(input, decision, Trace.subject());
            store.store(decision.events());
        }
    }

    /** As {@link #handle}, where there is anything to decide. */
    void handleIfAny(@Nullable Input input) {
        if (input != null) {
            handle(input);
        }
    }

    /**
     * What became of the events that were being stored.
     *
     * @return whether a decision waited for this, so that what waits behind it may go on
     */
    boolean stored(UserStore.Outcome outcome) {
        Pending done = pending;
        if (outcome == UserStore.Outcome.NONE || done == null) {
            return false;
        }
        pending = null;
        Traced before = Trace.begin(done.cause());
        try {
            goOn(done, outcome);
        } finally {
            Trace.end(before);
        }
        return true;
    }

    private void goOn(Pending done, UserStore.Outcome outcome) {
        if (outcome == UserStore.Outcome.STORED) {
            commit(done.decision());
        } else {
            metrics.notStored();
            LOG.warn(
                    "user={} outcome=not-stored input={}",
                    rules.id(),
                    done.input().getClass().getSimpleName());
            handle(new Input.StoreFailed(done.input()));
        }
    }

    private void commit(Decision decision) {
        boolean sameTold = live.tellsAs(decision.live());
        live = decision.live();
        decision.effects().forEach(performer::perform);
        if (!live.held().isEmpty()) {
            performer.hurryLogin();
        }
        if (!sameTold) {
            recollection.keep(live);
        }
    }
}
