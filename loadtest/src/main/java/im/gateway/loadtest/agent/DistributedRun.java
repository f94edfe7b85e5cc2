package im.gateway.loadtest.agent;

import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.Generator;
import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.run.Measurement;
import im.gateway.loadtest.run.Naming;
import im.gateway.loadtest.run.NodeLoss;
import im.gateway.loadtest.run.OpenFiles;
import im.gateway.loadtest.run.ProbedLoss;
import im.gateway.loadtest.run.Result;
import im.gateway.loadtest.run.ScenarioRun;
import im.gateway.loadtest.run.Sides;
import im.gateway.loadtest.run.Surroundings;
import im.gateway.loadtest.scenario.Fault;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.Scenario.Kind;
import im.gateway.loadtest.scenario.Scenario.Network;
import im.gateway.loadtest.scenario.Scenario.Side;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * One run whose people are in agents: the coordinator starts the nodes, agrees with the agents on the beginning, and adds up what they measure. The
 * agents either play both sides, each for a part of the gateway of its own, or go to real servers that the coordinator starts too.
 */
public final class DistributedRun {
    /** Longer than a message needs to any agent: the beginning is so long after the word to begin. */
    private static final Duration LEAD = Duration.ofSeconds(2);

    private final Scenario scenario;
    private final Path folder;
    private final Narrator narrator;
    private final InstantSource clock;
    private final List<InetSocketAddress> agents;
    private final String secret;

    /**
     * A run that has not begun.
     *
     * @param secret that all agents were started with
     */
    public DistributedRun(
            Scenario scenario,
            Path folder,
            Narrator narrator,
            InstantSource clock,
            List<InetSocketAddress> agents,
            String secret) {
        this.scenario = scenario;
        this.folder = folder;
        this.narrator = narrator;
        this.clock = clock;
        this.agents = List.copyOf(agents);
        this.secret = secret;
    }

    /** Why a scenario cannot be shared among so many agents; empty when it can. */
    public static Optional<String> refusal(Scenario scenario, int agents) {
        boolean joined = scenario.xmpp().side() == Side.EJABBERD && scenario.network() == Network.IRC;
        if (!joined && !Naming.isApart(scenario)) {
            return Optional.of(
                    "several processes: one side is played and the other one is a real server (expected: xmpp.side"
                            + " = played with legacy.network = aim or icq, which each process plays itself, or xmpp.side = ejabberd with"
                            + " legacy.network = irc, servers that all of them can reach)");
        }
        if (scenario.kind() == Kind.VERSUS || scenario.kind() == Kind.HOP) {
            return Optional.of("several processes: kind = "
                    + scenario.kind().name().toLowerCase(Locale.ROOT) + " (expected: load, capacity or growth)");
        }
        if (scenario.faults().stream().anyMatch(DistributedRun::isOfSides)) {
            return Optional.of(
                    "several processes: faults: drop-legacy or drop-xmpp (expected: faults of nodes, since the"
                            + " sides are elsewhere)");
        }
        if (agents > Naming.MOST_SHARES || scenario.population().peers() < agents) {
            return Optional.of("several processes: " + agents + " for population.peers = "
                    + scenario.population().peers() + " (expected: each has one at least, and at most "
                    + Naming.MOST_SHARES + " processes)");
        }
        return Optional.empty();
    }

    private static boolean isOfSides(Fault fault) {
        return fault.what() == Fault.What.DROP_LEGACY || fault.what() == Fault.What.DROP_XMPP;
    }

    /**
     * Starts everything but the agents, runs, and ends everything but the agents.
     *
     * @param launcher {@code bin/gateway} of the gateway's distribution
     * @throws IllegalStateException when an agent has too many people for its open files
     */
    public Result run(Path launcher) throws Exception {
        EventLoopGroup loops = new NioEventLoopGroup(ScenarioRun.EVENT_LOOPS);
        List<RemoteGenerator> generators = new ArrayList<>();
        try {
            for (int agent = 0; agent < agents.size(); agent++) {
                generators.add(RemoteGenerator.connect(agents.get(agent), hello(agent), narrator));
            }
            generators.forEach(this::refuseTooFewFiles);
            try (Surroundings surroundings = new Surroundings(scenario, folder, narrator, loops)) {
                Surroundings.Place place = Naming.isApart(scenario)
                        ? betweenAgents(surroundings, launcher, generators)
                        : besideServers(surroundings, launcher, generators);
                try (NodeLoss loss = scenario.reach().probe()
                        ? new ProbedLoss(
                                generators, surroundings, scenario.reach().kill())
                        : NodeLoss.UNSEEN) {
                    return new Measurement(scenario, surroundings, place, generators, loss, LEAD, narrator)
                            .run(clock.instant().toString());
                }
            }
        } finally {
            generators.forEach(Generator::close);
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private void refuseTooFewFiles(RemoteGenerator agent) {
        new OpenFiles(scenario, agent.openFiles())
                .refusalOfProcess(agents.size())
                .ifPresent(why -> {
                    throw new IllegalStateException(agent.name() + ": " + why);
                });
    }

    /** The gateway's nodes get a service, a domain and an XMPP server for each agent. */
    private Surroundings.Place betweenAgents(Surroundings surroundings, Path launcher, List<RemoteGenerator> generators)
            throws Exception {
        List<Sides> sides = new ArrayList<>();
        for (int agent = 0; agent < generators.size(); agent++) {
            RemoteGenerator generator = generators.get(agent);
            Share share = share(agent);
            Message.Playing playing =
                    narrator.step(generator.name() + " plays " + Naming.gateway(scenario, share), generator::play);
            sides.add(new Sides(
                    Naming.service(scenario, share),
                    Naming.gateway(scenario, share),
                    List.of(Naming.users(share)),
                    new InetSocketAddress(playing.xmppHost(), playing.xmppPort()),
                    new InetSocketAddress(playing.legacyHost(), playing.legacyPort())));
        }
        surroundings.start(launcher, sides);
        for (RemoteGenerator generator : generators) {
            generator.awaitStreams();
        }
        return new Surroundings.Place(sides.get(0).component(), null, null, null);
    }

    /** Each agent is the component of a users' domain of its own on the real XMPP server. */
    private Surroundings.Place besideServers(Surroundings surroundings, Path launcher, List<RemoteGenerator> generators)
            throws Exception {
        List<String> domains = IntStream.range(0, generators.size())
                .mapToObj(agent -> Naming.users(share(agent)))
                .toList();
        Surroundings.Place place = surroundings.start(launcher, domains, stanza -> {});
        InetSocketAddress irc = place.requireIrc();
        for (RemoteGenerator generator : generators) {
            generator.join(new Message.Join(
                    place.component().getHostString(),
                    place.component().getPort(),
                    Surroundings.SECRET,
                    irc.getHostString(),
                    irc.getPort()));
        }
        return place;
    }

    private Share share(int agent) {
        return new Share(agent, agents.size());
    }

    private Message.Hello hello(int agent) {
        return new Message.Hello(Message.VERSION, secret, scenario.name(), scenario.source(), agent, agents.size());
    }
}
