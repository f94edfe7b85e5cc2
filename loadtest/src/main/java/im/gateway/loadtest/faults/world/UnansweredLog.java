package im.gateway.loadtest.faults.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node says in its log that it has read behind the end of its stream and could not answer any more ({@code event=unanswered}): stanzas
 * that were inside this one connection when it ended. The file grows while it is read. Thread-safe.
 */
final class UnansweredLog {
    private static final Pattern LINE = Pattern.compile(" event=unanswered user=(\\S+) contact=\\S+ id=\"([^\"]*)\"");

    private final Path file;
    private final Set<Stanza> found = new HashSet<>();
    private long readTo;

    private record Stanza(String user, String id) {}

    UnansweredLog(Path file) {
        this.file = file;
    }

    /** Whether the node says so of the stanza with this id from this full JID. */
    synchronized boolean names(String user, String id) {
        readOn();
        return found.contains(new Stanza(user, id));
    }

    private void readOn() {
        try (SeekableByteChannel log = Files.newByteChannel(file)) {
            long size = log.size();
            byte[] fresh = Channels.newInputStream(log.position(readTo)).readNBytes((int) (size - readTo));
            String text = new String(fresh, StandardCharsets.UTF_8);
            // The rest of a line that is being written comes with the next look.
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            readTo += whole.getBytes(StandardCharsets.UTF_8).length;
            Matcher lines = LINE.matcher(whole);
            while (lines.find()) {
                found.add(new Stanza(lines.group(1), lines.group(2)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log of a node", e);
        }
    }
}
