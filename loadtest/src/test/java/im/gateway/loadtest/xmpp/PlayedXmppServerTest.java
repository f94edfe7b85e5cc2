package im.gateway.loadtest.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.protocol.xml.Element;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Both sides of a component's stream against each other. */
class PlayedXmppServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DOMAIN = "irc.localhost";
    private static final String SECRET = "hush";
    private static final EventLoopGroup LOOPS = new NioEventLoopGroup(2);

    private final BlockingQueue<Element> atServer = new LinkedBlockingQueue<>();
    private final BlockingQueue<Element> atComponent = new LinkedBlockingQueue<>();

    @AfterAll
    static void end() {
        LOOPS.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void stanzasPassBothWaysInOrder() throws InterruptedException {
        try (PlayedXmppServer server = start(ConnectionPolicy.EVERY_NODE);
                UserComponent component = connect(server, SECRET)) {
            assertThat(server.connections()).isEqualTo(1);
            for (int i = 0; i < 1000; i++) {
                assertThat(server.send(3, message(i))).isTrue();
                assertThat(component.send(3, message(i))).isTrue();
            }
            server.flush();
            component.flush();
            for (int i = 0; i < 1000; i++) {
                assertThat(next(atComponent).attribute("id")).isEqualTo("m" + i);
                assertThat(next(atServer).attribute("id")).isEqualTo("m" + i);
            }
        }
    }

    @Test
    void aSecondConnectionIsLetInWhereEveryNodeConnects() {
        try (PlayedXmppServer server = start(ConnectionPolicy.EVERY_NODE);
                UserComponent first = connect(server, SECRET);
                UserComponent second = connect(server, SECRET)) {
            assertThat(server.connections()).isEqualTo(2);
            assertThat(first.connections() + second.connections()).isEqualTo(2);
        }
    }

    @Test
    void aUsersStanzasGoWhereTheirsComeFromOrElsewhere() throws InterruptedException {
        BlockingQueue<Element> atOther = new LinkedBlockingQueue<>();
        try (PlayedXmppServer server = start(ConnectionPolicy.EVERY_NODE);
                UserComponent one = connect(server, SECRET);
                UserComponent other =
                        UserComponent.connect(server.address(), DOMAIN, SECRET, PATIENCE, LOOPS, atOther::add)) {
            server.follow(stanza -> 3);
            for (UserComponent home : List.of(other, one)) {
                home.send(0, message(0));
                home.flush();
                next(atServer);
                BlockingQueue<Element> atHome = home == one ? atComponent : atOther;
                server.path(StanzaPath.HOME);
                assertThat(server.send(3, message(1))).isTrue();
                server.flush();
                assertThat(next(atHome).attribute("id")).isEqualTo("m1");
                server.path(StanzaPath.AWAY);
                assertThat(server.send(3, message(2))).isTrue();
                server.flush();
                assertThat(next(home == one ? atOther : atComponent).attribute("id"))
                        .isEqualTo("m2");
            }
            assertThat(atComponent).isEmpty();
            assertThat(atOther).isEmpty();
        }
    }

    @Test
    void aSecondConnectionIsAConflictWhereOneIsActive() {
        try (PlayedXmppServer server = start(ConnectionPolicy.ONE_ACTIVE);
                UserComponent first = connect(server, SECRET)) {
            assertThatThrownBy(() -> connect(server, SECRET))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("did not let the component " + DOMAIN + " in");
            assertThat(first.connections()).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aWrongSecretIsRefused() {
        try (PlayedXmppServer server = start(ConnectionPolicy.EVERY_NODE)) {
            assertThatThrownBy(() -> connect(server, "loud")).isInstanceOf(IllegalStateException.class);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void withoutAStreamAStanzaGoesNowhere() {
        try (PlayedXmppServer server = start(ConnectionPolicy.EVERY_NODE)) {
            assertThat(server.send(0, message(0))).isFalse();
        }
    }

    private PlayedXmppServer start(ConnectionPolicy policy) {
        return PlayedXmppServer.start(
                new PlayedXmppServer.Settings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), DOMAIN, SECRET, policy, 1),
                LOOPS,
                atServer::add);
    }

    private UserComponent connect(PlayedXmppServer server, String secret) {
        return UserComponent.connect(server.address(), DOMAIN, secret, PATIENCE, LOOPS, atComponent::add);
    }

    private static Element next(BlockingQueue<Element> queue) throws InterruptedException {
        return Objects.requireNonNull(queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "nothing came in time");
    }

    private static String message(int number) {
        return "<message id='m" + number
                + "' from='u3@users.localhost' to='p0@irc.localhost'><body>hi</body></message>";
    }
}
