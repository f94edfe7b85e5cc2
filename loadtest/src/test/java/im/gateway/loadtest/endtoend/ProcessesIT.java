package im.gateway.loadtest.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.loadtest.agent.AgentProcesses;
import im.gateway.loadtest.agent.DistributedRun;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.quickstart.RunFolder;
import im.gateway.loadtest.run.Result;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.ScenarioReader;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A run whose people, and both sides of the gateway, are in processes of their own. */
@RequiresServer(ServerKind.CASSANDRA)
class ProcessesIT {
    private static final long SEED = 5;
    private static final int USERS = 60;

    private final Narrator narrator =
            new Narrator(new PrintWriter(System.out, true, StandardCharsets.UTF_8), System::nanoTime);

    /** Whom the loss of a node has cut off is found in both processes, and all of them are reached again. */
    @Test
    void theUsersOfALostNodeAreAskedForInTwoProcesses() throws Exception {
        Scenario scenario = ScenarioReader.read(
                "node-loss",
                List.of(
                        "population { users = 60, peers = 6, setup-per-second = 30 }",
                        "arrival { per-second = 10, warm-up = 3s, duration = 30s, drain = 5s }"));
        Path folder = RunFolder.make(Distribution.folder("processes")).path();
        List<InetSocketAddress> addresses;
        Result result;
        try (AgentProcesses agents = AgentProcesses.start(2, folder, new Random(SEED), narrator)) {
            addresses = agents.addresses();
            result = new DistributedRun(scenario, folder, narrator, Clock.systemUTC(), addresses, agents.secret())
                    .run(Distribution.launcher());
        }

        Map<String, Double> figures = result.figures();
        assertThat(result.harness().generators()).isEqualTo(2);
        assertThat(figures.get("reach.affected")).isBetween(2.0, USERS - 2.0);
        assertThat(figures).containsEntry("reach.unreached", 0.0).containsKeys("reach.suspected", "reach.login-p50");
        assertThat(figures.get("reach.last")).isGreaterThan(figures.get("reach.removed"));
        assertThat(figures).containsKey("recovery-seconds");
        assertThat(result.timeline())
                .as("sessions on both networks")
                .anySatisfy(sample -> assertThat(sample.legacyOnline()).isEqualTo(USERS));
        assertThat(sessionsLeft(result, "aim-a")).as("after the loss").isEqualTo(USERS / 2.0);
        assertThat(sessionsLeft(result, "aim-b")).as("after the loss").isEqualTo(USERS / 2.0);
        for (InetSocketAddress agent : addresses) {
            assertThatThrownBy(() -> new Socket(agent.getAddress(), agent.getPort()).close())
                    .as("an agent that is left at " + agent)
                    .isInstanceOf(ConnectException.class);
        }
    }

    /** What the nodes that are left count themselves. */
    private static double sessionsLeft(Result result, String service) {
        return result.nodes().stream()
                .mapToDouble(node ->
                        node.counts().getOrDefault("gateway_sessions{domain=\"" + service + ".localhost\"}", 0.0))
                .sum();
    }
}
