package im.gateway.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays all stories in process. */
class WireTest {
    private static final StoryTests TESTS =
            new StoryTests("in process", Set.of("in-process"), cast -> new InProcess(cast, new ScriptedNetwork(cast)));

    @TestFactory
    Stream<DynamicTest> stories() {
        return TESTS.of(Stories.all());
    }

    @AfterAll
    static void count() {
        System.out.println(TESTS.counts());
    }

    @Test
    void allListingsOfTheSpecificationAreTold() {
        List<Story> stories = Stories.all();
        Set<Integer> listings = new TreeSet<>();
        for (Story story : stories) {
            story.listings()
                    .forEach((listing, place) -> assertThat(listings.add(listing))
                            .as("listing %s is told twice, the second time at %s", listing, place)
                            .isTrue());
        }
        assertThat(listings)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, StoryTests.LISTINGS).boxed().toList());
    }

    @Test
    void allScenariosAreShown() {
        Set<Integer> shown = Scenarios.ofStories(Stories.all());
        int told = shown.size();
        shown.addAll(Scenarios.ofTests());
        System.out.printf("wire: %d of %d scenarios, %d of them as stories%n", shown.size(), Scenarios.COUNT, told);
        assertThat(shown)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, Scenarios.COUNT).boxed().toList());
    }
}
