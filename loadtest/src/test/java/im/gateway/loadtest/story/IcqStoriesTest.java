package im.gateway.loadtest.story;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
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

    /**
     * What the network has no counterpart for: it tells nobody who has deleted them, keeps its list and what is written to who is away, and cannot tell whom it does not know from who is away. All else of the specification is told above.
     */
    @Test
    void whatCannotBeTold() {
        assertThat(FIT.cannotBeTold(Stories.all()))
                .containsExactly(
                        "xep-0100/4.3.1-unregister-contacts.wire",
                        "xep-0100/4.8.2-contact-offline.wire",
                        "xep-0100/4.8.2-not-a-legacy-user.wire",
                        "xep-0100/5.2.1-legacy-user-deletes.wire");
    }

    @AfterAll
    static void end() {
        System.out.println(TESTS.counts());
        LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
