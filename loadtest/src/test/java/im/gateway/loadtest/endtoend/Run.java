package im.gateway.loadtest.endtoend;

import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.quickstart.Parts;
import im.gateway.loadtest.quickstart.RunFolder;
import im.gateway.loadtest.quickstart.Stage;
import im.gateway.servers.ProgramServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All parts of one test as processes. Their logs remain in {@code loadtest/target/end-to-end}. */
final class Run implements AutoCloseable {
    private final Path folder;
    private final Narrator narrator;
    private final Parts parts;
    private final Stage stage;

    private Run(Path folder, Narrator narrator, Parts parts, Stage stage) {
        this.folder = folder;
        this.narrator = narrator;
        this.parts = parts;
        this.stage = stage;
    }

    /** Starts everything, with IRC as the legacy side; on failure nothing is left running. */
    static Run start(String name, Parts.Server server, int nodes) throws Exception {
        return start(name, server, nodes, plan -> plan);
    }

    /** The same, with changes to what is started. */
    static Run start(String name, Parts.Server server, int nodes, UnaryOperator<Parts.Plan> change) throws Exception {
        Path folder = Distribution.folder(name);
        RunFolder.make(folder);
        Narrator narrator = new Narrator(new PrintWriter(System.out, true, StandardCharsets.UTF_8), System::nanoTime);
        narrator.say(name + ": logs are in " + folder);
        Parts.Plan plan = change.apply(new Parts.Plan(nodes, server, 0, 0, Distribution.launcher()));
        Parts parts = Parts.none(narrator, folder);
        try {
            return new Run(folder, narrator, parts, parts.start(plan));
        } catch (Exception e) {
            parts.close();
            throw e;
        }
    }

    Narrator narrator() {
        return narrator;
    }

    Stage stage() {
        return stage;
    }

    /** Where the logs of this test are. */
    Path folder() {
        return folder;
    }

    Stage another(String user, String contact) {
        return parts.another(stage, user, contact);
    }

    List<ProgramServer> nodes() {
        return parts.nodes();
    }

    /** The processes that run for this test, of which none may outlive {@link #close}; also those that have left their parent. */
    Set<ProcessHandle> processes() {
        Stream<ProcessHandle> ours = ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()));
        return Stream.concat(ours, ProcessHandle.current().descendants()).collect(Collectors.toSet());
    }

    /** What the nodes have warned of so far, but for what is to be expected. */
    List<String> complaints(String... expected) {
        List<String> found = new ArrayList<>();
        for (ProgramServer node : nodes()) {
            for (String line : logOf(node)) {
                boolean complaint = line.contains("level=WARN") || line.contains("level=ERROR");
                if (complaint && Stream.of(expected).noneMatch(line::contains)) {
                    found.add(String.format(Locale.ROOT, "%s: %s", node.name(), line));
                }
            }
        }
        return found;
    }

    private static List<String> logOf(ProgramServer node) {
        try {
            return new String(Files.readAllBytes(node.logFile()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("no log of " + node.name(), e);
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
