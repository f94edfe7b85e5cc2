package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.Arrivals;
import im.gateway.loadtest.drive.LegacyPeers;
import im.gateway.loadtest.drive.RateCurve;
import im.gateway.loadtest.drive.Schedule;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.scenario.Act;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.xmpp.XmppSide;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** Everything that people do once the load has begun, in a thread of its own, at the times that the open model gives. */
final class Load {
    private final Scenario scenario;
    private final LocalGenerator.Share share;
    private final XmppUsers users;
    private final LegacyPeers peers;
    private final XmppSide xmpp;
    private final SplittableRandom random;
    private final int all;
    private final int registered;
    private final int legacy;
    private int talkers;
    private final Map<Act, Integer> turns = new EnumMap<>(Act.class);
    private volatile Schedule schedule = new Schedule();
    private long measuredFrom;
    private long begun;

    Load(Scenario scenario, LocalGenerator.Share share, XmppUsers users, LegacyPeers peers, XmppSide xmpp) {
        this.scenario = scenario;
        this.share = share;
        this.users = users;
        this.peers = peers;
        this.xmpp = xmpp;
        this.random = new SplittableRandom(scenario.seed() + share.index());
        Scenario.People people = scenario.population();
        this.all = share.part(people.users());
        this.registered = share.part(people.registered());
        this.talkers = registered;
        this.legacy = share.part(people.peers());
    }

    /** Those who are online talk; where nobody is, whoever is registered. */
    void talkers(int online) {
        talkers = online == 0 ? registered : online;
    }

    /**
     * Begins, and returns at once.
     *
     * @param begin in the time of {@link System#nanoTime()}
     * @return the thread, which ends with the load
     */
    Thread start(Generator.Stretch stretch, long begin) {
        measuredFrom = begin + stretch.warmUp().toNanos();
        begun = 0;
        schedule = new Schedule();
        RateCurve rate = scenario.arrival().curve(stretch.perSecond() / share.of(), stretch.warmUp());
        Arrivals arrivals = new Arrivals(rate, scenario.arrival().distribution(), random.split());
        long duration = stretch.warmUp().plus(stretch.duration()).toNanos();
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
        if (act(scenario.mix().choose(random.nextDouble()), due) && due - measuredFrom >= 0) {
            begun++;
        }
    }

    /** Does one thing; whether something began that has an end which is timed. */
    private boolean act(Act act, long due) {
        return switch (act) {
            case TO_LEGACY -> {
                users.write(random.nextInt(talkers), due, scenario.bodyLength());
                yield true;
            }
            case FROM_LEGACY -> {
                peers.write(random.nextInt(talkers), due, scenario.bodyLength());
                yield true;
            }
            // Those who were online from the beginning stay so: they are the ones who talk.
            case SESSION ->
                users.toggle(turn(act, share.part(scenario.population().online()), registered), due);
            case REGISTRATION -> users.toggleRegistration(turn(act, registered, all), due);
            case SUBSCRIPTION -> users.resubscribe(turn(act, 0, talkers), due);
            case PRESENCE -> {
                users.show(turn(act, 0, talkers));
                yield false;
            }
            case RESOURCE -> {
                users.toggleResource(turn(act, 0, talkers));
                yield false;
            }
            case PEER_PRESENCE -> {
                peers.change(turn(act, 0, legacy), due);
                yield false;
            }
        };
    }

    /** The next one in turn, of those from one number to before another; of all, where there is nobody between. */
    private int turn(Act act, int from, int to) {
        int first = from < to ? from : 0;
        int turn = turns.merge(act, 1, Integer::sum) - 1;
        return first + turn % (to - first);
    }

    /** What began in the measured time and has an end that is timed; to be read when the thread has ended. */
    long begun() {
        return begun;
    }

    /** How late this program was itself at worst since the last call, in milliseconds; for any thread. */
    double takeLateMillis() {
        return schedule.takeLatest() / 1e6;
    }

    /** How late this program was itself, in microseconds; to be read when the thread has ended. */
    Histogram lag() {
        return schedule.lag();
    }
}
