package im.gateway.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a process, with shell scripts as servers. */
class ProcessServerTest {

    /** A shell script that is ready when it has made the file {@code ready}. */
    private static final class Script extends ProcessServer {
        private final String script;
        private final ServerFolder folder;

        Script(Path folder, String script, Map<String, Integer> ports) {
            super("script", new ServerFolder(folder, false), ports);
            this.folder = new ServerFolder(folder, false);
            this.script = script;
        }

        @Override
        List<String> command() {
            return List.of("sh", "-c", script);
        }

        @Override
        void ask() throws IOException {
            if (!folder.resolve("ready").toFile().exists()) {
                throw new IOException("no file ready");
            }
        }

        @Override
        Duration startLimit() {
            return Duration.ofSeconds(2);
        }

        @Override
        Duration stopLimit() {
            return Duration.ofSeconds(1);
        }
    }

    @Test
    void aStartThatFailsShowsTheEndOfTheLog(@TempDir Path folder) {
        Script server = new Script(folder, "echo no such option: nagle; exit 3", Map.of());
        assertThatThrownBy(server::launch)
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("script ended with code 3")
                .hasMessageContaining("no such option: nagle");
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void aStartThatTakesTooLongIsEnded(@TempDir Path folder) {
        Script server = new Script(folder, "echo waiting; exec sleep 60", Map.of());
        assertThatThrownBy(server::launch)
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("did not answer within 2 s (no file ready)")
                .hasMessageContaining("waiting");
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void whatDoesNotStopIsKilled(@TempDir Path folder) {
        Script server = new Script(folder, "trap '' TERM; touch ready; while :; do sleep 1; done", Map.of());
        server.launch();
        server.stop();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void aHaltedProcessIsStoppedInOrder(@TempDir Path folder) {
        Script server = new Script(
                folder, "trap 'touch ended; exit 0' TERM; touch ready; while :; do sleep 0.1; done", Map.of());
        server.launch();
        server.suspend();
        server.stop();
        assertThat(folder.resolve("ended")).exists();
    }

    @Test
    void aTakenPortIsNamedBeforeTheProgramRuns(@TempDir Path folder) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Script server = new Script(folder, "touch ready; exec sleep 60", Map.of("c2s", taken.getLocalPort()));
            assertThatThrownBy(server::launch)
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining(
                            "port " + taken.getLocalPort() + " on 127.0.0.1 is taken, and script needs it");
            assertThat(folder.resolve("ready")).doesNotExist();
        }
    }

    @Test
    void freePortsAreNotGivenTwice() {
        assertThat(List.of(Ports.free(), Ports.free(), Ports.free())).doesNotHaveDuplicates();
    }
}
