package im.gateway.loadtest.story;

import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.oscar.IcqNetworkFactory;
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

/** The stories on ICQ: the gateway's own sessions, on the simulated OSCAR network. */
class IcqStoriesTest {
    private static final NioEventLoopGroup LOOPS = new NioEventLoopGroup(1);

    static final StoryFit FIT = new StoryFit(
            "icq",
            Set.of(
                    Feature.CONTACT_LIST,
                    Feature.AUTHORIZATION,
                    Feature.OFFLINE_MESSAGES,
                    Feature.TYPING,
                    Feature.BLOCKING),
            Set.of("online", "chat", "away", "xa", "dnd", "gone"),
            Set.of("recipient-unavailable"),
            Set.of("unreachable", "replaced"));

    private static final StoryTests TESTS = new StoryTests(
            "ICQ on the simulated OSCAR network",
            Set.of("in-process", "icq"),
            cast -> new InProcess(
                    cast,
                    new NetworkOfPeople(
                            new OscarPeople(new IcqNetworkFactory(), OscarPeople.Names.ICQ, cast, LOOPS), cast)));

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
