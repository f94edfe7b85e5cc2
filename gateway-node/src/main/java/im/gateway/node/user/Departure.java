package im.gateway.node.user;

import im.gateway.persistence.RegistrationId;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an actor ends that sharding wants gone: at once where nothing is under way; otherwise when the outcomes are certain of what was
 * given to the network, to a stream and to the journal, and the network has said what it had to say before the logout. Confined to the
 * user actor.
 */
final class Departure {
    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

    private final RegistrationId id;
    private final TimerScheduler<UserActor.Command> timers;
    private final Inbox inbox;
    private final WayOut wayOut;
    private final LegacyLink legacy;
    private final UserStore store;
    private final Leaving leaving;

    Departure(
            RegistrationId id,
            TimerScheduler<UserActor.Command> timers,
            Inbox inbox,
            WayOut wayOut,
            LegacyLink legacy,
            UserStore store,
            Leaving leaving) {
        this.id = id;
        this.timers = timers;
        this.inbox = inbox;
        this.wayOut = wayOut;
        this.legacy = legacy;
        this.store = store;
        this.leaving = leaving;
    }

    /** Begins it, once; {@link Notice.Leave} says from now on when to look again. */
    void begin() {
        if (!leaving.hasBegun()) {
            leaving.begin();
            timers.startTimerWithFixedDelay(Leaving.LOOK, new Notice.Leave(false), Leaving.LOOK);
            timers.startSingleTimer(Leaving.MOST, new Notice.Leave(true), Leaving.MOST);
            LOG.debug(
                    "user={} event=leaving unsettled={}", id, inbox.unsettled().size());
        }
    }

    /**
     * Logs out as soon as nothing is under way.
     *
     * @param busy whether a decision is under way, or waits
     * @param overdue whether the time for it has passed
     * @param loggedOut called, on any thread, when the network has said all that it had to say
     * @return whether the actor is to end now
     */
    boolean goOn(boolean busy, boolean overdue, Runnable loggedOut) {
        boolean isQuiet = !busy && legacy.isSettled() && store.isClean() && wayOut.unwritten() == 0;
        if (isQuiet && leaving.beginLogout()) {
            logOut(loggedOut);
        }
        boolean done = isQuiet && leaving.isLoggedOut();
        if (!done && overdue) {
            LOG.warn(
                    "user={} event=left-early unsettled={} unwritten={}",
                    id,
                    inbox.unsettled().size(),
                    wayOut.unwritten());
        }
        return done || overdue;
    }

    /** What the network has said until then is still heard, since nobody else will. */
    private void logOut(Runnable loggedOut) {
        if (legacy.isOpen()) {
            legacy.leave(loggedOut);
        } else {
            leaving.loggedOut();
        }
    }

    /** The next actor logs in again without being asked, where that is wanted, and goes on with what this one could not finish. */
    void comeBackElsewhere(boolean wanted, BiConsumer<RegistrationId, UserActor.Command> users) {
        if (!leaving.hasBegun()) {
            return;
        }
        if (wanted) {
            users.accept(id, new UserActor.Wake());
        }
        Consumer<UserActor.FromXmpp> next = in -> users.accept(id, in);
        leaving.handOn(inbox, next);
    }
}
