package im.gateway.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The private folder of one server: its configuration, data and log.
 *
 * @param temporary it was made for one run, and is deleted afterwards
 */
record ServerFolder(Path path, boolean temporary) {

    /** The chosen folder, made where it does not exist; a temporary one where none was chosen. */
    static ServerFolder of(@Nullable Path chosen, String name) {
        try {
            if (chosen == null) {
                return new ServerFolder(Files.createTempDirectory("gateway-" + name + "-"), true);
            }
            return new ServerFolder(Files.createDirectories(chosen).toAbsolutePath(), false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for " + name, e);
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    Path makeFolder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String name, String text) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent() == null ? path : file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteIfTemporary() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
