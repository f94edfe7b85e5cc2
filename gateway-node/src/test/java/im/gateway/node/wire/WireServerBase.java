package im.gateway.node.wire;

import im.gateway.servers.XmppServer;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Plays all stories behind a real server, which serves all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WireServerBase {
    private final String name;
    private @Nullable StoryNodes nodes;
    private @Nullable StoryTests tests;

    WireServerBase(String name) {
        this.name = name;
    }

    /** Starts the server, with all domains of {@link ServerSide} as components. */
    abstract XmppServer server();

    @BeforeAll
    void start() {
        XmppSide side = new ServerSide(server());
        StoryNodes started = new StoryNodes(1, side);
        nodes = started;
        tests = new StoryTests(
                "behind " + name,
                Set.of("server", name),
                cast -> new Clustered(cast, new ScriptedNetwork(cast), started, side));
    }

    @TestFactory
    Stream<DynamicTest> stories() {
        return tests().of(Stories.all());
    }

    private StoryTests tests() {
        if (tests == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return tests;
    }

    @AfterAll
    void end() {
        System.out.println(tests().counts());
        if (nodes != null) {
            nodes.close();
        }
    }
}
