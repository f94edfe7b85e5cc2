package im.gateway.loadtest.quickstart;

import im.gateway.servers.ServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that one run of the quick start keeps everything in; every run begins with an empty one. */
public record RunFolder(Path path) {
    /** Only a folder that has it is emptied. */
    private static final String MARK = ".gateway-quickstart";

    private static final String LOG = ".log";

    /**
     * Makes it, or empties that of an earlier run.
     *
     * @param chosen null for a new temporary folder
     */
    public static RunFolder make(@Nullable Path chosen) {
        try {
            if (chosen == null) {
                return marked(Files.createTempDirectory("gateway-quickstart-"));
            }
            if (Files.exists(chosen) && !Files.exists(chosen.resolve(MARK)) && !isEmpty(chosen)) {
                throw new ServerException(chosen + " has files of something else in it: choose another --folder");
            }
            Files.createDirectories(chosen);
            delete(chosen, file -> true);
            return marked(chosen.toAbsolutePath());
        } catch (IOException e) {
            throw new ServerException("cannot use the folder " + chosen + ": " + e, e);
        }
    }

    /** Deletes all that is no part's log. */
    void keepOnlyLogs() {
        try {
            delete(path, file -> !isLog(path.relativize(file)) && !file.endsWith(MARK));
        } catch (IOException | UncheckedIOException e) {
            throw new ServerException("cannot tidy up " + path + ": " + e, e);
        }
    }

    /** {@code schema.log} or {@code prosody/prosody.log}; the files of Cassandra's commit log, further down, have that name too. */
    private static boolean isLog(Path relative) {
        return relative.getNameCount() <= 2 && relative.toString().endsWith(LOG);
    }

    private static RunFolder marked(Path folder) throws IOException {
        Files.createFile(folder.resolve(MARK));
        return new RunFolder(folder);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Deletes files that are wanted gone, and the folders below that are empty then. */
    private static void delete(Path folder, Predicate<Path> wanted) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.filter(path -> !path.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path path : deepestFirst) {
            if (Files.isDirectory(path) ? isEmpty(path) : wanted.test(path)) {
                Files.delete(path);
            }
        }
    }
}
