package im.gateway.servers;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** A client of a text protocol, as far as a fixture needs one: blocking, a time limit on every read. */
final class LineSocket implements Closeable {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MAX_LINES = 1_000;

    private final Socket socket = new Socket();
    private final BufferedReader in;
    private final OutputStream out;

    LineSocket(String host, int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = socket.getOutputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    void send(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Reads on until a line is as wanted, and answers PING on the way. */
    String await(Predicate<String> wanted) throws IOException {
        for (int lines = 0; lines < MAX_LINES; lines++) {
            String line = in.readLine();
            if (line == null) {
                throw new EOFException("the connection ended before the expected line");
            }
            if (line.startsWith("PING ")) {
                send("PONG " + line.substring("PING ".length()));
            }
            if (wanted.test(line)) {
                return line;
            }
        }
        throw new IOException("not among " + MAX_LINES + " lines: the expected one");
    }

    /** Reads on until what came since the last call holds the text, for a protocol that has no lines. */
    String awaitText(String wanted) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(wanted) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended before " + wanted + ": " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
