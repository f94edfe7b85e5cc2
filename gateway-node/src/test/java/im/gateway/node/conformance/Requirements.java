package im.gateway.node.conformance;

import im.gateway.node.conformance.Requirement.Level;
import im.gateway.node.conformance.Requirement.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the requirements, one file for each specification:
 *
 * <pre>
 * = XEP-0100 1.0, Gateway Interaction              the specification
 * == 4.1.1 Register, primary flow                  a section; the rows follow, one a line
 * xep0100-4.1.1-3 | STEP | done | takes the query for what a registration needs
 * xep0100-4.1.1-8 | MAY | not applicable: the client's | ...
 * # a comment
 * </pre>
 */
final class Requirements {
    private static final Pattern ROW =
            Pattern.compile("([a-z]+\\d+-[\\w.-]+) \\| ([A-Z ]+) \\| ([a-z ]+)(?:: ([^|]+))? \\| (.+)");

    private final List<Requirement> rows = new ArrayList<>();
    private String specification = "";
    private String section = "";

    private Requirements() {}

    /**
     * The rows of all files of a folder, by file name, each in the file's order.
     *
     * @throws IllegalArgumentException when a line cannot be understood
     */
    static List<Requirement> read(Path folder) {
        Requirements requirements = new Requirements();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    requirements.line(file.getFileName() + ":" + (i + 1), lines.get(i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
        return List.copyOf(requirements.rows);
    }

    private void line(String place, String line) {
        if (line.startsWith("== ")) {
            section = line.substring(3);
        } else if (line.startsWith("= ")) {
            specification = line.substring(2);
        } else if (!line.isBlank() && !line.startsWith("#")) {
            rows.add(row(place, line));
        }
    }

    private Requirement row(String place, String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalArgumentException(
                    place + ": " + line + " (expected: id | LEVEL | state: why | requirement)");
        }
        State state = State.valueOf(row.group(3).toUpperCase(Locale.ROOT).replace(' ', '_'));
        String reason = row.group(4) == null ? "" : row.group(4);
        if (reason.isEmpty() != (state == State.DONE)) {
            throw new IllegalArgumentException(
                    place + ": " + line + " (expected: a reason for each state but done, and none for done)");
        }
        Level level = Level.valueOf(row.group(2).replace(' ', '_'));
        return new Requirement(row.group(1), specification, section, level, state, reason, row.group(5));
    }
}
