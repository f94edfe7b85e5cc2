package im.gateway.servers;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class path of a Cassandra node: a folder of jars that the build makes (deploy/cassandra) and that the distribution of
 * loadtest carries along. These jars are on no other class path.
 */
final class CassandraLibrary {
    static final String PROPERTY = "gateway.cassandra.lib";
    static final String ENVIRONMENT = "GATEWAY_CASSANDRA_LIB";
    static final String MISSING =
            "the jars of Cassandra are not there: build them with mvn -pl deploy/cassandra generate-resources, or set "
                    + ENVIRONMENT + " to a folder that has them";

    /** In the source tree, seen from a folder above the module; in the distribution, seen from its top. */
    private static final List<String> PLACES = List.of("cassandra/target/lib", "cassandra/lib");

    private CassandraLibrary() {}

    static Optional<Path> find() {
        List<Path> candidates = new ArrayList<>();
        addIfSet(candidates, System.getProperty(PROPERTY));
        addIfSet(candidates, System.getenv(ENVIRONMENT));
        for (Path folder = ownLocation().getParent(); folder != null; folder = folder.getParent()) {
            for (String place : PLACES) {
                candidates.add(folder.resolve(place));
            }
        }
        return candidates.stream().filter(Files::isDirectory).findFirst();
    }

    private static void addIfSet(List<Path> candidates, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            candidates.add(Path.of(value));
        }
    }

    private static Path ownLocation() {
        try {
            return Path.of(CassandraLibrary.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
