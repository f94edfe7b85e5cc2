package im.gateway.loadtest.story;

import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.oscar.AimNetworkFactory;
import im.gateway.node.wire.InProcess;
import im.gateway.node.wire.Stories;
import im.gateway.node.wire.StoryTests;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The stories on AIM: the gateway's own sessions, on the simulated OSCAR network. */
class AimStoriesTest {
    private static final NioEventLoopGroup LOOPS = new NioEventLoopGroup(1);

    static final StoryFit FIT = new StoryFit(
            "aim",
            Set.of(Feature.CONTACT_LIST, Feature.OFFLINE_MESSAGES, Feature.TYPING, Feature.BLOCKING),
            Set.of("online", "away", "gone"),
            Set.of("recipient-unavailable"),
            Set.of("unreachable", "replaced"));

    private static final StoryTests TESTS = new StoryTests(
            "AIM on the simulated OSCAR network",
            Set.of("in-process", "aim"),
            cast -> new InProcess(
                    cast,
                    new NetworkOfPeople(
                            new OscarPeople(new AimNetworkFactory(), OscarPeople.Names.AIM, cast, LOOPS), cast)));

    @TestFactory
    Stream<DynamicTest> stories() {
        return TESTS.of(StoryFit.useCases(Stories.all()).map(FIT::fit).toList());
    }

    @AfterAll
    static void end() {
        System.out.println(TESTS.counts());
        LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
