package im.gateway.node.cluster;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Paces the logins of one node on one legacy service: whoever wants to log in asks first, so that ten thousand users who come back at
 * once are not an attack. First come, first served; nobody's thread waits.
 */
public final class LoginGate {
    private final Bucket bucket;
    private final ScheduledExecutorService timer;

    private LoginGate(Bucket bucket, ScheduledExecutorService timer) {
        this.bucket = bucket;
        this.timer = timer;
    }

    /**
     * A gate that lets so many through in each second, and no more than that at once.
     *
     * @param timer on whose threads those who had to wait go on
     */
    public static LoginGate perSecond(int logins, ScheduledExecutorService timer) {
        return new LoginGate(bucket(logins), timer);
    }

    /** A bucket that holds a tenth of a second's tokens, so that the pace is even. */
    static Bucket bucket(int perSecond) {
        long atOnce = Math.max(1, perSecond / 10);
        Bandwidth pace = Bandwidth.builder()
                .capacity(atOnce)
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build();
        return Bucket.builder().addLimit(pace).build();
    }

    /** Completes when the caller may log in. */
    public CompletionStage<Void> permit() {
        return bucket.asScheduler().consume(1, timer);
    }
}
