package im.gateway.loadtest;

import im.gateway.loadtest.command.AgentCommand;
import im.gateway.loadtest.command.BenchmarksCommand;
import im.gateway.loadtest.command.FaultsCommand;
import im.gateway.loadtest.command.ReportCommand;
import im.gateway.loadtest.command.RunCommand;
import im.gateway.loadtest.command.ScenariosCommand;
import im.gateway.loadtest.command.ServeCommand;
import im.gateway.loadtest.quickstart.QuickstartCommand;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: {@code bin/loadtest COMMAND}. */
@Command(
        name = "loadtest",
        description = "Starts the gateway with real servers around it, and measures it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QuickstartCommand.class,
            RunCommand.class,
            AgentCommand.class,
            ReportCommand.class,
            ScenariosCommand.class,
            ServeCommand.class,
            FaultsCommand.class,
            BenchmarksCommand.class
        })
public final class Main {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    private Main() {}

    public static void main(String[] args) {
        // Smack logs by java.util.logging, whose own handler writes into the midst of what the commands say.
        // SLF4J begins here, in one thread: where several log for the first time at once, it says so, at the end of the
        // program mostly.
        LoggerFactory.getILoggerFactory();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setUsageHelpAutoWidth(true).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
