package im.gateway.persistence.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One of the checked-in files of statements, in resources/schema.
 *
 * @param name {@code 001-journal.cql}; the number is the version that the schema has after it
 */
record SchemaFile(String name) {
    /** Creates what the others need. */
    static final SchemaFile KEYSPACE = new SchemaFile("000-keyspace.cql");

    /** In the order of their numbers, without a gap. A file that was released is never changed: a change is a further file. */
    static final List<SchemaFile> VERSIONS =
            List.of(new SchemaFile("001-journal.cql"), new SchemaFile("002-registrations.cql"));

    int version() {
        return Integer.parseInt(name.substring(0, name.indexOf('-')));
    }

    /** Its statements, with the settings put in. */
    List<String> statements(CassandraSettings settings) {
        String replication = settings.replication().entrySet().stream()
                .map(copies -> "'" + copies.getKey() + "': " + copies.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        String cql = text().lines()
                .filter(line -> !line.stripLeading().startsWith("--"))
                .collect(Collectors.joining("\n"))
                .replace("${keyspace}", settings.keyspace())
                .replace("${replication}", replication);
        return Arrays.stream(cql.split(";", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private String text() {
        String resource = "/schema/" + name;
        try (InputStream in = SchemaFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        resource + ": not on the class path (expected: in the persistence jar)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
