package im.gateway.loadtest.story;

import im.gateway.node.legacy.LegacyNetworkFactory;
import im.gateway.node.oscar.AimNetworkFactory;
import im.gateway.node.oscar.IcqNetworkFactory;
import im.gateway.node.wire.ServedStories;
import im.gateway.node.wire.Stories;
import im.gateway.node.wire.Story;
import im.gateway.node.wire.StoryTests;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The use cases of XEP-0100 from end to end: users behind a real server, the gateway's node, its own sessions, and people on the legacy
 * network. What the specification does not have is told in process only.
 */
@RequiresServer({ServerKind.PROSODY, ServerKind.ERGOCHAT})
class ServedStoriesIT {
    private static final NioEventLoopGroup LOOPS = new NioEventLoopGroup(1);
    private static final List<StoryTests> PLAYED = new ArrayList<>();
    private static ServedStories server;

    @BeforeAll
    static void start() {
        server = ServedStories.behindProsody();
    }

    @TestFactory
    Stream<DynamicTest> aim() {
        return oscar("AIM", AimStoriesTest.FIT, new AimNetworkFactory(), OscarPeople.Names.AIM);
    }

    @TestFactory
    Stream<DynamicTest> icq() {
        return oscar("ICQ", IcqStoriesTest.FIT, new IcqNetworkFactory(), OscarPeople.Names.ICQ);
    }

    @TestFactory
    Stream<DynamicTest> irc() {
        return useCases("IRC on ergochat", IrcStoriesIT.FIT, cast -> new IrcPeople(cast, LOOPS));
    }

    private static Stream<DynamicTest> oscar(
            String name, StoryFit fit, LegacyNetworkFactory network, OscarPeople.Names names) {
        return useCases(
                name + " on the simulated OSCAR network", fit, cast -> new OscarPeople(network, names, cast, LOOPS));
    }

    private static Stream<DynamicTest> useCases(String title, StoryFit fit, Function<Story.Cast, People> people) {
        StoryTests tests =
                server.tests(title, Set.of(fit.network()), cast -> new NetworkOfPeople(people.apply(cast), cast));
        PLAYED.add(tests);
        return tests.of(Stories.all().stream()
                .filter(story -> story.file().startsWith("xep-0100/"))
                .map(fit::fit)
                .toList());
    }

    @AfterAll
    static void end() {
        PLAYED.forEach(tests -> System.out.println(tests.counts()));
        server.close();
        LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
