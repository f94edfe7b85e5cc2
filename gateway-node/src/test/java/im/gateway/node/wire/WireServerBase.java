package im.gateway.node.wire;

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
    private @Nullable ServedStories server;
    private @Nullable StoryTests tests;

    /** Starts the server. */
    abstract ServedStories server();

    @BeforeAll
    void start() {
        ServedStories started = server();
        server = started;
        tests = started.tests("", Set.of(), ScriptedNetwork::new);
    }

    @TestFactory
    Stream<DynamicTest> stories() {
        return tests().of(Stories.all());
    }

    private StoryTests tests() {
        if (tests == null) {
            throw new IllegalStateException("the server was not started");
        }
        return tests;
    }

    @AfterAll
    void end() {
        System.out.println(tests().counts());
        if (server != null) {
            server.close();
        }
    }
}
