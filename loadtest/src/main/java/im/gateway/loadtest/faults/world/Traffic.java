package im.gateway.loadtest.faults.world;

import im.gateway.loadtest.drive.Arrivals;
import im.gateway.loadtest.drive.Schedule;
import java.time.Duration;
import java.util.SplittableRandom;

/** The steady traffic of one case, in a thread of its own, by the open model: nobody waits for an answer. */
public final class Traffic {
    /** One in so many things that happen is a contact that goes away or comes back. */
    private static final int PRESENCE_SHARE = 40;

    private final People people;
    private final Arrivals arrivals;

    Traffic(People people, Arrivals arrivals) {
        this.people = people;
        this.arrivals = arrivals;
    }

    /**
     * Begins, and returns at once.
     *
     * @param seed of who writes to whom
     * @return the thread, which ends with the traffic or when it is interrupted
     */
    public Thread start(long seed, Duration duration) {
        SplittableRandom random = new SplittableRandom(seed);
        Thread thread = new Thread(
                () -> new Schedule()
                        .run(
                                arrivals,
                                System.nanoTime(),
                                duration.toNanos(),
                                due -> {
                                    if (random.nextInt(PRESENCE_SHARE) == 0) {
                                        people.changePresence(random);
                                    } else {
                                        people.talk(random);
                                    }
                                },
                                people::flush),
                "traffic");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
