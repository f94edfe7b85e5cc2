package im.gateway.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays all stories in process. */
class WireTest {
    private static final int LISTINGS = 55;

    @TestFactory
    Stream<DynamicTest> stories() {
        return Stories.all().stream().map(story -> DynamicTest.dynamicTest(story.file(), () -> tell(story)));
    }

    private static void tell(Story story) {
        String pending = story.pending();
        try (Setting setting = new InProcess(story.cast())) {
            StoryRunner.play(story, setting);
        } catch (StoryFailure failure) {
            if (pending == null) {
                throw failure;
            }
            Assumptions.abort(story.file() + " is pending: " + pending);
        }
        assertThat(pending)
                .as("%s is marked as pending, and holds: take the mark away", story.file())
                .isNull();
    }

    @Test
    void allListingsOfTheSpecificationAreTold() {
        List<Story> stories = Stories.all();
        Set<Integer> listings = new TreeSet<>();
        Set<Integer> scenarios = new TreeSet<>();
        for (Story story : stories) {
            story.listings()
                    .forEach((listing, place) -> assertThat(listings.add(listing))
                            .as("listing %s is told twice, the second time at %s", listing, place)
                            .isTrue());
            scenarios.addAll(story.scenarios());
        }
        long pending = stories.stream().filter(story -> story.pending() != null).count();
        System.out.printf(
                "wire: %d stories (%d pending), %d of %d listings of XEP-0100, scenarios %s%n",
                stories.size(), pending, listings.size(), LISTINGS, scenarios);
        assertThat(listings)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, LISTINGS).boxed().toList());
    }
}
