package im.gateway.loadtest.faults.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnansweredLogTest {
    private static final String LINE =
            "time=2026-11-21T17:32:15.042Z level=WARN logger=EdgeActor edge=aim.localhost/local/1 event=unanswered"
                    + " user=u9@users.localhost/load contact=p1@aim.localhost id=\"m5\" reason=\"...\"\n";

    @TempDir
    private Path folder;

    @Test
    void findsWhatIsNamedAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("node.log"), "time=... event=draining unsettled=0\n" + LINE);
        UnansweredLog log = new UnansweredLog(file);

        assertThat(log.names("u9@users.localhost/load", "m5")).isTrue();
        assertThat(log.names("u9@users.localhost/load", "m6")).isFalse();
        assertThat(log.names("u8@users.localhost/load", "m5")).isFalse();
    }

    @Test
    void readsOnWhereALineWasCut() throws IOException {
        int cut = LINE.indexOf("m5");
        Path file = Files.writeString(folder.resolve("node.log"), LINE.substring(0, cut));
        UnansweredLog log = new UnansweredLog(file);
        assertThat(log.names("u9@users.localhost/load", "m5")).isFalse();

        Files.writeString(file, LINE.substring(cut), StandardOpenOption.APPEND);

        assertThat(log.names("u9@users.localhost/load", "m5")).isTrue();
    }
}
