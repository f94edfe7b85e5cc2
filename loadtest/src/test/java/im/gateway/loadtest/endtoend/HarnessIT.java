package im.gateway.loadtest.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import im.gateway.loadtest.agent.Agent;
import im.gateway.loadtest.agent.DistributedRun;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.quickstart.RunFolder;
import im.gateway.loadtest.run.Result;
import im.gateway.loadtest.run.VersusRun;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.ScenarioReader;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs of the load-test harness that need more than one process of it, or of somebody else's. */
@RequiresServer({ServerKind.CASSANDRA, ServerKind.EJABBERD, ServerKind.ERGOCHAT})
class HarnessIT {
    private static final String SECRET = "between coordinator and agents";

    private final Narrator narrator =
            new Narrator(new PrintWriter(System.out, true, StandardCharsets.UTF_8), System::nanoTime);

    /** What two agents send is all counted, none of it twice, and no message of the one is taken for one of the other. */
    @Test
    void twoAgentsMakeOneLoad() throws Exception {
        Scenario scenario = ScenarioReader.read(
                "smoke",
                List.of(
                        "xmpp.side=ejabberd",
                        "population.users=21",
                        "population.peers=5",
                        "arrival.per-second=40",
                        "arrival.duration=10s"));
        try (Agent one = agent();
                Agent two = agent()) {
            Result result = new DistributedRun(
                            scenario,
                            folder("agents"),
                            narrator,
                            Clock.systemUTC(),
                            List.of(one.address(), two.address()),
                            SECRET)
                    .run(launcher());
            Ledger.Totals messages = result.messages();
            assertThat(result.harness().generators()).isEqualTo(2);
            assertThat(messages.sent()).isBetween(350L, 650L);
            assertThat(messages.arrived()).isEqualTo(messages.sent());
            assertThat(messages.duplicates() + messages.reordered() + messages.lost())
                    .isZero();
            assertThat(Objects.requireNonNull(result.latencies().get("to-legacy"))
                                    .count()
                            + Objects.requireNonNull(result.latencies().get("from-legacy"))
                                    .count())
                    .isBetween(280L, 520L);
            assertThat(result.nodes().get(0).counts())
                    .as("what the node itself has counted")
                    .containsEntry("gateway_streams{domain=\"irc.localhost\"}", 1.0)
                    .containsEntry("gateway_sessions{domain=\"irc.localhost\"}", 21.0)
                    .hasEntrySatisfying(
                            "gateway_messages_total{direction=\"to-legacy\",domain=\"irc.localhost\"}",
                            sent -> assertThat(sent).isBetween(150.0, (double) messages.sent()));
            assertThat(result.timeline())
                    .anySatisfy(sample -> assertThat(sample.online()).isEqualTo(21));
        }
    }

    /** Short: it shows that both get the same load and that all figures are there, and says nothing about speed. */
    @Test
    void theGatewayAndBiboumiGetTheSameLoad() throws Exception {
        VersusRun.missingPeer().ifPresent(reason -> System.out.println("SKIPPED HarnessIT: " + reason));
        assumeThat(VersusRun.missingPeer()).isEmpty();
        Scenario scenario = ScenarioReader.read(
                "versus-biboumi",
                List.of(
                        "population.users=20",
                        "population.peers=5",
                        "versus.warm-up=3s",
                        "versus.warm-up-most=3s",
                        "versus.rounds=1",
                        "versus.saturated=3s",
                        "versus.window=50",
                        "arrival.per-second=100",
                        "arrival.duration=3s"));
        Result result = new VersusRun(scenario, folder("versus"), narrator, Clock.systemUTC()).run(launcher());
        assertThat(result.messages().lost()).isZero();
        assertThat(result.figures())
                .containsEntry("biboumi.lost", 0.0)
                .hasEntrySatisfying(
                        "ratio.cpu-saturated", ratio -> assertThat(ratio).isPositive())
                .hasEntrySatisfying("ratio.p50", ratio -> assertThat(ratio).isPositive())
                .hasEntrySatisfying(
                        "biboumi.saturated-per-second", rate -> assertThat(rate).isGreaterThan(100));
        assertThat(result.steps())
                .extracting(Result.Step::name)
                .contains("gateway saturated 1", "biboumi saturated 1", "gateway paced 1", "biboumi paced 1");
    }

    private Agent agent() throws IOException {
        Agent agent = new Agent(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), SECRET);
        Thread thread = new Thread(() -> agent.serve(narrator), "agent");
        thread.setDaemon(true);
        thread.start();
        return agent;
    }

    private static Path folder(String name) throws Exception {
        return RunFolder.make(Distribution.folder("harness-" + name)).path();
    }

    private static Path launcher() throws Exception {
        return Distribution.launcher();
    }
}
