package im.gateway.persistence.journal;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How a {@link UserJournal} keeps its events and how it comes back; the reasons for the defaults are in reference.conf.
 *
 * @param snapshotEvery a snapshot after so many events
 * @param keepSnapshots how many snapshots are kept; the events before the oldest of them are deleted
 * @param storeIdle what writes ends when it has written nothing for so long
 * @param reopenAfter the pause before the first attempt to open a failed journal again; each further pause is twice as long
 * @param reopenAtMost the longest pause
 */
public record JournalSettings(
        int snapshotEvery, int keepSnapshots, Duration storeIdle, Duration reopenAfter, Duration reopenAtMost) {
    public JournalSettings {
        require(snapshotEvery >= 2, "snapshot-every", snapshotEvery, "at least 2");
        require(keepSnapshots >= 1, "keep-snapshots", keepSnapshots, "at least 1");
        require(storeIdle.compareTo(Duration.ZERO) > 0, "store-idle", storeIdle, "more than 0 s");
        require(reopenAfter.compareTo(Duration.ZERO) > 0, "reopen-after", reopenAfter, "more than 0 s");
        require(reopenAtMost.compareTo(reopenAfter) >= 0, "reopen-at-most", reopenAtMost, "at least reopen-after");
    }

    /**
     * Reads {@code gateway.journal}.
     *
     * @throws IllegalArgumentException for a value out of bounds; says which, and what was expected
     */
    public static JournalSettings from(Config config) {
        Config journal = config.getConfig("gateway.journal");
        return new JournalSettings(
                journal.getInt("snapshot-every"),
                journal.getInt("keep-snapshots"),
                journal.getDuration("store-idle"),
                journal.getDuration("reopen-after"),
                journal.getDuration("reopen-at-most"));
    }

    /**
     * The pause before an attempt: doubling, and up to a quarter longer by a share that each registration has for itself, so that
     * the journals of a node do not all come back in the same moment.
     *
     * @param attempt counts from 1
     * @param share any number that differs between registrations
     */
    Duration pause(int attempt, int share) {
        long doubled = reopenAfter.toMillis() << Math.min(attempt - 1, 20);
        long pause = Math.min(doubled, reopenAtMost.toMillis());
        int spread = ((share * 31 + attempt) * 0x9E3779B9) >>> 24;
        return Duration.ofMillis(pause + pause * spread / 1024);
    }

    private static void require(boolean holds, String key, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "gateway.journal." + key + ": " + value + " (expected: " + expected + ")");
        }
    }
}
