package im.gateway.node.config;

import java.time.Duration;

/**
 * How fast things are done, and how long is waited.
 *
 * @param wakesPerSecond user actors woken by the one waker of the cluster
 * @param wakeSettle quiet time after a change of the cluster before the waking begins
 * @param presencePerSecond users asked for their presence: by the cluster at its start, by each node after its XMPP server was away
 * @param loginsPerSecond logins on one legacy service and node, where the service says nothing else
 * @param resendLeast wait before a stanza without an outcome is handed on again
 * @param resendMost longest such wait, after doubling
 * @param giveUp age at which a stanza without an outcome is answered with an error
 * @param reconnectLeast pause before the first reconnect
 * @param reconnectMost longest pause, after doubling
 * @param refusedLeast first pause after a refusal that only an operator can mend; it doubles up to ten times as much
 * @param keepAlive silence after which a stream is tried
 * @param drain most time for a stream, or the users of the last node, to end in order
 */
public record PacingSettings(
        int wakesPerSecond,
        Duration wakeSettle,
        int presencePerSecond,
        int loginsPerSecond,
        Duration resendLeast,
        Duration resendMost,
        Duration giveUp,
        Duration reconnectLeast,
        Duration reconnectMost,
        Duration refusedLeast,
        Duration keepAlive,
        Duration drain) {
    static final int MOST_PER_SECOND = 1_000_000;

    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration HOUR = Duration.ofHours(1);

    static PacingSettings read(Block block) {
        PacingSettings read = new PacingSettings(
                block.whole("wakes-per-second", 1, MOST_PER_SECOND),
                block.duration("wake-settle", TICK, HOUR),
                block.whole("presence-per-second", 1, MOST_PER_SECOND),
                block.whole("logins-per-second", 1, MOST_PER_SECOND),
                block.duration("resend-least", TICK, HOUR),
                block.duration("resend-most", TICK, HOUR),
                block.duration("give-up", TICK, HOUR),
                block.duration("reconnect-least", TICK, HOUR),
                block.duration("reconnect-most", TICK, HOUR),
                block.duration("refused-least", TICK, HOUR),
                block.duration("keep-alive", TICK, HOUR),
                block.duration("drain", TICK, HOUR));
        if (read.resendMost.compareTo(read.resendLeast) < 0) {
            throw block.wrong("resend-most", "not less than resend-least");
        }
        if (read.reconnectMost.compareTo(read.reconnectLeast) < 0) {
            throw block.wrong("reconnect-most", "not less than reconnect-least");
        }
        block.end();
        return read;
    }
}
