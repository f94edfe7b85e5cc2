package im.gateway.loadtest.story;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.wire.InProcess;
import im.gateway.node.wire.Stories;
import im.gateway.node.wire.StoryTests;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The stories on IRC: the gateway's own sessions, on ergochat. */
@RequiresServer(ServerKind.ERGOCHAT)
class IrcStoriesIT {
    private static final NioEventLoopGroup LOOPS = new NioEventLoopGroup(1);

    static final StoryFit FIT = new StoryFit(
            "irc",
            Set.of(Feature.TYPING),
            Set.of("online", "away", "gone"),
            Set.of("item-not-found", "service-unavailable"),
            Set.of("unreachable"));

    private static final StoryTests TESTS = new StoryTests(
            "IRC on ergochat",
            Set.of("in-process", "irc"),
            cast -> new InProcess(cast, new NetworkOfPeople(new IrcPeople(cast, LOOPS), cast)));

    @TestFactory
    Stream<DynamicTest> stories() {
        return TESTS.of(StoryFit.useCases(Stories.all()).map(FIT::fit).toList());
    }

    /**
     * What the network has no counterpart for: it asks nobody, has no lists that others could be on, and its names have no spaces. All else of the specification is told above.
     */
    @Test
    void whatCannotBeTold() {
        assertThat(FIT.cannotBeTold(Stories.all()))
                .containsExactly(
                        "xep-0100/4.6.2-contact-denies.wire",
                        "xep-0100/5.1.1-legacy-user-adds.wire",
                        "xep-0100/5.1.2-user-denies.wire",
                        "xep-0100/5.2.1-legacy-user-deletes.wire",
                        "xep-0100/6.3-prompt.wire");
    }

    @AfterAll
    static void end() {
        System.out.println(TESTS.counts());
        LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
