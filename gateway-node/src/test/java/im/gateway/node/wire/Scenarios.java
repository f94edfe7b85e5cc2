package im.gateway.node.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The numbered wire-level cases, and who shows them: a story by its line {@code scenario:}, and where no story can, a test by its tag
 * {@code scenario-36}. Sources are read, since the classes of a module that is built later do not exist yet.
 */
final class Scenarios {
    /** There are this many, numbered from 1. */
    static final int COUNT = 39;

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"scenario-(\\d+)\"\\)");
    private static final List<String> MODULES = List.of("gateway-node", "loadtest");

    private Scenarios() {}

    /** The numbers of those that are shown by a story which can be told. */
    static Set<Integer> ofStories(List<Story> stories) {
        Set<Integer> shown = new TreeSet<>();
        stories.stream().filter(story -> story.pending() == null).forEach(story -> shown.addAll(story.scenarios()));
        return shown;
    }

    /** The numbers of those that are shown by a tagged test. */
    static Set<Integer> ofTests() {
        Set<Integer> shown = new TreeSet<>();
        for (String module : MODULES) {
            Path tests = Path.of("").toAbsolutePath().resolveSibling(module).resolve("src/test/java");
            try (Stream<Path> files = Files.walk(tests)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> TAG.matcher(read(file))
                                .results()
                                .forEach(tag -> shown.add(Integer.valueOf(tag.group(1)))));
            } catch (IOException e) {
                throw new UncheckedIOException(tests.toString(), e);
            }
        }
        return shown;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
