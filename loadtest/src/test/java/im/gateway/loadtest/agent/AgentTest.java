package im.gateway.loadtest.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.ScenarioReader;
import im.gateway.loadtest.scenario.ScenarioReader.WrongScenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class AgentTest {
    private final Narrator silent = new Narrator(new PrintWriter(new StringWriter()), System::nanoTime);

    @Test
    void aWrongSecretIsRefused() throws Exception {
        try (Agent agent = agent("right")) {
            assertThatThrownBy(() -> RemoteGenerator.connect(agent.address(), hello("wrong"), silent))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("wrong secret (expected: the one that the agent was started with)");
        }
    }

    @Test
    void whatCannotBeReachedIsSaidByTheCoordinator() throws Exception {
        try (Agent agent = agent("right")) {
            assertThatThrownBy(() -> RemoteGenerator.connect(agent.address(), hello("right"), silent))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot connect to");
        }
    }

    @Test
    void whatIsNoCoordinatorIsToldSo() throws Exception {
        try (Agent agent = agent("right");
                Line line = new Line(
                        new Socket(agent.address().getAddress(), agent.address().getPort()))) {
            line.write(new Message.AskPulse());
            assertThat(line.read()).isInstanceOf(Message.Failed.class);
        }
    }

    @Test
    void histogramsAndCountsArriveAsTheyWere() throws Exception {
        Map<Operation, Histogram> latencies = new EnumMap<>(Operation.class);
        long factor = 0;
        for (Operation operation : Operation.values()) {
            factor++;
            Histogram histogram = Latencies.histogram();
            for (int value = 1; value < 100; value++) {
                histogram.recordValue(value * factor);
            }
            latencies.put(operation, histogram);
        }
        Message sent = new Message.Pulsed(1, 2, 3, 4, 5, 6.5, 7.5, Line.encode(latencies));
        Message.Pulsed received = (Message.Pulsed) overASocket(sent);
        assertThat(received).isEqualTo(sent);
        assertThat(Line.decode(received.latencies())).isEqualTo(latencies);
        Message ended = new Message.EndedSo(
                new Ledger.Totals(6, 5, 4, 3, 2, 1),
                new TreeMap<>(Map.of("message error gone", 2L)),
                9,
                Line.encode(Latencies.histogram()),
                1);
        assertThat(overASocket(ended)).isEqualTo(ended);
    }

    /** An agent reads the scenario that it is sent, and has to come to the same settings. */
    @Test
    void everyShippedScenarioIsTheSameAfterTheWay() throws Exception {
        for (String name : ScenarioReader.shipped()) {
            Scenario scenario = ScenarioReader.read(name, List.of());
            Message.Hello received = (Message.Hello) overASocket(hello("", scenario));
            Scenario again = ScenarioReader.readAgain(name, received.source());
            assertThat(again)
                    .usingRecursiveComparison()
                    .ignoringFields("source")
                    .isEqualTo(scenario);
        }
    }

    private Agent agent(String secret) throws IOException {
        Agent agent = new Agent(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), secret);
        Thread thread = new Thread(() -> agent.serve(silent), "agent");
        thread.setDaemon(true);
        thread.start();
        return agent;
    }

    private static Message overASocket(Message message) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Line here = new Line(new Socket(listening.getInetAddress(), listening.getLocalPort()));
                Line there = new Line(listening.accept())) {
            here.write(message);
            return there.read();
        }
    }

    private static Message.Hello hello(String secret) throws WrongScenario {
        return hello(secret, ScenarioReader.read("smoke", List.of()));
    }

    /** Port 1 on loopback: nobody is there. */
    private static Message.Hello hello(String secret, Scenario scenario) {
        return new Message.Hello(
                Message.VERSION,
                secret,
                scenario.name(),
                scenario.source(),
                0,
                2,
                "127.0.0.1",
                1,
                "users-0.localhost",
                "secret",
                "127.0.0.1",
                1);
    }
}
