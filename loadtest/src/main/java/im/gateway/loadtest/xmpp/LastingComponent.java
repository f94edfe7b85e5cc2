package im.gateway.loadtest.xmpp;

import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A {@link UserComponent} that connects again, in a thread of its own, when its server has been away. Thread-safe. */
public final class LastingComponent implements XmppSide {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_NANOS = 100_000_000;

    private final InetSocketAddress server;
    private final String domain;
    private final String secret;
    private final EventLoopGroup loops;
    private final StanzaListener listener;
    private final Thread keeper = new Thread(this::keep, "users-component");
    private volatile @Nullable UserComponent current;
    private volatile boolean closed;

    private LastingComponent(
            InetSocketAddress server, String domain, String secret, EventLoopGroup loops, StanzaListener listener) {
        this.server = server;
        this.domain = domain;
        this.secret = secret;
        this.loops = loops;
        this.listener = listener;
    }

    /**
     * Connects and waits until the server has let it in.
     *
     * @throws IllegalStateException when it was not let in
     */
    public static LastingComponent connect(
            InetSocketAddress server, String domain, String secret, EventLoopGroup loops, StanzaListener listener) {
        LastingComponent component = new LastingComponent(server, domain, secret, loops, listener);
        component.current = component.connect();
        component.keeper.setDaemon(true);
        component.keeper.start();
        return component;
    }

    private UserComponent connect() {
        return UserComponent.connect(server, domain, secret, LIMIT, loops, listener);
    }

    private void keep() {
        while (!closed) {
            if (connections() == 0) {
                try {
                    current = connect();
                } catch (IllegalStateException notYet) {
                    // It is away, or still starting: the next round tries again.
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    @Override
    public boolean send(int user, String stanza) {
        UserComponent component = current;
        return component != null && component.send(user, stanza);
    }

    @Override
    public void flush() {
        UserComponent component = current;
        if (component != null) {
            component.flush();
        }
    }

    @Override
    public int connections() {
        UserComponent component = current;
        return component == null ? 0 : component.connections();
    }

    @Override
    public void close() {
        closed = true;
        UserComponent component = current;
        if (component != null) {
            component.close();
        }
    }
}
