package im.gateway.loadtest.endtoend;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the build has made, and where tests leave their logs. */
public final class Distribution {
    private Distribution() {}

    /** The gateway's launcher in the distribution that the build has made of gateway-node, whatever its version. */
    public static Path launcher() throws IOException, URISyntaxException {
        Path target = module().resolveSibling("gateway-node/target");
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(target, "gateway-node-*")) {
                for (Path distribution : folders) {
                    Path launcher = distribution.resolve("bin/gateway");
                    if (Files.isExecutable(launcher)) {
                        return launcher;
                    }
                }
            }
        }
        throw new IllegalStateException("gateway-node is not built: no gateway-node-*/bin/gateway in " + target
                + " (expected: made in the phase package; run mvn verify -pl loadtest -am)");
    }

    /** The folder for the logs of a test. */
    public static Path folder(String name) throws URISyntaxException {
        return module().resolve("target/end-to-end").resolve(name);
    }

    /** The folder above the classes that has the module's build file. */
    private static Path module() throws URISyntaxException {
        Path classes = Path.of(Distribution.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        for (Path folder = classes; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no pom.xml above " + classes + " (expected: that of the module)");
    }
}
