package im.gateway.servers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Asks a Cassandra node one question over its native protocol, version 4, without a driver: the fixture has no dependencies that
 * could meet those of its users.
 *
 * @see <a href="https://github.com/apache/cassandra/blob/trunk/doc/native_protocol_v4.spec">native_protocol_v4.spec</a>
 */
final class CqlQuestion {
    static final int CONSISTENCY_ONE = 0x0001;
    static final int CONSISTENCY_ALL = 0x0005;

    private static final int VERSION = 0x04;
    private static final int OPCODE_ERROR = 0x00;
    private static final int OPCODE_STARTUP = 0x01;
    private static final int OPCODE_READY = 0x02;
    private static final int OPCODE_QUERY = 0x07;
    private static final int OPCODE_RESULT = 0x08;
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int MAX_FRAME = 1 << 20;

    private CqlQuestion() {}

    /**
     * Passes when the node answers the query with a result.
     *
     * @throws IOException when nobody listens, or with the text of the node's error
     */
    static void ask(InetSocketAddress node, String cql, int consistency) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(node, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            out.write(frame(OPCODE_STARTUP, startupBody()));
            expect(in, OPCODE_READY);
            out.write(frame(OPCODE_QUERY, queryBody(cql, consistency)));
            expect(in, OPCODE_RESULT);
        }
    }

    /** A string map of one entry. */
    private static byte[] startupBody() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        body.writeShort(1);
        // A CQL string is a two-byte length and UTF-8, which is what writeUTF writes for ASCII.
        body.writeUTF("CQL_VERSION");
        body.writeUTF("3.0.0");
        return bytes.toByteArray();
    }

    /** Long string, consistency, no flags. */
    private static byte[] queryBody(String cql, int consistency) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        byte[] text = cql.getBytes(StandardCharsets.UTF_8);
        body.writeInt(text.length);
        body.write(text);
        body.writeShort(consistency);
        body.writeByte(0);
        return bytes.toByteArray();
    }

    /** Header of nine bytes: version, flags, stream, opcode, length. */
    private static byte[] frame(int opcode, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream frame = new DataOutputStream(bytes);
        frame.writeByte(VERSION);
        frame.writeByte(0);
        frame.writeShort(0);
        frame.writeByte(opcode);
        frame.writeInt(body.length);
        frame.write(body);
        return bytes.toByteArray();
    }

    private static void expect(DataInputStream in, int expected) throws IOException {
        in.skipNBytes(4);
        int opcode = in.readUnsignedByte();
        int length = in.readInt();
        if (length < 0 || length > MAX_FRAME) {
            throw new IOException(
                    String.format(Locale.ROOT, "length of a frame: %d (expected: <= %d)", length, MAX_FRAME));
        }
        byte[] body = in.readNBytes(length);
        if (opcode == OPCODE_ERROR) {
            // An int code, the string, and what else belongs to the code.
            DataInputStream error = new DataInputStream(new ByteArrayInputStream(body));
            int code = error.readInt();
            throw new IOException("Cassandra says: " + error.readUTF() + String.format(Locale.ROOT, " (0x%04x)", code));
        }
        if (opcode != expected) {
            throw new IOException(
                    String.format(Locale.ROOT, "opcode of a frame: 0x%02x (expected: 0x%02x)", opcode, expected));
        }
    }
}
