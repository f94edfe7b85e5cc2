package im.gateway.loadtest.talk;

import im.gateway.protocol.irc.IrcDecoder;
import im.gateway.protocol.irc.IrcEncoder;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.SaslPlain;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A person on the IRC network, with a client of their own: logs in by SASL and speaks. */
public final class IrcUser implements AutoCloseable {
    private static final long ASK_AGAIN_NANOS = 100_000_000;

    private final Socket socket;
    private final Heard<IrcLine> heard;
    private final List<Consumer<IrcLine>> listeners = new CopyOnWriteArrayList<>();
    private final String nick;
    private final Duration patience;

    private IrcUser(Socket socket, String nick, Duration patience) {
        this.socket = socket;
        this.nick = nick;
        this.patience = patience;
        this.heard = new Heard<>(patience);
    }

    /**
     * Connects and logs in.
     *
     * @param patience how long is waited for one answer at most
     */
    public static IrcUser logIn(InetSocketAddress server, String account, String password, Duration patience)
            throws IOException, TimeoutException, InterruptedException {
        Socket socket = new Socket();
        socket.connect(server, (int) patience.toMillis());
        IrcUser user = new IrcUser(socket, account, patience);
        Thread reader = new Thread(user::read, "irc-user-" + account);
        reader.setDaemon(true);
        reader.start();
        try {
            user.begin(account, password);
        } catch (IOException | TimeoutException | InterruptedException e) {
            socket.close();
            throw e;
        }
        return user;
    }

    private void begin(String account, String password) throws IOException, TimeoutException, InterruptedException {
        send(IrcLine.of("CAP", "REQ", "sasl"));
        send(IrcLine.of("NICK", nick));
        send(IrcLine.of("USER", nick, "0", "*", nick));
        heard.await("CAP ACK", line -> line.command().equals("CAP"));
        send(IrcLine.of("AUTHENTICATE", "PLAIN"));
        heard.await("AUTHENTICATE +", line -> line.command().equals("AUTHENTICATE"));
        for (IrcLine line : SaslPlain.lines(account, password)) {
            send(line);
        }
        heard.await("903 (SASL done)", line -> line.command().equals("903"));
        send(IrcLine.of("CAP", "END"));
        heard.await("001 (welcome)", line -> line.command().equals("001"));
    }

    private void read() {
        IrcDecoder decoder = new IrcDecoder(IrcDecoder.MAX_TAG_BYTES, IrcDecoder.MAX_LINE_BYTES);
        byte[] buffer = new byte[4096];
        try {
            InputStream in = socket.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                decoder.feed(ByteBuffer.wrap(buffer, 0, n), this::take);
            }
        } catch (IOException closed) {
            // The end of the connection, by us or by the server: whoever waits hears of it by waiting in vain.
        }
    }

    private void take(IrcDecoder.Decoded decoded) {
        if (!(decoded instanceof IrcDecoder.Decoded.Line read)) {
            return;
        }
        IrcLine line = read.line();
        if (line.command().equals("PING")) {
            try {
                send(IrcLine.of("PONG", line.lastParam()));
            } catch (IOException closed) {
                // See read().
            }
        } else {
            heard.add(line);
            listeners.forEach(listener -> listener.accept(line));
        }
    }

    private synchronized void send(IrcLine line) throws IOException {
        socket.getOutputStream().write(IrcEncoder.encode(line));
    }

    /** Has every line of the server told, but for its pings, on the reader's thread and in order. */
    public void onLine(Consumer<IrcLine> listener) {
        listeners.add(listener);
    }

    /** Says something to somebody. */
    public void say(String to, String text) throws IOException {
        send(IrcLine.of("PRIVMSG", to, text));
    }

    /** Goes away, with words. */
    public void away(String words) throws IOException {
        send(IrcLine.of("AWAY", words));
    }

    /** Waits for somebody's words. */
    public void awaitWords(String from, String text) throws TimeoutException, InterruptedException {
        heard.await(
                from + " says \"" + text + "\"",
                line -> line.command().equals("PRIVMSG")
                        && line.source() != null
                        && line.source().nick().equalsIgnoreCase(from)
                        && line.lastParam().equals(text));
    }

    /** Asks the server whether somebody is there (ISON). */
    public boolean sees(String somebody) throws IOException, TimeoutException, InterruptedException {
        send(IrcLine.of("ISON", somebody));
        IrcLine answer = heard.await("303 (who is on)", line -> line.command().equals("303"));
        return answer.lastParam().trim().equalsIgnoreCase(somebody);
    }

    /** Waits until somebody is gone, by asking again and again. */
    public void awaitGone(String somebody) throws IOException, TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (sees(somebody)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(somebody + " is still on IRC after " + patience.toSeconds() + " s");
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
    }

    /** Waits until somebody is there, by asking again and again. */
    public void awaitThere(String somebody) throws IOException, TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!sees(somebody)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(somebody + " is not on IRC after " + patience.toSeconds() + " s");
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
    }

    /** Leaves the network. */
    @Override
    public void close() throws IOException {
        try {
            send(IrcLine.of("QUIT"));
        } finally {
            socket.close();
        }
    }
}
