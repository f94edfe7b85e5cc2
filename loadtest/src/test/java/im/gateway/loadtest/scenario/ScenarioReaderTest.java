package im.gateway.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.loadtest.scenario.ScenarioReader.WrongScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioReaderTest {
    static List<String> shipped() {
        return ScenarioReader.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void whatIsShippedIsRightAndSaysWhatItIs(String name) throws WrongScenario {
        Scenario scenario = ScenarioReader.read(name, List.of());
        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.description()).isNotBlank();
        assertThat(scenario.criteria()).containsKey("lost");
    }

    @Test
    void aSettingOnTheCommandLineGoesBeforeTheFiles() throws WrongScenario {
        Scenario scenario = ScenarioReader.read(
                "smoke", List.of("population.users=7", "criteria.to-legacy.p99=1500us", "gateway.config.gateway.x=1"));
        assertThat(scenario.population()).isEqualTo(new Scenario.People(7, 7, 7, 5, 1, 20));
        assertThat(scenario.criteria()).containsEntry("to-legacy.p99", 1.5);
        assertThat(scenario.gateway().config()).contains("\"x\":1", "\"auth\":\"none\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.java-options = \"-Xmx1g -XX:+UseSerialGC -Da=b\"",
                "gateway.java-options=-Xmx1g -XX:+UseSerialGC -Da=b"
            })
    void optionsOfAJvmNeedNoQuotesOfHocon(String setting) throws WrongScenario {
        assertThat(ScenarioReader.read("smoke", List.of(setting)).gateway().javaOptions())
                .isEqualTo("-Xmx1g -XX:+UseSerialGC -Da=b");
    }

    @Test
    void aFileOfOnesOwnHasItsNameFromTheFile(@TempDir Path folder) throws IOException, WrongScenario {
        Path file = Files.writeString(folder.resolve("evening.conf"), "arrival.per-second = 12");
        Scenario scenario = ScenarioReader.read(file.toString(), List.of());
        assertThat(scenario.name()).isEqualTo("evening");
        assertThat(scenario.arrival().perSecond()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mix.to-legaci = 1               | mix.to-legaci is no setting",
                "population.users = 0            | population.users: 0 (expected: 1 to 1000000)",
                "population.online = 101         | population.online: 101 (expected: 0 to",
                "arrival.distribution = gaussian | arrival.distribution: gaussian (expected: one of [poisson, uniform])",
                "gateway.cores = all             | gateway.cores: all (expected: a list of cores",
                "kind = hop                      | gateway.nodes: 1 (expected: 2 to 9)",
                "'kind = hop, gateway.nodes = 2, xmpp.side = ejabberd' | xmpp.side: ejabberd (expected: played",
                "criteria.to-legacy.p98 = 1s     | to-legacy.p98: 1s (expected: one of [",
                "mix { to-legacy = 0, from-legacy = 0 } | mix: all weights are 0",
                "arrival.warm-up = soon          | arrival.warm-up",
                "'arrival.shape = [{at=5s,factor=1},{at=1s,factor=1}]' | expected: not before the point above it",
                "'arrival.shape = [{at=5s,factor=0}]' | the last rate is 0",
                "faults = [{at=5s}]              | what",
                "'faults = [{at=5s,what=kill,node=2}]' | node: 2 (expected: 1 to 1)",
                "'faults = [{at=5s,what=kill,node=1}], reach.kill = 2' | reach.kill: 2 (expected: one of the 1 kills",
                "mix.registration = 1            | population.registered: 20 (expected: fewer than population.users",
                "population.contacts = 6         | population.contacts: 6 (expected: 1 to 5)",
            })
    void whatIsWrongIsSaidWithWhatWasExpected(String setting, String message) {
        assertThatThrownBy(() -> ScenarioReader.read("smoke", List.of(setting)))
                .isInstanceOf(WrongScenario.class)
                .hasMessageContaining(message);
    }

    @Test
    void aNameThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThatThrownBy(() -> ScenarioReader.read("somke", List.of()))
                .isInstanceOf(WrongScenario.class)
                .hasMessageContaining("smoke, chat, presence-storm");
    }

    @Test
    void boundsAreUpperOnesButForWhatWasAchieved() {
        List<Criteria.Verdict> verdicts =
                Criteria.judge(Map.of("lost", 0.0, "achieved", 0.99), Map.of("lost", 0.0, "achieved", 0.98));
        assertThat(verdicts)
                .containsExactlyInAnyOrder(
                        new Criteria.Verdict("lost", 0, 0, true), new Criteria.Verdict("achieved", 0.99, 0.98, false));
    }

    @Test
    void whatWasNotMeasuredIsNotKept() {
        assertThat(Criteria.judge(Map.of("login.p99", 100.0), Map.of()))
                .singleElement()
                .matches(verdict -> !verdict.kept());
    }
}
