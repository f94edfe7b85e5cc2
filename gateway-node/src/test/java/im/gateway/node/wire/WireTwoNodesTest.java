package im.gateway.node.wire;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays all stories on a cluster of two nodes, where consecutive stanzas enter through different ones. */
class WireTwoNodesTest {
    private static final XmppSide SIDE = new PlayedSide();
    private static final StoryNodes NODES = new StoryNodes(2, SIDE);
    private static final StoryTests TESTS = new StoryTests(
            "two nodes", Set.of("two-nodes"), cast -> new Clustered(cast, new ScriptedNetwork(cast), NODES, SIDE));

    @TestFactory
    Stream<DynamicTest> stories() {
        return TESTS.of(Stories.all());
    }

    @AfterAll
    static void end() {
        System.out.println(TESTS.counts());
        NODES.close();
    }
}
