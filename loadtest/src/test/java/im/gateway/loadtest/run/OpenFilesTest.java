package im.gateway.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.scenario.ScenarioReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    private static final long ALLOWED = 20_000;

    @Test
    void aProcessWithTooManySessionsIsRefusedWithTheNumberThatDoes() throws Exception {
        OpenFiles files = files("node-loss");

        assertThat(files.refusalOfProcess(1))
                .hasValue(
                        "open files: the harness, in 1 process: 30,500 in each, with 30,000 sessions (expected: at most 20,000,"
                                + " as ulimit -n says): --processes 2, or fewer users, or a higher ulimit -n");
        assertThat(files.refusalOfProcess(2)).isEmpty();
        assertThat(files.refusalOfServers()).as("two nodes are left").isEmpty();
    }

    @Test
    void theNodesThatAreLeftMustBearEverybody() throws Exception {
        Optional<String> refusal = files("node-loss", "gateway.nodes=2", "faults=[{ at = 5s, what = kill, node = 2 }]")
                .refusalOfServers();

        assertThat(refusal)
                .hasValueSatisfying(why -> assertThat(why)
                        .contains(
                                "the gateway, in 1 node after the faults: 30,500 in each",
                                "--set gateway.nodes=3, or fewer"));
        assertThat(files("node-loss", "gateway.nodes=2", "faults=[]").refusalOfServers())
                .isEmpty();
    }

    @Test
    void aNodeThatIsBackBearsItsShare() throws Exception {
        String later = "{ at = 9s, what = kill, node = 1 }";
        String back = "{ at = 7s, what = start, node = 3 }";
        String first = "{ at = 5s, what = kill, node = 3 }";

        assertThat(files("node-loss", "faults=[" + later + "," + back + "," + first + "]")
                        .refusalOfServers())
                .isEmpty();
        assertThat(files("node-loss", "faults=[" + later + "," + first + "]").refusalOfServers())
                .isPresent();
    }

    @Test
    void growthNeedsWhatItsLastStepNeeds() throws Exception {
        assertThat(files("cost-curve").refusalOfProcess(3)).isEmpty();
        assertThat(files("cost-curve").refusalOfProcess(2))
                .hasValueSatisfying(why -> assertThat(why).contains("--processes 3"));
        assertThat(files("cost-curve").refusalOfServers())
                .hasValueSatisfying(why -> assertThat(why).contains("--set gateway.nodes=4"));
        assertThat(files("cost-curve", "growth.online=[1000, 10000]").refusalOfProcess(1))
                .isEmpty();
    }

    /** On a real network the contacts connect from here, and the users' sessions are the server's. */
    @Test
    void onIrcTheServerHasAllLines() throws Exception {
        String[] users = {"legacy.network=irc", "population.users=25000", "population.peers=100"};

        assertThat(files("smoke", users).refusalOfProcess(1)).isEmpty();
        assertThat(files("smoke", users).refusalOfServers())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("the IRC server: 25,600 in each", "25,100 sessions"));
    }

    @Test
    void thisProcessHasALimit() {
        assertThat(OpenFiles.ofThisProcess()).isGreaterThan(100);
    }

    private static OpenFiles files(String scenario, String... settings) throws Exception {
        return new OpenFiles(ScenarioReader.read(scenario, List.of(settings)), ALLOWED);
    }
}
