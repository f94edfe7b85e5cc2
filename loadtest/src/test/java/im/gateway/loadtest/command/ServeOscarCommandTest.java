package im.gateway.loadtest.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.loadtest.oscar.Options;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class ServeOscarCommandTest {
    private static ServeOscarCommand command(String... options) {
        ServeOscarCommand command = new ServeOscarCommand();
        new CommandLine(command).parseArgs(options);
        return command;
    }

    @Test
    void theOptionsSayWhoIsThere() {
        try (SimulatedOscarNetwork network = SimulatedOscarNetwork.start(Options.local(), Clock.systemUTC())) {
            command(
                            "--account",
                            "romeo:se:cret",
                            "--contact",
                            "juliet",
                            "--population",
                            "u:10:3:pw",
                            "--population",
                            "55:5:2:pw")
                    .populate(network);
            assertThat(network.isOnline("juliet")).isTrue();
            assertThat(network.isOnline("romeo")).isFalse();
            assertThat(network.contactsOf("u9")).containsExactly("u0", "u1", "u2");
            assertThat(network.contactsOf("55000004")).containsExactly("55000000", "55000001");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--account,romeo",
        "--contact,/",
        "--population,u:10:3",
        "--population,u:x:3:pw",
        "--population,u:9:999:pw"
    })
    void whatIsWrongIsNamed(String option, String value) {
        try (SimulatedOscarNetwork network = SimulatedOscarNetwork.start(Options.local(), Clock.systemUTC())) {
            assertThatThrownBy(() -> command(option, value).populate(network))
                    .isInstanceOf(ParameterException.class)
                    .hasMessageContaining(option)
                    .hasMessageContaining("expected");
        }
    }

    @Test
    void aPortThatIsTakenIsAnExitCode() {
        try (SimulatedOscarNetwork network = SimulatedOscarNetwork.start(Options.local(), Clock.systemUTC())) {
            StringWriter err = new StringWriter();
            int code = new CommandLine(new ServeOscarCommand())
                    .setErr(new PrintWriter(err, true))
                    .execute("--port", String.valueOf(network.address().getPort()));
            assertThat(code).isEqualTo(1);
            assertThat(err.toString()).startsWith("cannot listen on 127.0.0.1:").hasLineCount(1);
        }
    }
}
