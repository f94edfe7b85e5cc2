package im.gateway.loadtest.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import im.gateway.servers.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final int SHORT_MILLIS = 200;
    private static final int LONG_MILLIS = 10_000;

    private final List<Integer> ports = List.of(Ports.free(), Ports.free(), Ports.free());
    private final List<Integer> targets = List.of(Ports.free(), Ports.free(), Ports.free());
    private final Links links = new Links(ports, targets);

    @SuppressWarnings("NullAway.Init")
    private ServerSocket second;

    @BeforeEach
    void listen() throws IOException {
        second = new ServerSocket(targets.get(1), 50, InetAddress.getLoopbackAddress());
        second.setSoTimeout(LONG_MILLIS);
        links.up(1);
    }

    @AfterEach
    void end() throws IOException {
        links.close();
        second.close();
    }

    private Socket connect(int from, int to) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(Links.sourceOf(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(to)), LONG_MILLIS);
        socket.setSoTimeout(LONG_MILLIS);
        return socket;
    }

    @Test
    void bytesGoBothWays() throws IOException {
        try (Socket first = connect(0, 1);
                Socket accepted = second.accept()) {
            first.getOutputStream().write(7);
            assertThat(accepted.getInputStream().read()).isEqualTo(7);
            accepted.getOutputStream().write(8);
            assertThat(first.getInputStream().read()).isEqualTo(8);
        }
    }

    @Test
    void aCutIsSilentAndWhatWasSentArrivesAfterIt() throws IOException {
        try (Socket first = connect(0, 1);
                Socket third = connect(2, 1);
                Socket one = second.accept();
                Socket other = second.accept()) {
            links.isolate(Set.of(0));
            first.getOutputStream().write(7);
            third.getOutputStream().write(7);
            one.setSoTimeout(SHORT_MILLIS);
            other.setSoTimeout(SHORT_MILLIS);
            assertThat(readOrSilent(one) + readOrSilent(other))
                    .as("the third node is on this side, the first is not")
                    .isEqualTo(7 - 1);

            links.isolate(Set.of());
            one.setSoTimeout(LONG_MILLIS);
            other.setSoTimeout(LONG_MILLIS);
            third.getOutputStream().write(9);
            assertThat(List.of(
                            one.getInputStream().read(), other.getInputStream().read()))
                    .containsExactlyInAnyOrder(7, 9);
        }
    }

    private static int readOrSilent(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException silent) {
            return -1;
        }
    }

    @Test
    void aConnectionThatBeginsDuringACutIsMadeAfterIt() throws IOException {
        links.isolate(Set.of(1));
        try (Socket first = connect(0, 1)) {
            first.getOutputStream().write(7);
            second.setSoTimeout(SHORT_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(second::accept);

            links.isolate(Set.of());
            second.setSoTimeout(LONG_MILLIS);
            try (Socket accepted = second.accept()) {
                accepted.setSoTimeout(LONG_MILLIS);
                assertThat(accepted.getInputStream().read()).isEqualTo(7);
            }
        }
    }

    @Test
    void aNodeThatIsDownRefuses() throws IOException {
        links.down(1);
        // The port is given back when the event loop looks at its sockets next.
        long deadline = System.nanoTime() + LONG_MILLIS * 1_000_000L;
        while (!isRefused()) {
            assertThat(System.nanoTime()).as("still accepts").isLessThan(deadline);
        }
    }

    private boolean isRefused() throws IOException {
        try (Socket accepted = connect(0, 1)) {
            return !accepted.isConnected();
        } catch (ConnectException refused) {
            return true;
        }
    }

    /** At once, so that connecting itself may hear of it. */
    @Test
    void aConnectionToNobodyIsReset() {
        links.up(2);
        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> {
                    try (Socket first = connect(0, 2)) {
                        first.getInputStream().read();
                    }
                })
                .withMessageContaining("reset");
    }
}
