package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.Arrivals;
import im.gateway.loadtest.drive.IrcPeers;
import im.gateway.loadtest.drive.Schedule;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.xmpp.XmppSide;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** Everything that people do once the load has begun, in a thread of its own, at the times that the open model gives. */
final class Load {
    private final Scenario scenario;
    private final XmppUsers users;
    private final IrcPeers peers;
    private final XmppSide xmpp;
    private final SplittableRandom random;
    private final Schedule schedule = new Schedule();
    private long measuredFrom;
    private long begun;
    private int nextSession;

    Load(Scenario scenario, XmppUsers users, IrcPeers peers, XmppSide xmpp) {
        this.scenario = scenario;
        this.users = users;
        this.peers = peers;
        this.xmpp = xmpp;
        this.random = new SplittableRandom(scenario.seed());
    }

    /**
     * Begins, and returns at once.
     *
     * @param begin in the time of {@link System#nanoTime()}
     * @return the thread, which ends with the load
     */
    Thread start(long begin) {
        Scenario.Arrival arrival = scenario.arrival();
        measuredFrom = begin + arrival.warmUp().toNanos();
        Arrivals arrivals = new Arrivals(arrival.perSecond(), arrival.distribution(), random.split());
        long duration = arrival.warmUp().plus(arrival.duration()).toNanos();
        Thread thread = new Thread(
                () -> schedule.run(arrivals, begin, duration, this::act, () -> {
                    xmpp.flush();
                    peers.flush();
                }),
                "load");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void act(long due) {
        Scenario.Mix mix = scenario.mix();
        int all = scenario.population().users();
        double choice = random.nextDouble() * mix.sum();
        boolean timed = true;
        if (choice < mix.toLegacy()) {
            users.write(talker(), due, scenario.bodyLength());
        } else if (choice < mix.toLegacy() + mix.fromLegacy()) {
            peers.write(talker(), due, scenario.bodyLength());
        } else {
            // Those who were online from the beginning stay so: they are the ones who talk.
            int online = scenario.population().online() % all;
            timed = users.toggle(online + nextSession, due);
            nextSession = (nextSession + 1) % (all - online);
        }
        if (timed && due - measuredFrom >= 0) {
            begun++;
        }
    }

    private int talker() {
        int online = scenario.population().online();
        return random.nextInt(online == 0 ? scenario.population().users() : online);
    }

    /** What began in the measured time and has an end that is timed; to be read when the thread has ended. */
    long begun() {
        return begun;
    }

    /** How late this program was itself, in microseconds; to be read when the thread has ended. */
    Histogram lag() {
        return schedule.lag();
    }
}
