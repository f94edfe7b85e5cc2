package im.gateway.loadtest.story;

import im.gateway.protocol.irc.IrcDecoder;
import im.gateway.protocol.irc.IrcEncoder;
import im.gateway.protocol.irc.IrcLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One person on an IRC server, without an account, by a connection of their own. */
final class IrcPeer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Socket socket;
    private final String nick;
    private final BlockingQueue<IrcLine> incoming = new LinkedBlockingQueue<>();
    private final List<IrcLine> received = new ArrayList<>();
    private long pings;

    /**
     * Comes online.
     *
     * @param away the text of being away from the first moment on; null for not away
     */
    IrcPeer(int port, String nick, @Nullable String away) {
        this.nick = nick;
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "irc-peer-" + nick);
        reader.setDaemon(true);
        reader.start();
        send(IrcLine.of("CAP", "REQ", "message-tags draft/pre-away"));
        await("CAP ACK", line -> line.command().equals("CAP"));
        if (away != null) {
            send(IrcLine.of("AWAY", away));
        }
        send(IrcLine.of("NICK", nick));
        send(IrcLine.of("USER", nick, "0", "*", nick));
        send(IrcLine.of("CAP", "END"));
        await("001", line -> line.command().equals("001"));
    }

    private void read() {
        IrcDecoder decoder = new IrcDecoder(IrcDecoder.MAX_TAG_BYTES, IrcDecoder.MAX_LINE_BYTES);
        byte[] buffer = new byte[4096];
        try {
            InputStream in = socket.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                decoder.feed(ByteBuffer.wrap(buffer, 0, n), decoded -> {
                    if (decoded instanceof IrcDecoder.Decoded.Line line) {
                        incoming.add(line.line());
                    }
                });
            }
        } catch (IOException closed) {
            // By us or by the server: whoever waits hears of it by waiting in vain.
        }
    }

    void send(IrcLine line) {
        try {
            socket.getOutputStream().write(IrcEncoder.encode(line));
        } catch (IOException e) {
            throw new UncheckedIOException(nick + " cannot send " + line, e);
        }
    }

    /** Waits for a line; those before it are kept as received. */
    private IrcLine await(String what, Predicate<IrcLine> wanted) {
        try {
            while (true) {
                IrcLine line = incoming.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (line == null) {
                    throw new IllegalStateException(nick + " waited in vain for " + what);
                }
                if (wanted.test(line)) {
                    return line;
                }
                received.add(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Returns when the server has done what this person asked before, and has sent all that it had for them. */
    void settle() {
        String mark = "peer-" + ++pings;
        send(IrcLine.of("PING", mark));
        await(mark, line -> line.command().equals("PONG") && line.lastParam().equals(mark));
    }

    /** Whether somebody is there (ISON). */
    boolean sees(String somebody) {
        send(IrcLine.of("ISON", somebody));
        return await("303", line -> line.command().equals("303"))
                .lastParam()
                .trim()
                .equalsIgnoreCase(somebody);
    }

    /** Takes the first line of this kind out of what was received. */
    boolean take(Predicate<IrcLine> wanted) {
        settle();
        for (IrcLine line : received) {
            if (wanted.test(line)) {
                return received.remove(line);
            }
        }
        return false;
    }

    @Override
    public void close() {
        try (socket) {
            send(IrcLine.of("QUIT"));
        } catch (IOException | UncheckedIOException gone) {
            // That is what it wants.
        }
    }
}
