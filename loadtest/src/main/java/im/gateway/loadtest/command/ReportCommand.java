package im.gateway.loadtest.command;

import im.gateway.loadtest.report.Report;
import im.gateway.loadtest.run.Result;
import im.gateway.loadtest.run.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loadtest report}: results as one page. */
@Command(
        name = "report",
        description = {
            "Makes one HTML file of a result, with plots: throughput and latency over time with the faults marked, the percentile curve, who"
                    + " was online, memory and CPU. It needs no other file and no network.",
            "Several results are compared: their plots in one, and every figure side by side."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the file was written",
            "1:a result cannot be read, or the file not be written",
            "2:a wrong option"
        })
public final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "RESULT", arity = "1..*", description = "JSON files that \"loadtest run\" has written.")
    private List<Path> results = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "The file to write (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("report.html");

    @Override
    public Integer call() {
        try {
            List<Result> read = new ArrayList<>();
            for (Path file : results) {
                read.add(ResultFile.read(file));
            }
            Files.writeString(output, Report.of(read));
            spec.commandLine().getOut().println("The report is in " + output.toAbsolutePath());
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
