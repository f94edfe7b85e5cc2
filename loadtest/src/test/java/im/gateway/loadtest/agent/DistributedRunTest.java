package im.gateway.loadtest.agent;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.run.ScenarioRun;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.ScenarioReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DistributedRunTest {
    @Test
    void bothSidesArePlayedOrBothAreServers() throws Exception {
        assertThat(refusal(2, "legacy.network=aim")).isEmpty();
        assertThat(refusal(2, "legacy.network=icq")).isEmpty();
        assertThat(refusal(2, "xmpp.side=ejabberd", "legacy.network=irc")).isEmpty();
        String mixed = "one side is played and the other one is a real server";
        assertThat(refusal(2, "legacy.network=irc"))
                .hasValueSatisfying(why -> assertThat(why).contains(mixed));
        assertThat(refusal(2, "xmpp.side=ejabberd", "legacy.network=aim"))
                .hasValueSatisfying(why -> assertThat(why).contains(mixed));
    }

    @Test
    void whatNeedsTheSidesInThisProcessIsRefused() throws Exception {
        assertThat(refusal(2, "legacy.network=aim", "faults=[{ at = 1s, what = drop-xmpp }]"))
                .hasValueSatisfying(why -> assertThat(why).contains("drop-xmpp", "(expected: faults of nodes"));
        assertThat(refusal(2, "legacy.network=aim", "kind=hop", "gateway.nodes=2"))
                .hasValueSatisfying(why -> assertThat(why).contains("kind = hop (expected: load, capacity or growth)"));
    }

    @Test
    void eachProcessHasAPeerAndALetter() throws Exception {
        assertThat(refusal(3, "legacy.network=aim", "population.peers=2")).isPresent();
        assertThat(refusal(27, "legacy.network=aim", "population.users=50", "population.peers=50"))
                .hasValueSatisfying(why -> assertThat(why).contains("at most 26 processes"));
    }

    /** On a network of its own an ICQ account is a number, whichever share it is of. */
    @Test
    void sharesAreToldApartByWhatIsTheirsAlone() throws Exception {
        Scenario own = ScenarioReader.read("smoke", List.of("legacy.network=icq"));
        Population second = ScenarioRun.population(own, new Share(1, 3));
        assertThat(second.legacyName(0)).isEqualTo("10000");
        assertThat(second.gateway()).isEqualTo("icq-b.localhost");
        assertThat(second.bareJid(4)).isEqualTo("u4@users-b.localhost");

        Scenario shared = ScenarioReader.read("smoke", List.of("xmpp.side=ejabberd", "legacy.network=irc"));
        assertThat(ScenarioRun.population(shared, new Share(1, 3)).legacyName(0))
                .isEqualTo("bu0");
        assertThat(ScenarioRun.population(shared, new Share(1, 3)).gateway()).isEqualTo("irc.localhost");
    }

    private static Optional<String> refusal(int agents, String... settings) throws Exception {
        return DistributedRun.refusal(ScenarioReader.read("smoke", List.of(settings)), agents);
    }
}
