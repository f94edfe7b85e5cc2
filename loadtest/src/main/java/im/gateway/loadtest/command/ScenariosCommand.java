package im.gateway.loadtest.command;

import im.gateway.loadtest.scenario.ScenarioReader;
import im.gateway.loadtest.scenario.ScenarioReader.WrongScenario;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code loadtest scenarios}: what is shipped. */
@Command(
        name = "scenarios",
        description = "Lists the scenarios that are shipped; \"loadtest run NAME\" runs one.",
        mixinStandardHelpOptions = true)
public final class ScenariosCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws WrongScenario {
        PrintWriter out = spec.commandLine().getOut();
        for (String name : ScenarioReader.shipped()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-14s %s",
                    name,
                    ScenarioReader.read(name, List.of()).description()));
        }
        out.flush();
        return 0;
    }
}
