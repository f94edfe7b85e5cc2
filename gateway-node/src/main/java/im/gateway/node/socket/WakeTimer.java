package im.gateway.node.socket;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of a session: set anew only when it has to come earlier, since most of what happens in a session moves its deadlines to
 * a later time. Whoever is woken too early says when to come again. Only used in the session's event loop; times are those of {@link
 * System#nanoTime}.
 */
public final class WakeTimer {
    private static final long NEVER = Long.MAX_VALUE;

    private final EventLoop loop;
    private final Runnable wake;
    private @Nullable ScheduledFuture<?> timer;
    private long at = NEVER;

    /**
     * A timer that is not set.
     *
     * @param wake run in the loop when the time has come; the timer is not set then
     */
    public WakeTimer(EventLoop loop, Runnable wake) {
        this.loop = loop;
        this.wake = wake;
    }

    /** Sees to it that it wakes at this time or earlier; {@link Long#MAX_VALUE} for never. */
    public void noLaterThan(long nanos) {
        if (nanos >= at) {
            return;
        }
        cancel();
        at = nanos;
        timer = loop.schedule(this::due, Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /** It wakes nobody until it is set again. */
    public void cancel() {
        if (timer != null) {
            timer.cancel(false);
        }
        at = NEVER;
    }

    private void due() {
        at = NEVER;
        wake.run();
    }
}
