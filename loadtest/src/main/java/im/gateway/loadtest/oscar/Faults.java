package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.LoginError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is wrong with the simulated network at present. Thread-safe: set by a test, read by the event loop. */
public final class Faults {
    private volatile @Nullable LoginError refusal;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean silent;
    private volatile boolean noAcks;
    private volatile double garbled;

    /** Refuses every login so; null for none. */
    public void refuseLogins(@Nullable LoginError error) {
        refusal = error;
    }

    /** Sends everything so much later. */
    public void delay(Duration duration) {
        delay = duration;
    }

    /** Keeps connections open and neither reads nor writes what they say, as a network that has lost its way does. */
    public void silent(boolean on) {
        silent = on;
    }

    /** Acknowledges no message. */
    public void noAcks(boolean on) {
        noAcks = on;
    }

    /** Spoils this part of the frames that are sent, 0 to 1. */
    public void garble(double part) {
        garbled = part;
    }

    /** Ends all of it. */
    public void none() {
        refusal = null;
        delay = Duration.ZERO;
        silent = false;
        noAcks = false;
        garbled = 0;
    }

    @Nullable
    LoginError refusal() {
        return refusal;
    }

    Duration delay() {
        return delay;
    }

    boolean isSilent() {
        return silent;
    }

    boolean withoutAcks() {
        return noAcks;
    }

    double garbled() {
        return garbled;
    }
}
