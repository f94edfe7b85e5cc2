package im.gateway.node.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which test shows which requirement. A test method, or a test class, is marked by JUnit tags with the ids of requirements, directly
 * above its declaration; a story by its line {@code shows:}. Sources are read, not classes, since those of a module that is built
 * later do not exist yet.
 */
final class Marks {
    /** One test or story that shows a requirement: its name and its path from the root of the repository. */
    record Mark(String name, String path) implements Comparable<Mark> {
        @Override
        public int compareTo(Mark other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : name.compareTo(other.name);
        }
    }

    /** A tag that is an id, as {@link Requirement#id}: other tags are not looked at. */
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([a-z]+\\d+-[^\"]+)\"\\)");

    /** Tags that are ids, and the declaration right below: of a class, or of a method. */
    private static final Pattern TAGGED = Pattern.compile("(?:" + TAG.pattern().replace("([", "(?:[") + "\\s+)+"
            + "(?:(?:(?:public|final|abstract) )*class (\\w+)|[\\w<>.,?\\[\\] ]+ (\\w+)\\()");

    private final SortedMap<String, List<Mark>> marks = new TreeMap<>();

    /** The marks in the Java sources below a folder of tests; a folder that is missing has none. */
    static SortedMap<String, List<Mark>> inJava(Path root, Path tests) {
        Marks marks = new Marks();
        if (Files.isDirectory(tests)) {
            try (Stream<Path> files = Files.walk(tests)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .sorted()
                        .forEach(file -> marks.file(root, file));
            } catch (IOException e) {
                throw new UncheckedIOException(tests.toString(), e);
            }
        }
        return marks.marks;
    }

    private void file(Path root, Path file) {
        String path = root.relativize(file).toString().replace('\\', '/');
        String type = file.getFileName().toString().replace(".java", "");
        try {
            add(Files.readString(file), type, path);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private void add(String source, String type, String path) {
        Matcher tagged = TAGGED.matcher(source);
        long found = 0;
        while (tagged.find()) {
            String method = tagged.group(2);
            Mark mark = new Mark(method == null ? type : type + "." + method, path);
            for (Matcher tag = TAG.matcher(tagged.group()); tag.find(); found++) {
                marks.computeIfAbsent(tag.group(1), id -> new java.util.ArrayList<>())
                        .add(mark);
            }
        }
        long tags = TAG.matcher(source).results().count();
        if (found != tags) {
            throw new IllegalArgumentException(
                    path + ": " + (tags - found) + " of " + tags
                            + " tags with ids of requirements do not stand directly above a test (expected: below its other annotations)");
        }
    }

    /** Both together. */
    static SortedMap<String, List<Mark>> union(List<SortedMap<String, List<Mark>>> parts) {
        SortedMap<String, List<Mark>> all = new TreeMap<>();
        for (Map<String, List<Mark>> part : parts) {
            part.forEach((id, marks) -> all.merge(
                    id,
                    marks,
                    (a, b) -> Stream.concat(a.stream(), b.stream()).sorted().toList()));
        }
        return all;
    }
}
