package im.gateway.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a JDK 17. Cassandra 5.0 runs on 11 and 17, and on nothing from 24 on (it installs a system-wide security policy), while
 * everything else of this project also runs on newer ones.
 */
final class JavaHome {
    static final String PROPERTY = "gateway.java17.home";
    static final String ENVIRONMENT = "JAVA17_HOME";
    static final String MISSING =
            "Cassandra 5.0 needs a JDK 17, and none was found: as root apt-get install openjdk-17-jdk-headless, or set "
                    + ENVIRONMENT + " to where one is";

    private JavaHome() {}

    /** The setting; else the JDK that runs this; else what lies beside it or where Debian puts it. */
    static Optional<Path> seventeen() {
        return candidates().stream().filter(JavaHome::isSeventeen).findFirst();
    }

    private static List<Path> candidates() {
        List<Path> candidates = new ArrayList<>();
        addIfSet(candidates, System.getProperty(PROPERTY));
        addIfSet(candidates, System.getenv(ENVIRONMENT));
        Path running = Path.of(System.getProperty("java.home"));
        candidates.add(running);
        for (Path folder : new Path[] {running.getParent(), Path.of("/usr/lib/jvm")}) {
            if (folder != null && Files.isDirectory(folder)) {
                try (Stream<Path> entries = Files.list(folder)) {
                    entries.sorted().forEach(candidates::add);
                } catch (IOException e) {
                    // A folder that may not be listed holds no JDK for us; the other candidates stay.
                }
            }
        }
        return candidates;
    }

    private static void addIfSet(List<Path> candidates, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            candidates.add(Path.of(value));
        }
    }

    /** The file {@code release} of a JDK holds {@code JAVA_VERSION="17.0.15"}. */
    private static boolean isSeventeen(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return false;
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(release)) {
            properties.load(in);
        } catch (IOException e) {
            return false;
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.equals("17") || version.startsWith("17.");
    }
}
