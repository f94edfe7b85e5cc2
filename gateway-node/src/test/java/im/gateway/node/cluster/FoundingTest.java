package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.config.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundingTest {
    private static final Endpoint SELF = new Endpoint("127.0.0.1", 1);

    @Test
    void aSeedThatListensMayHaveACluster() throws IOException {
        try (ServerSocket other = listening()) {
            assertThat(Founding.patience(List.of(SELF, endpoint(other)), SELF))
                    .isEqualTo(Founding.SOMEBODY_MAY_BE_THERE);
        }
    }

    @Test
    void seedsThatAllRefuseHaveNone() throws IOException {
        ServerSocket closed = listening();
        closed.close();
        assertThat(Founding.patience(List.of(SELF, endpoint(closed)), SELF)).isEqualTo(Founding.NOBODY_THERE);
    }

    @Test
    void onlyTheFirstSeedFounds() throws IOException {
        try (ServerSocket other = listening()) {
            assertThat(Founding.patience(List.of(endpoint(other), SELF), SELF)).isEqualTo(Founding.NOBODY_THERE);
        }
    }

    @Test
    void aClusterOfOneHasNobodyToAsk() {
        assertThat(Founding.patience(List.of(), SELF)).isEqualTo(Founding.NOBODY_THERE);
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static Endpoint endpoint(ServerSocket socket) {
        return new Endpoint("127.0.0.1", socket.getLocalPort());
    }
}
