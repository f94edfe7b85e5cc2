package im.gateway.loadtest.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.outage.ReachTimes;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.Surroundings;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.ScenarioReader;
import im.gateway.loadtest.scenario.ScenarioReader.WrongScenario;
import im.gateway.loadtest.xmpp.UserComponent;
import im.gateway.loadtest.xmpp.XmppSide;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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
            try (RemoteGenerator generator = RemoteGenerator.connect(agent.address(), hello("right"), silent)) {
                assertThat(generator.openFiles()).isPositive();
                assertThatThrownBy(() -> generator.join(new Message.Join("127.0.0.1", 1, "secret", "127.0.0.1", 1)))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("cannot connect to");
            }
        }
    }

    /** Nobody listens on port 1 of loopback. */
    @Test
    void whoIsNoAgentIsNamed() {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        assertThatThrownBy(() -> RemoteGenerator.connect(nobody, hello("right"), silent))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(":1: ")
                .hasMessageContaining("(expected: \"loadtest agent\" that listens there)");
    }

    /** What an older coordinator says besides is not known here, but its version is. */
    @Test
    void anotherReleaseIsRefusedByItsVersion() throws Exception {
        try (Agent agent = agent("right");
                Socket socket =
                        new Socket(agent.address().getAddress(), agent.address().getPort());
                Line line = new Line(socket)) {
            socket.getOutputStream()
                    .write("{\"type\":\"hello\",\"version\":1,\"secret\":\"right\",\"ircPort\":1}\n"
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(line.read())
                    .isEqualTo(new Message.Failed(
                            "the first message is none of version 2 (expected: a coordinator of the same release)"));
        }
    }

    /** A component stands for the gateway's node: one stream is what the scenario's one node has. */
    @Test
    void anAgentPlaysBothSidesAndTellsWhere() throws Exception {
        Scenario scenario = ScenarioReader.read("smoke", List.of("legacy.network=aim", "reach.probe=on"));
        EventLoopGroup loops = new NioEventLoopGroup(1);
        try (Agent agent = agent("right");
                RemoteGenerator generator =
                        RemoteGenerator.connect(agent.address(), hello("right", scenario), silent)) {
            Message.Playing playing = generator.play();
            InetSocketAddress xmpp = new InetSocketAddress(playing.xmppHost(), playing.xmppPort());
            assertThat(xmpp.getAddress().isLoopbackAddress()).isTrue();
            try (XmppSide node = UserComponent.connect(
                            xmpp, "aim-a.localhost", Surroundings.SECRET, Duration.ofSeconds(20), loops, stanza -> {});
                    Socket client = new Socket(playing.legacyHost(), playing.legacyPort())) {
                generator.awaitStreams();
                assertThat(node.connections()).isEqualTo(1);
                assertThat(client.getInputStream().read())
                        .as("FLAP begins with an asterisk")
                        .isEqualTo('*');
            }
            assertThat(generator.pulse().legacyOnline()).isZero();
            generator.strike();
            assertThat(generator.times()).isEqualTo(ReachTimes.NONE);
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
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
        Message sent = new Message.Pulsed(1, 2, 3, 4, 5, 6, 7.5, 8.5, Line.encode(latencies));
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
        Message reached = new Message.Reached(new ReachTimes(3, List.of(7_000_000_001L, 2L), List.of(1L), List.of()));
        assertThat(overASocket(reached)).isEqualTo(reached);
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

    private static Message.Hello hello(String secret, Scenario scenario) {
        return new Message.Hello(Message.VERSION, secret, scenario.name(), scenario.source(), 0, 2);
    }
}
