package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.Scenario.Network;
import im.gateway.loadtest.xmpp.PlayedXmppServer;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.servers.ServerException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One run of a scenario, from nothing to its result. */
public final class ScenarioRun {
    /** One for either side: the thread that makes the load and these two are all that this program needs. */
    public static final int EVENT_LOOPS = 2;

    private final Scenario scenario;
    private final Path folder;
    private final Narrator narrator;
    private final InstantSource clock;

    /**
     * A run that has not begun.
     *
     * @param folder has a folder for each part, with its log
     */
    public ScenarioRun(Scenario scenario, Path folder, Narrator narrator, InstantSource clock) {
        this.scenario = scenario;
        this.folder = folder;
        this.narrator = narrator;
        this.clock = clock;
    }

    /** What of the needed programs is missing, each with what installs it; empty when the scenario can run. */
    public static List<String> missing(Scenario scenario) {
        return Surroundings.missing(scenario);
    }

    /** Who is there, of one share. */
    public static Population population(Scenario scenario, Share share) {
        Population.Names names = scenario.network() == Network.ICQ ? Population.Names.NUMBERS : Population.Names.PLAIN;
        boolean shared = share.of() > 1 && !Naming.isApart(scenario);
        return new Population(
                share.part(scenario.population().users()),
                share.part(scenario.population().peers()),
                Naming.users(share),
                Naming.gateway(scenario, share),
                shared ? names.tagged(Naming.letter(share)) : names);
    }

    /** The number that the messages of a run carry. */
    public static int number(Scenario scenario) {
        return new SplittableRandom(scenario.seed()).nextInt(Integer.MAX_VALUE);
    }

    /** On OSCAR contacts are on the account's list already, and the gateway brings them. */
    public static int asks(Scenario scenario) {
        return scenario.network() == Network.IRC ? scenario.population().contacts() : 1;
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
        Cast cast = new Cast(scenario, Share.WHOLE);
        String domain = Naming.users(Share.WHOLE);
        try (Surroundings surroundings = new Surroundings(scenario, folder, narrator, loops)) {
            Surroundings.Place place = surroundings.start(launcher, List.of(domain), cast.listener());
            PlayedXmppServer played = place.played();
            XmppSide xmpp = played == null ? surroundings.connectUsers(place, domain, cast.listener()) : played;
            if (scenario.kind() == Scenario.Kind.HOP && played != null) {
                played.follow(cast::addressee);
            }
            SimulatedOscarNetwork oscar = place.oscar();
            try (Cast.Moved people = oscar == null
                            ? cast.on(place.requireIrc(), xmpp, loops, narrator)
                            : cast.on(oscar, xmpp, narrator);
                    NodeLoss loss = scenario.reach().probe()
                            ? new ProbedLoss(
                                    List.of(people.probe()),
                                    surroundings,
                                    scenario.reach().kill())
                            : NodeLoss.UNSEEN) {
                return new Measurement(
                                scenario,
                                surroundings,
                                place,
                                List.of(people.generator()),
                                loss,
                                Duration.ZERO,
                                narrator)
                        .run(clock.instant().toString());
            }
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
