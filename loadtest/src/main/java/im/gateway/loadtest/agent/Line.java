package im.gateway.loadtest.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import im.gateway.loadtest.measure.Operation;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** A connection between coordinator and agent that carries {@link Message}s. Used by one thread at a time. */
final class Line implements AutoCloseable {
    /** What is not known is left out: the version is to be seen, whatever else another release says. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Socket socket;
    private final BufferedReader in;
    private final Writer out;

    Line(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** The address of this machine that the other side has reached, or was reached from. */
    String localHost() {
        return socket.getLocalAddress().getHostAddress();
    }

    void write(Message message) throws IOException {
        // As the interface: a value by itself would be written without its type.
        out.write(JSON.writerFor(Message.class).writeValueAsString(message));
        out.write('\n');
        out.flush();
    }

    /**
     * The next message.
     *
     * @throws EOFException when the other side has closed the connection
     * @throws IOException when it says something else
     */
    Message read() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("the other side has closed the connection");
        }
        try {
            return JSON.readValue(line, Message.class);
        } catch (JsonProcessingException e) {
            throw new IOException("not a message of an agent or a coordinator: " + e.getOriginalMessage(), e);
        }
    }

    /** A histogram as text. */
    static String encode(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /** What {@link #encode} has made. */
    static Histogram decode(String text) throws IOException {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException | IllegalArgumentException e) {
            throw new IOException("not a histogram of HdrHistogram", e);
        }
    }

    /** Histograms as texts, by the words of their operations. */
    static Map<String, String> encode(Map<Operation, Histogram> histograms) {
        Map<String, String> encoded = new TreeMap<>();
        histograms.forEach((operation, histogram) -> encoded.put(operation.word(), encode(histogram)));
        return encoded;
    }

    /** What {@link #encode(Map)} has made. */
    static Map<Operation, Histogram> decode(Map<String, String> encoded) throws IOException {
        Map<Operation, Histogram> histograms = new EnumMap<>(Operation.class);
        for (Map.Entry<String, String> entry : encoded.entrySet()) {
            String name = entry.getKey().toUpperCase(Locale.ROOT).replace('-', '_');
            histograms.put(Operation.valueOf(name), decode(entry.getValue()));
        }
        return histograms;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
