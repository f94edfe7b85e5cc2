package im.gateway.node.user;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * How the session ends of an actor whose node may be taken out of the cluster: in order, since the network goes on speaking until it has
 * read that the session ends, and nobody else hears that. Where the process has stood still, another node may have logged in meanwhile:
 * until it is known that this is not so, what the session has said waits, and so does all else that would be done for the user unasked.
 * Confined to the user actor.
 */
final class Withdrawal {
    /**
     * A network that is there ends the session sooner. The split brain resolver decides 1.5 s after the session was to end
     * ({@code Retreat}), and by then what was heard is to be in the journal.
     */
    static final Duration MOST = Duration.ofMillis(700);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final TimerScheduler<UserActor.Command> timers;
    private final LegacyLink legacy;
    private final BooleanSupplier stoodStill;
    private final Consumer<Notice> self;
    private boolean begun;
    private boolean inDoubt;

    /** @param stoodStill as in {@link UserEnvironment} */
    Withdrawal(
            TimerScheduler<UserActor.Command> timers,
            LegacyLink legacy,
            BooleanSupplier stoodStill,
            Consumer<Notice> self) {
        this.timers = timers;
        this.legacy = legacy;
        this.stoodStill = stoodStill;
        this.self = self;
    }

    /**
     * Says to the network that the session ends, once; {@link Notice.SessionLeft} comes behind all that it still says.
     *
     * @param session its number, 0 for none
     */
    void begin(long session) {
        if (begun) {
            return;
        }
        begun = true;
        if (legacy.isOpen()) {
            timers.startSingleTimer(new Notice.LeaveOverdue(), MOST);
        }
        legacy.leave(() -> self.accept(new Notice.SessionLeft(session)));
    }

    /** The session is over. */
    void ended() {
        begun = false;
        timers.cancel(new Notice.LeaveOverdue());
    }

    /** Whether this has to wait until {@link #isKnown}, as does all of its kind that comes behind it. */
    boolean holdsBack(UserActor.Command command) {
        boolean isUnasked = command instanceof Notice.FromSession
                || command instanceof Notice.SessionLeft
                || command instanceof Notice.LoginPermitted
                || command instanceof Notice.TimerOut;
        if (isUnasked && !inDoubt && stoodStill.getAsBoolean()) {
            inDoubt = true;
            lookAgain();
        }
        return isUnasked && inDoubt;
    }

    /** Whether something may wait that {@link #holdsBack}. */
    boolean isInDoubt() {
        return inDoubt;
    }

    /** Whether the user is at home here after all, so that what has waited may go on; otherwise it is looked again. */
    boolean isKnown() {
        inDoubt = stoodStill.getAsBoolean();
        if (inDoubt) {
            lookAgain();
        }
        return !inDoubt;
    }

    private void lookAgain() {
        timers.startSingleTimer(new Notice.LookAgain(), LOOK);
    }
}
