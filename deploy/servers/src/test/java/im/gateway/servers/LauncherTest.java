package im.gateway.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Starts a process from a thread that ends at once, says which, and stays. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws Exception {
            Thread starter = new Thread(() -> {
                try {
                    System.out.println(
                            Launcher.start(new ProcessBuilder("sleep", "60")).pid());
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            starter.start();
            starter.join();
            System.out.println("started");
            Thread.currentThread().join();
        }
    }

    @Test
    void aProcessOutlivesTheThreadThatStartedItButNotTheJvm() throws Exception {
        assumeTrue(Programs.find("setpriv").isPresent(), "setpriv (util-linux) is not installed");
        Process parent = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            long child = Long.parseLong(out.readLine());
            assertThat(out.readLine()).isEqualTo("started");
            assertThat(runs(child)).isTrue();

            parent.destroyForcibly().waitFor();
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (runs(child) && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
            assertThat(runs(child)).isFalse();
        } finally {
            parent.destroyForcibly();
        }
    }

    /** A process that has ended and that init has not asked for yet (state Z) does not run. */
    private static boolean runs(long pid) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
