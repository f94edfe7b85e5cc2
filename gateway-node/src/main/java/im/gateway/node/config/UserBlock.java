package im.gateway.node.config;

import im.gateway.node.user.UserSettings;
import java.time.Duration;

/** Reads {@code gateway.users}. */
final class UserBlock {
    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofHours(24);

    private UserBlock() {}

    static UserSettings read(Block block) {
        UserSettings read = new UserSettings(
                block.duration("first-retry", LEAST, MOST),
                block.duration("longest-retry", LEAST, MOST),
                block.duration("unused-session", LEAST, MOST),
                block.duration("tell-outage", LEAST, MOST),
                block.duration("probe-answer", LEAST, MOST),
                block.duration("suggestion-answer", LEAST, MOST),
                block.duration("reconcile", LEAST, MOST),
                block.duration("first-presence", LEAST, MOST),
                block.whole("held", 1, 100_000),
                block.duration("idle", LEAST, MOST));
        if (read.longestRetry().compareTo(read.firstRetry()) < 0) {
            throw block.wrong("longest-retry", "not less than first-retry");
        }
        block.end();
        return read;
    }
}
