package im.gateway.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.LocalGenerator.Books;
import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.scenario.Fault;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.ScenarioReader;
import im.gateway.loadtest.xmpp.ConnectionPolicy;
import im.gateway.loadtest.xmpp.PlayedXmppServer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All kinds of scenarios against a pretended gateway: what is counted, timed and judged. Rates are small, and bounds of times are wide. */
class MeasurementTest {
    private static final String SECRET = "secret";

    private final EventLoopGroup loops = new NioEventLoopGroup(2);
    private final StringWriter said = new StringWriter();
    private List<Fault.What> suffered = List.of();
    private long changes;

    @AfterEach
    void end() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void everythingThatPeopleDoIsCountedAndTimed() throws Exception {
        Result result = run(
                "smoke",
                "population { users = 30, registered = 20, online = 15 }",
                "arrival { per-second = 300, duration = 2s }",
                "mix { session = 0.5, registration = 0.5, subscription = 0.5, presence = 0.5, peer-presence = 0.5,"
                        + " resource = 0.5 }");
        assertThat(result.passed()).as(said.toString()).isTrue();
        assertThat(result.latencies())
                .containsKeys("to-legacy", "from-legacy", "login", "register", "unregister", "subscribe");
        assertThat(result.messages().sent()).isBetween(100L, 700L);
        assertThat(result.messages().arrived()).isEqualTo(result.messages().sent());
        assertThat(changes).isPositive();
        assertThat(result.harness().lagMax())
                .as("nothing happens at the very moment that was meant")
                .isPositive();
        assertThat(result.figures()).containsKeys("cassandra-writes-per-user", "cpu-per-10000", "achieved");
        assertThat(result.steps()).singleElement().matches(Result.Step::kept);
    }

    @Test
    void aShapeHasItsRates() throws Exception {
        Result result = run(
                "smoke",
                "arrival { per-second = 400, warm-up = 0s, duration = 3s, distribution = uniform,"
                        + " shape = [{at=0s,factor=0.1},{at=1500ms,factor=0.1},{at=1500ms,factor=1}] }");
        // 1.5 s of 40 and 1.5 s of 400 a second.
        assertThat(result.messages().sent()).isBetween(650L, 661L);
    }

    @Test
    void theKneeIsTheLastRateThatWasKept() throws Exception {
        Result kept = run(
                "capacity",
                "arrival { warm-up = 0s, duration = 500ms, drain = 5s }",
                "capacity { from = 40, factor = 2, steps = 3 }",
                "criteria { to-legacy.p99 = 60s, from-legacy.p99 = 60s }",
                "population { users = 10, peers = 2 }");
        assertThat(kept.figures()).containsEntry("knee", 160.0);
        assertThat(kept.steps())
                .extracting(step -> Math.round(step.perSecond()))
                .as("three rates, and a share of the knee")
                .containsExactly(40L, 80L, 160L, 112L);
        assertThat(kept.figures()).containsKey("below.to-legacy.p99");
        Result broken = run(
                "capacity",
                "arrival { warm-up = 0s, duration = 500ms }",
                "capacity { from = 40, factor = 2, steps = 3 }",
                "criteria { to-legacy.p99 = 1ns, knee = 30 }",
                "population { users = 10, peers = 2 }");
        assertThat(broken.figures()).containsEntry("knee", 0.0);
        assertThat(broken.steps()).singleElement().matches(step -> !step.kept());
        assertThat(broken.passed()).as("the knee is judged").isFalse();
    }

    @Test
    void aHopIsMeasuredInTurns() throws Exception {
        Result result = run(
                "remote-hop",
                "population { users = 10, peers = 2 }",
                "hop.rounds = 2",
                "arrival { per-second = 100, warm-up = 0s, duration = 500ms }");
        assertThat(result.steps())
                .extracting(Result.Step::name)
                .containsExactly("home 1", "away 1", "away 2", "home 2");
        // The pretended gateway has one stream, and uses a millisecond for each stanza on it.
        assertThat(result.figures().get("home.cpu-per-10000")).isBetween(8.0, 12.0);
        assertThat(result.figures()).containsKeys("hop.cpu-micros", "hop.p50", "hop.p99", "away.p50");
    }

    @Test
    void growthHasAStepForEachNumberAndTheCostOfAUser() throws Exception {
        Result result = run(
                "cost-curve",
                "population { users = 20, peers = 4, contacts = 1 }",
                "growth.online = [5, 20]",
                "arrival { per-second = 100, warm-up = 0s, duration = 500ms }",
                "legacy.network = irc");
        assertThat(result.steps()).extracting(Result.Step::online).containsExactly(5, 20);
        assertThat(result.steps()).extracting(Result.Step::perSecond).containsExactly(25.0, 100.0);
        assertThat(result.figures().get("heap-kib-per-user")).isPositive();
        assertThat(result.parts()).extracting(Result.HeapPart::name).contains("a.Stanza");
    }

    @Test
    void faultsHappenAtTheirTimesAndAreInTheResult() throws Exception {
        Result result = run(
                "smoke",
                "arrival { warm-up = 500ms, duration = 2s }",
                "faults = [{ at = 1s, what = start, node = 1 }, { at = 500ms, what = kill, node = 1 }]");
        assertThat(suffered).containsExactly(Fault.What.KILL, Fault.What.START);
        assertThat(result.events())
                .extracting(Result.Event::what)
                .containsExactly("kill node-1", "kill node-1 is done", "start node-1", "start node-1 is done");
        assertThat(result.events().get(0).second()).isBetween(0.9, 1.9);
    }

    private Result run(String name, String... settings) throws Exception {
        List<String> all = new ArrayList<>(List.of("population.setup-per-second = 2000"));
        all.addAll(List.of(settings));
        Scenario scenario = ScenarioReader.read(name, all);
        Books books = Books.of(ScenarioRun.population(scenario, Share.WHOLE), 7);
        XmppUsers users = new XmppUsers(
                books.population(), books.ledger(), books.latencies(), books.run(), ScenarioRun.asks(scenario));
        PlayedXmppServer.Settings played = new PlayedXmppServer.Settings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                books.population().gateway(),
                SECRET,
                ConnectionPolicy.EVERY_NODE,
                scenario.seed());
        Narrator narrator = new Narrator(new PrintWriter(said), System::nanoTime);
        try (PlayedXmppServer server = PlayedXmppServer.start(played, loops, users::received);
                PretendedGateway gateway = new PretendedGateway(server.address(), SECRET, books, loops)) {
            users.speakThrough(server);
            Surroundings.Place place = new Surroundings.Place(server.address(), null, null, server);
            try (Generator generator =
                    new LocalGenerator(scenario, Share.WHOLE, books, users, gateway, server, () -> -1, narrator)) {
                return new Measurement(
                                scenario, gateway, place, List.of(generator), NodeLoss.UNSEEN, Duration.ZERO, narrator)
                        .run("2026-01-02T03:04:05Z");
            } finally {
                suffered = gateway.suffered();
                changes = gateway.changes();
            }
        }
    }
}
