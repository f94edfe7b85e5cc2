package im.gateway.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import im.gateway.loadtest.run.OpenFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpSaysWhatThereIs() {
        assertThat(run("quickstart", "--help")).isZero();
        assertThat(out.toString()).contains("--nodes=N", "--once", "--server=NAME", "Exit codes");
    }

    @Test
    void aWrongNumberOfNodesIsRefusedBeforeAnythingStarts() {
        assertThat(run("quickstart", "--gateway", "bin/gateway", "--nodes", "10"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--nodes: 10 (expected: 1 to 9)");
    }

    @Test
    void anUnknownServerIsRefused() {
        assertThat(run("quickstart", "--gateway", "bin/gateway", "--server", "openfire"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("openfire");
    }

    @Test
    void theBenchmarksAreListedByName() {
        assertThat(run("benchmarks", "--list", "route", "parse")).isZero();
        assertThat(out.toString().lines())
                .containsExactlyInAnyOrder(
                        "im.gateway.loadtest.benchmark.CodecBenchmark.parse",
                        "im.gateway.loadtest.benchmark.RouteBenchmark.route");
    }

    @Test
    void aBenchmarkThatIsNotThereIsAWrongOption() {
        assertThat(run("benchmarks", "--list", "brew")).isEqualTo(2);
        assertThat(err.toString()).contains("NAME: [brew]", "--list");
    }

    @Test
    void theFaultCasesAreListedWithWhatTheyDo() {
        assertThat(run("faults", "--list")).isZero();
        assertThat(out.toString().lines())
                .hasSizeGreaterThan(10)
                .anyMatch(line -> line.matches("sigkill-users +SIGKILL of a node with users, .*"));
    }

    @Test
    void aFaultCaseThatIsNotThereIsAWrongOption() {
        assertThat(run("faults", "earthquake", "--gateway", "bin/gateway")).isEqualTo(2);
        assertThat(err.toString()).contains("CASE: earthquake (expected: xmpp-restart, ");
    }

    @Test
    void faultsNeedAMajorityOfNodes() {
        assertThat(run("faults", "--nodes", "2", "--gateway", "bin/gateway")).isEqualTo(2);
        assertThat(err.toString()).contains("--nodes: 2 (expected: 3 to 9)");
    }

    @Test
    void howManyProcessesMakeALoadIsCheckedBeforeAnythingStarts() {
        assertThat(run("run", "node-loss", "--gateway", "bin/gateway", "--processes", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--processes: 0 (expected: 1 or more)");
        assertThat(run("run", "node-loss", "--gateway", "g", "--processes", "2", "--agents", "127.0.0.1:7627"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--processes and --agents (expected: one of them)");
        assertThat(run("run", "chat", "--gateway", "bin/gateway", "--processes", "2"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("one side is played and the other one is a real server");
    }

    /** Some containers allow as many files as the greatest scenario has sessions. */
    @Test
    void moreSessionsThanFilesAreRefusedBeforeAnythingStarts() {
        assumeThat(OpenFiles.ofThisProcess()).isLessThan(1_000_000);
        assertThat(run(
                        "run",
                        "node-loss",
                        "--gateway",
                        "bin/gateway",
                        "--set",
                        "population.users=1000000",
                        "--processes",
                        "1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("open files: the harness, in 1 process: 1,000,500 in each");
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
