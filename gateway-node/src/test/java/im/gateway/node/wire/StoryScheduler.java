package im.gateway.node.wire;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.LightArrayRevolverScheduler;
import org.apache.pekko.event.LoggingAdapter;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** Pekko's scheduler, but for the timers of user actors: these wait for the {@link StoryTime} of their story. Made by Pekko. */
public final class StoryScheduler extends LightArrayRevolverScheduler {
    /** The setting that makes an actor system use it. */
    static final Config CONFIG =
            ConfigFactory.parseString("pekko.scheduler.implementation = \"" + StoryScheduler.class.getName() + "\"");

    /** Made by Pekko. */
    public StoryScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
        super(config, log, threads);
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext executor) {
        @Nullable StoryTime time = StoryTime.ofThread();
        return time == null
                ? super.scheduleOnce(delay, task, executor)
                : time.hold(Duration.ofNanos(delay.toNanos()), task);
    }
}
