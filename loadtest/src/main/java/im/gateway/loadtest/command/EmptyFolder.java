package im.gateway.loadtest.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where a command keeps data and logs. */
final class EmptyFolder {
    private EmptyFolder() {}

    /**
     * The chosen folder, made where it does not exist; a temporary one where none was chosen.
     *
     * @throws ParameterException when it has files in it
     */
    static Path of(@Nullable Path chosen, CommandLine command) throws IOException {
        if (chosen == null) {
            return Files.createTempDirectory("gateway-loadtest-");
        }
        Path folder = chosen.toAbsolutePath();
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new ParameterException(
                        command, "--folder: " + chosen + " has files in it (expected: a new or empty folder)");
            }
        }
        return folder;
    }
}
