package im.gateway.node.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The stories under {@code wire/} on the class path. */
public final class Stories {
    private static final Path ROOT = root();

    private Stories() {}

    /** All stories, by file name; what stands in {@code given/} begins other stories and is none itself. */
    public static List<Story> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".wire") && !file.startsWith("given/"))
                    .sorted()
                    .map(file -> StoryParser.parse(file, Stories::lines))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String file) {
        try {
            return Files.readAllLines(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("wire/" + file, e);
        }
    }

    private static Path root() {
        URL url = Objects.requireNonNull(Stories.class.getResource("/wire"), "no folder wire on the class path");
        try {
            URI uri = url.toURI();
            if (uri.getScheme().equals("jar")) {
                // Another module plays them out of this one's test jar; open for as long as the tests run.
                FileSystem jar = FileSystems.newFileSystem(uri, Map.of());
                return jar.getPath("/wire");
            }
            return Path.of(uri);
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(url + ": " + e.getMessage(), e);
        }
    }
}
