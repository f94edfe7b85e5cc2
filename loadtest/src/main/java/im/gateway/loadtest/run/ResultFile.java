package im.gateway.loadtest.run;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results as files of JSON. */
public final class ResultFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ResultFile() {}

    /** Writes one, and the folders above it. */
    public static void write(Result result, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        JSON.writeValue(file.toFile(), result);
    }

    /**
     * Reads one.
     *
     * @throws IOException when it is no result, or of another format; says which
     */
    public static Result read(Path file) throws IOException {
        Result result = JSON.readValue(file.toFile(), Result.class);
        if (result.format() != Result.FORMAT) {
            throw new IOException(file + ": format: " + result.format() + " (expected: " + Result.FORMAT + ")");
        }
        return result;
    }
}
