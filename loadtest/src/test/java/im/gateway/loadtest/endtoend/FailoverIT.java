package im.gateway.loadtest.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.quickstart.Parts;
import im.gateway.servers.ProgramServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * One node of three is lost, or stopped, while users talk; behind Prosody, so that one node holds the only stream. Three nodes, since
 * the majority of two is both of them.
 */
@RequiresServer({ServerKind.CASSANDRA, ServerKind.PROSODY, ServerKind.ERGOCHAT})
@EnabledIfSystemProperty(
        named = "gateway.faults",
        matches = "all",
        disabledReason =
                "set -Dgateway.faults=all: what IRC sends to a node in the moment of its death is lost now and then")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class FailoverIT {
    private static final int PAIRS = 4;

    @SuppressWarnings("NullAway.Init")
    private Run run;

    @SuppressWarnings("NullAway.Init")
    private ClusterView cluster;

    private final List<Pair> pairs = new ArrayList<>();

    @BeforeAll
    void start() throws Exception {
        run = Run.start("failover", Parts.Server.PROSODY, 3);
        cluster = new ClusterView(run.nodes());
        for (int n = 1; n <= PAIRS; n++) {
            pairs.add(Pair.meet(run.another("romeo" + n, "juliet" + n)));
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (Pair pair : pairs) {
            pair.close();
        }
        if (run != null) {
            run.close();
        }
    }

    @AfterEach
    void allThreeAgain() {
        run.nodes().stream().filter(node -> !node.isAlive()).forEach(ProgramServer::restart);
    }

    /** The order: at first the users are spread over all nodes. */
    @Test
    @Order(1)
    void theNodeWithUsersIsKilled() throws Exception {
        ProgramServer victim = cluster.busiestWithoutStream();
        Traffic.Outcome outcome = during("SIGKILL of " + victim.name() + ", which has users", victim::kill);

        nothingIsLost(outcome);
        assertThat(outcome.toIrc().refused()).as("errors to XMPP users").isZero();
    }

    @Test
    @Order(2)
    void theNodeWithTheStreamIsKilled() throws Exception {
        ProgramServer victim = cluster.streamHolder();
        Traffic.Outcome outcome = during("SIGKILL of " + victim.name() + ", which has the stream", victim::kill);

        // What was inside the one TCP connection may go (design, "Promises"): the round of that moment, and the one
        // before.
        assertThat(outcome.toIrc().lost()).as("lost on the way to IRC").isLessThanOrEqualTo(2 * PAIRS);
        assertThat(outcome.toXmpp().lost()).as("lost on the way to XMPP").isLessThanOrEqualTo(2 * PAIRS);
        inOrderAndUnseen(outcome);
    }

    @Test
    @Order(3)
    void theNodeWithTheStreamIsStopped() throws Exception {
        ProgramServer victim = cluster.streamHolder();
        Traffic.Outcome outcome = during("SIGTERM of " + victim.name() + ", which has the stream", victim::stop);

        nothingIsLost(outcome);
        assertThat(outcome.toIrc().duplicated()).as("duplicates on IRC").isZero();
        assertThat(outcome.toXmpp().duplicated()).as("duplicates on XMPP").isZero();
    }

    private Traffic.Outcome during(String what, Runnable fault) throws Exception {
        for (ProgramServer node : run.nodes()) {
            run.narrator().say(node.name() + " has users: " + cluster.users(node));
        }
        try (Traffic traffic = Traffic.between(pairs, what)) {
            traffic.awaitServed();
            run.narrator().step(what, () -> {
                fault.run();
                return what;
            });
            run.narrator().step("all users served again", () -> {
                traffic.awaitServed();
                return what;
            });
            Traffic.Outcome outcome = traffic.end();
            run.narrator().say(outcome.toString());
            return outcome;
        }
    }

    private static void nothingIsLost(Traffic.Outcome outcome) {
        assertThat(outcome.toIrc().lost()).as("lost on the way to IRC").isZero();
        assertThat(outcome.toXmpp().lost()).as("lost on the way to XMPP").isZero();
        inOrderAndUnseen(outcome);
    }

    private static void inOrderAndUnseen(Traffic.Outcome outcome) {
        assertThat(outcome.toIrc().outOfOrder()).as("out of order on IRC").isZero();
        assertThat(outcome.toXmpp().outOfOrder()).as("out of order on XMPP").isZero();
        assertThat(outcome.flaps()).as("presence flaps").isEmpty();
    }
}
