package im.gateway.servers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs of the machine. */
final class Programs {
    /** Debian keeps servers where an ordinary user's PATH does not look. */
    private static final List<String> SERVER_FOLDERS = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private Programs() {}

    static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), SERVER_FOLDERS.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Path require(String program, String debianPackage) {
        return find(program).orElseThrow(() -> new ServerException(missing(program, debianPackage)));
    }

    static String missing(String program, String debianPackage) {
        return String.format(
                Locale.ROOT,
                "%s is not installed: run deploy/install, or as root: apt-get install %s",
                program,
                debianPackage);
    }

    static boolean runsAsRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
