package im.gateway.loadtest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.endtoend.Distribution;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.quickstart.RunFolder;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short cases of the fault suite, on one start of three nodes, Prosody, Cassandra and the simulated OSCAR network. */
@RequiresServer({ServerKind.CASSANDRA, ServerKind.PROSODY})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class FaultsIT {
    private static final int NODES = 3;
    private static final int SECONDS = 10;
    private static final int USERS = 30;
    private static final int PER_SECOND = 30;
    private static final long SEED = 1;

    @SuppressWarnings("NullAway.Init")
    private FaultSuite suite;

    @BeforeAll
    void prepare() throws Exception {
        FaultSuite.Options options = new FaultSuite.Options(Distribution.launcher(), SEED, SECONDS, USERS, PER_SECOND);
        RunFolder folder = RunFolder.make(Distribution.folder("faults"));
        suite = new FaultSuite(
                options,
                folder.path(),
                new Narrator(new PrintWriter(System.out, true, StandardCharsets.UTF_8), System::nanoTime));
    }

    @AfterAll
    void end() {
        if (suite != null) {
            suite.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xmpp-restart", "legacy-restart", "sigkill-users", "graceful-stop", "graceful-stop-stream"})
    void everyPromiseIsKept(String name) throws Exception {
        FaultCase fault = FaultCases.all(NODES, Duration.ZERO).stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(suite.run(fault).broken()).as(name).isEmpty();
    }
}
