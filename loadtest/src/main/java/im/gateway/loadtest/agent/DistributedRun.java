package im.gateway.loadtest.agent;

import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.Generator;
import im.gateway.loadtest.run.Measurement;
import im.gateway.loadtest.run.NodeLoss;
import im.gateway.loadtest.run.Result;
import im.gateway.loadtest.run.ScenarioRun;
import im.gateway.loadtest.run.Surroundings;
import im.gateway.loadtest.scenario.Scenario;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * One run whose people are in agents: the coordinator starts the servers and the nodes, agrees with the agents on the beginning, and adds up what
 * they measure. Each agent is the component of a users' domain of its own on the real XMPP server, and has legacy users of its own.
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
        if (scenario.xmpp().side() != Side.EJABBERD || scenario.network() != Network.IRC) {
            return Optional.of("--agents: xmpp.side = played or legacy.network = aim, icq is in one process (expected:"
                    + " --set xmpp.side=ejabberd --set legacy.network=irc, servers that all agents can reach)");
        }
        if (scenario.population().peers() < agents) {
            return Optional.of("population.peers: " + scenario.population().peers() + " (expected: " + agents
                    + " at least, one for each agent)");
        }
        return Optional.empty();
    }

    /**
     * Starts everything but the agents, runs, and ends everything but the agents.
     *
     * @param launcher {@code bin/gateway} of the gateway's distribution
     */
    public Result run(Path launcher) throws Exception {
        List<String> domains = IntStream.range(0, agents.size())
                .mapToObj(agent -> "users-" + agent + ".localhost")
                .toList();
        EventLoopGroup loops = new NioEventLoopGroup(ScenarioRun.EVENT_LOOPS);
        List<Generator> generators = new ArrayList<>();
        try (Surroundings surroundings = new Surroundings(scenario, folder, narrator, loops, domains)) {
            Surroundings.Place place = surroundings.start(launcher, stanza -> {});
            for (int agent = 0; agent < agents.size(); agent++) {
                generators.add(
                        RemoteGenerator.connect(agents.get(agent), hello(agent, domains.get(agent), place), narrator));
            }
            return new Measurement(scenario, surroundings, place, generators, NodeLoss.UNSEEN, LEAD, narrator)
                    .run(clock.instant().toString());
        } finally {
            generators.forEach(Generator::close);
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private Message.Hello hello(int agent, String domain, Surroundings.Place place) {
        InetSocketAddress irc = place.requireIrc();
        return new Message.Hello(
                Message.VERSION,
                secret,
                scenario.name(),
                scenario.source(),
                agent,
                agents.size(),
                place.component().getHostString(),
                place.component().getPort(),
                domain,
                Surroundings.SECRET,
                irc.getHostString(),
                irc.getPort());
    }
}
