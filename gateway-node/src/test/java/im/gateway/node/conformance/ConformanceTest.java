package im.gateway.node.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.wire.Stories;
import im.gateway.node.wire.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the requirements, the tests that are said to show them, and the table in the README together. */
class ConformanceTest {
    private static final int LISTINGS = 55;
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path ROOT = MODULE.resolveSibling("");
    private static final Path README = MODULE.resolve("README.md");
    private static final Path STORIES = Path.of("gateway-node/src/test/resources/wire");
    private static final List<String> TESTED_MODULES =
            List.of("gateway-protocol", "persistence", "gateway-node", "loadtest");

    private final List<Requirement> rows = Requirements.read(MODULE.resolve("src/test/resources/conformance"));
    private final List<Story> stories = Stories.all();
    private final SortedMap<String, List<Marks.Mark>> marks = Marks.union(Stream.concat(
                    TESTED_MODULES.stream()
                            .map(module ->
                                    Marks.inJava(ROOT, ROOT.resolve(module).resolve("src/test/java"))),
                    Stream.of(ofStories()))
            .toList());

    /** A story that is pending shows nothing yet. */
    private SortedMap<String, List<Marks.Mark>> ofStories() {
        SortedMap<String, List<Marks.Mark>> found = new TreeMap<>();
        for (Story story : stories) {
            Marks.Mark mark = new Marks.Mark(
                    story.file().replace(".wire", ""),
                    STORIES.resolve(story.file()).toString());
            if (story.pending() == null) {
                story.shows()
                        .forEach(id -> found.computeIfAbsent(id, any -> new ArrayList<>())
                                .add(mark));
            }
        }
        return found;
    }

    @Test
    void eachIdNamesOneRow() {
        assertThat(rows.stream().map(Requirement::id)).doesNotHaveDuplicates();
    }

    @Test
    void eachRowThatIsDoneHasATest() {
        assertThat(rows.stream()
                        .filter(row -> row.state().isShown())
                        .map(Requirement::id)
                        .filter(id -> !marks.containsKey(id)))
                .as("rows without a test or story that shows them")
                .isEmpty();
    }

    @Test
    void eachMarkNamesARowThatIsDone() {
        TreeSet<String> unknown = new TreeSet<>(marks.keySet());
        rows.stream().filter(row -> row.state().isShown()).map(Requirement::id).forEach(unknown::remove);
        assertThat(unknown.stream().map(id -> id + " at " + marks.get(id)))
                .as("marks that name no row, or one that is not done")
                .isEmpty();
    }

    @Test
    void theReadmeHasTheTable() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(Table.BEGIN) + Table.BEGIN.length();
        int end = readme.indexOf(Table.END);
        assertThat(end).as("the two marker comments in %s", README).isGreaterThan(begin);
        String table = "\n\n" + Table.of(rows, marks) + "\n";
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(README, readme.substring(0, begin) + table + readme.substring(end));
        } else {
            assertThat(readme.substring(begin, end))
                    .as("the table in %s; write it anew by running this test with -Dconformance.write=true", README)
                    .isEqualTo(table);
        }
    }

    @Test
    void theCountsArePrinted() {
        long pending = stories.stream().filter(story -> story.pending() != null).count();
        long listings = stories.stream()
                .flatMap(story -> story.listings().keySet().stream())
                .distinct()
                .count();
        System.out.printf(
                "conformance: %s; %d stories (%d pending), %d of %d listings of XEP-0100%n",
                Table.counts(rows), stories.size(), pending, listings, LISTINGS);
        assertThat(rows).isNotEmpty();
    }
}
