package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.IrcPeers;
import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.servers.ServerException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One run of a scenario, from nothing to its result. */
public final class ScenarioRun {
    /** One for either side: the thread that makes the load and these two are all that this program needs. */
    private static final int EVENT_LOOPS = 2;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Scenario scenario;
    private final Population population;
    private final Path folder;
    private final Narrator narrator;
    private final InstantSource clock;
    private final Ledger ledger;
    private final Latencies latencies = new Latencies();
    private final int number;

    /**
     * A run that has not begun.
     *
     * @param folder has a folder for each part, with its log
     */
    public ScenarioRun(Scenario scenario, Path folder, Narrator narrator, InstantSource clock) {
        this.scenario = scenario;
        this.population = new Population(
                scenario.population().users(),
                scenario.population().peers(),
                Surroundings.USER_DOMAIN,
                Surroundings.GATEWAY_DOMAIN);
        this.folder = folder;
        this.narrator = narrator;
        this.clock = clock;
        this.ledger = new Ledger(population.flows());
        this.number = new SplittableRandom(scenario.seed()).nextInt(Integer.MAX_VALUE);
    }

    /** What of the needed programs is missing, each with what installs it; empty when the scenario can run. */
    public static List<String> missing(Scenario scenario) {
        return Surroundings.missing(scenario);
    }

    /**
     * Starts everything, runs, and ends everything.
     *
     * @param launcher {@code bin/gateway} of the gateway's distribution
     * @throws ServerException when a part does not start
     * @throws Exception when the people do not come as far as the beginning of the load
     */
    public Result run(Path launcher) throws Exception {
        EventLoopGroup loops = new NioEventLoopGroup(EVENT_LOOPS);
        XmppUsers users = new XmppUsers(population, ledger, latencies, number);
        try (Surroundings surroundings = new Surroundings(scenario, folder, narrator, loops)) {
            Surroundings.Sides sides = surroundings.start(launcher, users::received);
            users.speakThrough(sides.xmpp());
            try (IrcPeers peers = IrcPeers.connect(sides.irc(), population, ledger, latencies, number, loops)) {
                new Preparation(scenario, users, sides.xmpp(), narrator).prepare(peers);
                Load load = new Load(scenario, users, peers, sides.xmpp());
                return load(surroundings, users, load);
            }
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private Result load(Surroundings surroundings, XmppUsers users, Load load) throws Exception {
        String started = clock.instant().toString();
        // A moment of its own for the preparation's timings: they are in the result, and in no interval of the load.
        latencies.interval();
        Scenario.Arrival arrival = scenario.arrival();
        narrator.say(String.format(
                Locale.ROOT,
                "The load: %.0f a second, %d s of warm-up, %d s measured",
                arrival.perSecond(),
                arrival.warmUp().toSeconds(),
                arrival.duration().toSeconds()));
        long begin = System.nanoTime();
        long from = begin + arrival.warmUp().toNanos();
        long until = from + arrival.duration().toNanos();
        latencies.measure(from, until);
        Sampler sampler = new Sampler(surroundings.nodes(), ledger, latencies, users, begin);
        Thread thread = load.start(begin);
        sampleUntil(sampler, from, false);
        Sampler.Reading before = sampler.read();
        sampleUntil(sampler, until, true);
        Sampler.Reading after = sampler.read();
        thread.join();
        drain(sampler, users, load);
        return new ResultBuilder(scenario, started, surroundings.nodes())
                .latencies(latencies)
                .messages(ledger.totals(), users.errors())
                .load(load.begun(), load.lag(), users.unsent())
                .readings(before, after, sampler.samples())
                .build();
    }

    private void sampleUntil(Sampler sampler, long end, boolean measured) throws Exception {
        while (System.nanoTime() - end < 0) {
            long wake = Math.min(end, System.nanoTime() + SECOND);
            while (wake - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(wake - System.nanoTime());
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Progress.say(narrator, sampler.sample(measured));
        }
    }

    /** What is under way may still arrive; the rest is lost. */
    private void drain(Sampler sampler, XmppUsers users, Load load) throws Exception {
        long limit = System.nanoTime() + scenario.arrival().drain().toNanos();
        while (System.nanoTime() - limit < 0 && (ledger.outstanding() > 0 || users.loggingIn() > 0)) {
            Progress.say(narrator, sampler.sample(false));
            LockSupport.parkNanos(SECOND / 4);
        }
        sampler.sample(false);
        narrator.say(String.format(
                Locale.ROOT,
                "Begun in the measured time: %d; still under way: %d",
                load.begun(),
                ledger.outstanding()));
    }
}
