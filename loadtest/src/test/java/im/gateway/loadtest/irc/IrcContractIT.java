package im.gateway.loadtest.irc;

import com.typesafe.config.ConfigFactory;
import im.gateway.loadtest.legacy.LegacyNetworkContract;
import im.gateway.loadtest.legacy.LegacySide;
import im.gateway.loadtest.legacy.PeerContact;
import im.gateway.loadtest.legacy.SwitchableProxy;
import im.gateway.node.irc.IrcNetworkFactory;
import im.gateway.node.legacy.LegacyEvent.ContactPresence;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.legacy.SearchField;
import im.gateway.protocol.stanza.Presence.Show;
import im.gateway.servers.ErgoServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import io.netty.channel.nio.NioEventLoopGroup;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** IRC on ergochat. */
@RequiresServer(ServerKind.ERGOCHAT)
class IrcContractIT extends LegacyNetworkContract {
    private static final String PASSWORD = "s3cret";
    /** No nick has a character that a JID forbids, but it may have what looks like one that was escaped (XEP-0106). */
    private static final String AWKWARD = "nur\\20se[x]";

    private static final Credentials ROMEO = new Credentials("romeo", PASSWORD);
    private static @Nullable ErgoServer server;

    @BeforeAll
    static void start() {
        server = ErgoServer.builder().start();
        for (String account : List.of("romeo", "juliet", "watcher", AWKWARD)) {
            server.register(account, PASSWORD);
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected LegacySide open() {
        return new IrcSide(Objects.requireNonNull(server).plainPort());
    }

    /** The user comes through a proxy that can be cut; the others, and one who watches the user, come directly. */
    private static final class IrcSide implements LegacySide {
        private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
        private final SwitchableProxy proxy;
        private final LegacyNetwork network;
        private final PeerContact contact;
        private final PeerContact awkward;
        private final PeerContact watcher;

        IrcSide(int port) {
            proxy = new SwitchableProxy(port);
            network = network(proxy.port());
            LegacyNetwork direct = network(port);
            contact = new PeerContact(direct, new Credentials("juliet", PASSWORD), ROMEO.username());
            awkward = new PeerContact(direct, new Credentials(AWKWARD, PASSWORD), ROMEO.username());
            watcher = new PeerContact(direct, new Credentials("watcher", PASSWORD), ROMEO.username());
            watcher.signOn();
            watcher.watch();
        }

        private LegacyNetwork network(int port) {
            String settings = "host = 127.0.0.1, port = " + port + ", tls = off, flood { lines-per-second = 0 }";
            return new IrcNetworkFactory()
                    .create("irc", ConfigFactory.parseString(settings), new Services(loops, Clock.systemUTC(), 1));
        }

        @Override
        public LegacyNetwork network() {
            return network;
        }

        @Override
        public Credentials user() {
            return ROMEO;
        }

        @Override
        public Credentials nobody() {
            return new Credentials("nobody", PASSWORD);
        }

        @Override
        public String impossibleName() {
            return "#capulet";
        }

        @Override
        public Contact contact() {
            return contact;
        }

        @Override
        public Contact awkwardContact() {
            return awkward;
        }

        @Override
        public Contact shyContact() {
            throw new UnsupportedOperationException("IRC has no authorization");
        }

        @Override
        public Map<SearchField, String> description() {
            return Map.of(SearchField.NICK, contact.name());
        }

        @Override
        public void setContactList(String group, List<String> names) {
            throw new UnsupportedOperationException("IRC keeps no contact list");
        }

        @Override
        public List<String> contactList() {
            throw new UnsupportedOperationException("IRC keeps no contact list");
        }

        @Override
        public boolean isOnline() {
            ContactPresence seen = watcher.seen();
            return seen != null && seen.show() != null;
        }

        @Override
        public String shownText() {
            ContactPresence seen = watcher.seen();
            return seen == null || seen.show() == Show.ONLINE || seen.status() == null ? "" : seen.status();
        }

        @Override
        public OptionalLong acknowledged() {
            return OptionalLong.empty();
        }

        @Override
        public void dropConnections() {
            proxy.drop();
        }

        @Override
        public void setReachable(boolean reachable) {
            proxy.setReachable(reachable);
        }

        @Override
        public void close() {
            contact.close();
            awkward.close();
            watcher.close();
            proxy.close();
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
