package im.gateway.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** The stories as the tests of one setting. */
public final class StoryTests {
    /** XEP-0100 has so many. */
    static final int LISTINGS = 55;

    private final String title;
    private final Set<String> names;
    private final Setting.Factory settings;
    private final TreeMap<String, String> exceptions = new TreeMap<>();
    private final List<Story> all = new ArrayList<>();
    private int played;
    private int pending;

    /**
     * Tests of a setting.
     *
     * @param title for the line that counts
     * @param names what a story may call the setting, or the network, that it cannot be played in
     */
    public StoryTests(String title, Set<String> names, Setting.Factory settings) {
        this.title = title;
        this.names = names;
        this.settings = settings;
    }

    /** A test for each story, or for those whose file names hold the property {@code wire.story}; one that cannot be played here, or is pending, is aborted with the reason. */
    public Stream<DynamicTest> of(List<Story> stories) {
        all.addAll(stories);
        String chosen = System.getProperty("wire.story", "");
        return stories.stream()
                .filter(story -> story.file().contains(chosen))
                .map(story -> DynamicTest.dynamicTest(story.file(), () -> tell(story)));
    }

    private void tell(Story story) {
        String exception = story.exception(names);
        if (exception != null) {
            exceptions.put(story.file(), exception);
            Assumptions.abort(story.file() + " cannot be told here: " + exception);
        }
        String lacking = story.pending();
        try (Setting setting = settings.create(story.cast())) {
            StoryRunner.play(story, setting);
            played++;
        } catch (StoryFailure failure) {
            if (lacking == null) {
                throw failure;
            }
            pending++;
            Assumptions.abort(story.file() + " is pending: " + lacking);
        }
        assertThat(lacking)
                .as("%s is marked as pending, and holds: take the mark away", story.file())
                .isNull();
    }

    /** What came of it, as one line, and one more for each story that could not be played. */
    public String counts() {
        long listings = all.stream()
                .flatMap(story -> story.listings().keySet().stream())
                .distinct()
                .count();
        return "wire: %d stories, %d of %d listings of XEP-0100, setting %s: %d run, %d pending, %d not applicable%s"
                .formatted(
                        all.size(),
                        listings,
                        LISTINGS,
                        title,
                        played,
                        pending,
                        exceptions.size(),
                        exceptions.entrySet().stream()
                                .map(exception ->
                                        "%nwire:   not %s: %s".formatted(exception.getKey(), exception.getValue()))
                                .collect(Collectors.joining()));
    }
}
