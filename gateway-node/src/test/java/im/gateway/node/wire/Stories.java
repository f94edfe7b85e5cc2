package im.gateway.node.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The stories under {@code wire/} on the class path. */
final class Stories {
    private static final Path ROOT = root();

    private Stories() {}

    /** All stories, by file name; what stands in {@code given/} begins other stories and is none itself. */
    static List<Story> all() {
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

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("wire/" + file, e);
        }
    }

    private static Path root() {
        URL url = Objects.requireNonNull(Stories.class.getResource("/wire"), "no folder wire on the class path");
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
