package im.gateway.node.edge;

import im.gateway.protocol.component.HandshakeOutput;
import im.gateway.protocol.component.ServerHandshake;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamCondition;
import im.gateway.protocol.xml.StreamError;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamHeader;
import im.gateway.protocol.xml.StreamLimits;
import im.gateway.protocol.xml.StreamParser;
import im.gateway.protocol.xml.XmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The XMPP server's side of component streams, played for tests: one secret, any number of connections, on a free loopback port. */
public final class PlayedServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final ServerSocket listening;
    private final String secret;
    private final BlockingQueue<Connection> established = new LinkedBlockingQueue<>();
    private volatile @Nullable StreamCondition refusal;
    private int connections;

    public PlayedServer(String secret) throws IOException {
        this.secret = secret;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept, "played-server");
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** From now on a connection is refused with this stream error; null to let it in. */
    public void refuse(@Nullable StreamCondition condition) {
        refusal = condition;
    }

    /** How many connections came, let in or not. */
    public synchronized int connections() {
        return connections;
    }

    /** The next connection that was let in. */
    public Connection next() throws InterruptedException {
        return Objects.requireNonNull(
                established.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no component connected in time");
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                String id;
                synchronized (this) {
                    id = "stream" + ++connections;
                }
                Connection connection = new Connection(socket, id);
                start(connection::run, "played-" + id);
            }
        } catch (IOException closed) {
            established.clear();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    /** One connection of a component. */
    public final class Connection {
        private final Socket socket;
        private final OutputStream out;
        private final ServerHandshake handshake;
        private final BlockingQueue<Element> stanzas = new LinkedBlockingQueue<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean reading = true;
        private volatile String domain = "";

        private Connection(Socket socket, String id) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            this.handshake = new ServerHandshake(this::secretOf, id);
        }

        private String secretOf(String asking) {
            domain = asking;
            return secret;
        }

        /** Whose connection it is. */
        public String domain() {
            return domain;
        }

        private void run() {
            StreamParser parser = new StreamParser(StreamLimits.DEFAULT);
            byte[] buffer = new byte[8192];
            try (InputStream in = socket.getInputStream()) {
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    for (StreamEvent event : parser.feed(Arrays.copyOf(buffer, length))) {
                        on(event);
                    }
                    while (!reading) {
                        synchronized (this) {
                            wait(10);
                        }
                    }
                }
            } catch (IOException | InterruptedException over) {
                closed.countDown();
            } finally {
                closed.countDown();
            }
        }

        private void on(StreamEvent event) throws IOException {
            if (handshake.isOver()) {
                if (event instanceof StreamEvent.StanzaRead read) {
                    stanzas.add(read.element());
                } else if (event instanceof StreamEvent.Closed) {
                    ended.countDown();
                }
                return;
            }
            StreamCondition refused = refusal;
            for (HandshakeOutput output : handshake.on(event)) {
                if (output instanceof HandshakeOutput.Established && refused == null) {
                    established.add(this);
                } else if (output instanceof HandshakeOutput.Send send) {
                    boolean verdict = event instanceof StreamEvent.StanzaRead;
                    write(refused != null && verdict ? StreamError.of(refused).toClosingXml() : send.xml());
                }
            }
            if (refused != null && handshake.isOver()) {
                socket.close();
            }
        }

        public void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        public void send(Element stanza) throws IOException {
            write(new String(XmlWriter.toBytes(stanza, Stanza.NAMESPACE), StandardCharsets.UTF_8));
        }

        /** The next stanza from the component. */
        public Element receive() throws InterruptedException {
            return Objects.requireNonNull(
                    stanzas.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "the component sent nothing in time");
        }

        /** Whether nothing was sent that has not been received. */
        public boolean isQuiet() {
            return stanzas.isEmpty();
        }

        /** Stops reading, or goes on with it: what a server does that is busy. */
        public void setReading(boolean on) {
            reading = on;
        }

        /** Waits for the component's end of the stream. */
        public boolean awaitEnd() throws InterruptedException {
            return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        public boolean hasEnded() {
            return ended.getCount() == 0;
        }

        /** Waits until the connection is closed. */
        public boolean awaitClose() throws InterruptedException {
            return closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        public boolean hasClosed() {
            return closed.getCount() == 0;
        }

        /** Ends the stream in order. */
        public void end() throws IOException {
            write(StreamHeader.CLOSE);
        }

        /** Breaks the connection by a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
