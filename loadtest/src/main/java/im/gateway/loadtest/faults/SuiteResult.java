package im.gateway.loadtest.faults;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole run, in the shape of its JSON.
 *
 * @param format of this record
 * @param started in UTC, ISO 8601
 * @param users who talked
 * @param perSecond messages in all, on average
 */
public record SuiteResult(
        int format, String started, long seed, int users, double perSecond, int processors, List<CaseResult> cases) {
    /** The present format. */
    public static final int FORMAT = 1;

    /** Writes it, and the folders above it. */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(file.toFile(), this);
    }
}
