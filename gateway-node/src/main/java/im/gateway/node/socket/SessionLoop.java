package im.gateway.node.socket;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SessionName;
import im.gateway.node.log.Trace;
import im.gateway.node.log.Traced;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session in its event loop, which many sessions share: what is asked of it, on any thread, is done there, and so is what its one timer
 * is for. Once it has been left, nobody is told of its end but who left it.
 */
public final class SessionLoop implements LegacySession {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLoop.class);

    private final SessionName name;
    private final EventLoop loop;
    private final LegacyEvents events;
    private final Duration patience;
    private final Body body;
    private final WakeTimer timer;
    /** Told when the session that has been left is over. */
    private @Nullable Runnable left;

    /**
     * A session that nothing is asked of yet.
     *
     * @param patience how long the network has to end a session that has been left, which it does when it has read all that came before
     */
    public SessionLoop(SessionName name, EventLoop loop, LegacyEvents events, Duration patience, Body body) {
        this.name = name;
        this.loop = loop;
        this.events = events;
        this.patience = patience;
        this.body = body;
        this.timer = new WakeTimer(loop, this::tick);
    }

    /** What a network puts into it: a pure core with its sockets. Called in the event loop only. */
    public interface Body {
        /** Begins to connect. */
        void connect();

        void command(LegacyCommand command);

        /** Says good-bye, and wants the connection closed. */
        void quit();

        /**
         * Says to the network that the session ends, and goes on to hear it.
         *
         * @return false where the protocol has no such word, or it is too early for it
         */
        boolean leave();

        /** There is no connection any more, or there will be none. */
        void lost(Failure failure, String reason);

        /** The time has come that {@link SessionLoop#wakeBy} was told. */
        void tick();

        /** Does what came of any of these: writes, and tells events. */
        void apply();
    }

    /**
     * Begins the login.
     *
     * @param possible false where the credentials cannot be right: then it fails without a connection
     */
    public void open(boolean possible) {
        execute(() -> {
            if (possible) {
                body.connect();
            } else {
                body.lost(Failure.BAD_CREDENTIALS, "the network has no such names or passwords");
            }
            body.apply();
        });
    }

    /** {@inheritDoc} What is logged about it is about what the caller is busy with. */
    @Override
    public void perform(LegacyCommand command) {
        Traced cause = Trace.subject();
        execute(() -> {
            Traced before = Trace.begin(cause);
            try {
                if (LOG.isDebugEnabled()) {
                    LOG.debug(
                            "session={} event=perform command={}",
                            name,
                            command.getClass().getSimpleName());
                }
                body.command(command);
                body.apply();
            } finally {
                Trace.end(before);
            }
        });
    }

    @Override
    public void close() {
        execute(() -> {
            body.quit();
            body.apply();
        });
    }

    @Override
    public void leave(Runnable over) {
        execute(() -> {
            Runnable before = left;
            if (before != null) {
                left = () -> {
                    before.run();
                    over.run();
                };
                return;
            }
            if (!body.leave()) {
                body.quit();
                body.apply();
                over.run();
                return;
            }
            body.apply();
            left = over;
            var unused = loop.schedule(this::leftLongEnough, patience.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private void leftLongEnough() {
        if (isLeft()) {
            lost("the server does not end the session");
        }
    }

    private void tick() {
        body.tick();
        body.apply();
    }

    // For its body, in the event loop

    /** What stands first in its log lines. */
    public SessionName name() {
        return name;
    }

    /** Whether it has been left: nothing goes behind the last word. */
    public boolean isLeft() {
        return left != null;
    }

    /** The network cannot be reached any more. */
    public void lost(String reason) {
        body.lost(Failure.UNREACHABLE, reason);
        body.apply();
    }

    /** Tells what the network has said. */
    public void tell(List<LegacyEvent> said) {
        for (LegacyEvent event : said) {
            if (left == null || !(event instanceof LegacyEvent.LoggedOut)) {
                events.on(event);
            }
        }
    }

    /** See {@link WakeTimer#noLaterThan}. */
    public void wakeBy(long nanos) {
        timer.noLaterThan(nanos);
    }

    /** The session is over, and all has been told. */
    public void over() {
        timer.cancel();
        Runnable told = left;
        left = null;
        if (told != null) {
            told.run();
        }
    }

    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("session={} event=not-done reason=\"the event loop stops\"", name);
        }
    }
}
