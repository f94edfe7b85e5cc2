package im.gateway.node.cluster.lifeline;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.cluster.lifeline.Line.Event;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a kernel says of a process: real processes that are killed and stalled. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LineTest {
    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    @AfterEach
    void end() {
        var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** A process that listens, takes connections, and says nothing: it prints its port. */
    public static final class Listener {
        private Listener() {}

        public static void main(String[] arguments) throws IOException {
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                System.out.println(server.getLocalPort());
                while (server.accept() != null) {
                    // Each stays open until the process ends.
                }
            }
        }
    }

    private record Running(Process process, int port) implements AutoCloseable {
        static Running start() throws IOException {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx32m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Listener.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String port = process.inputReader(StandardCharsets.UTF_8).readLine();
            return new Running(process, Integer.parseInt(Objects.requireNonNull(port, "a port")));
        }

        void signal(String name) throws IOException, InterruptedException {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(code).as("kill -%s", name).isZero();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private Line line(int port) {
        return new Line(loops, InetSocketAddress.createUnresolved("127.0.0.1", port), events::add);
    }

    private Event next() throws InterruptedException {
        return Objects.requireNonNull(events.poll(20, TimeUnit.SECONDS), "an event within 20 seconds");
    }

    @Test
    void aProcessThatIsKilledCutsTheLineAndRefusesAnotherOne() throws Exception {
        try (Running running = Running.start()) {
            Line line = line(running.port());
            line.connect();
            assertThat(next()).isEqualTo(Event.CONNECTED);
            running.signal("KILL");
            assertThat(next()).isEqualTo(Event.CUT);
            line.connect();
            Event event = next();
            while (event == Event.CONNECTED) {
                // The kernel ends a process's sockets one after the other: the one that listens may be the last.
                assertThat(next()).isEqualTo(Event.CUT);
                line.connect();
                event = next();
            }
            assertThat(event).isEqualTo(Event.REFUSED);
            line.close();
        }
    }

    @Test
    void aProcessThatStallsKeepsTheLineAndTakesAnotherOne() throws Exception {
        try (Running running = Running.start()) {
            Line held = line(running.port());
            held.connect();
            assertThat(next()).isEqualTo(Event.CONNECTED);
            running.signal("STOP");
            Line another = line(running.port());
            another.connect();
            assertThat(next()).as("its kernel answers for it").isEqualTo(Event.CONNECTED);
            assertThat(events.poll(1500, TimeUnit.MILLISECONDS))
                    .as("nothing happens to the one that was held, for longer than a death takes to be confirmed")
                    .isNull();
            running.signal("CONT");
            held.close();
            another.close();
        }
    }

    /** Its kernel takes no more connections than fit into the backlog, and then says nothing at all. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whereNobodyAnswersItIsSilent() throws Exception {
        List<Line> fill = new ArrayList<>();
        try (ServerSocket nobodyAccepts = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Event event = Event.CONNECTED;
            while (event == Event.CONNECTED && fill.size() < 20) {
                Line line = line(nobodyAccepts.getLocalPort());
                fill.add(line);
                line.connect();
                event = next();
            }
            assertThat(event).isEqualTo(Event.SILENT);
        } finally {
            fill.forEach(Line::close);
        }
    }

    @Test
    void aLineThatIsClosedHereTellsNothing() throws Exception {
        try (Running running = Running.start()) {
            Line line = line(running.port());
            line.connect();
            assertThat(next()).isEqualTo(Event.CONNECTED);
            line.close();
            running.signal("KILL");
            assertThat(events.poll(500, TimeUnit.MILLISECONDS)).isNull();
        }
    }
}
