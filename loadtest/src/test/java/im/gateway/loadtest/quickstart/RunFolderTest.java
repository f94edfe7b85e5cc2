package im.gateway.loadtest.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @Test
    void aFolderOfSomethingElseIsLeftAlone(@TempDir Path folder) throws IOException {
        Path precious = Files.createFile(folder.resolve("precious"));
        assertThatThrownBy(() -> RunFolder.make(folder))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("choose another --folder");
        assertThat(precious).exists();
    }

    @Test
    void onlyLogsRemainAndTheNextRunBeginsEmpty(@TempDir Path folder) throws IOException {
        Path chosen = folder.resolve("run");
        RunFolder run = RunFolder.make(chosen);
        Path log = Files.createFile(
                Files.createDirectories(chosen.resolve("prosody")).resolve("prosody.log"));
        Path data = Files.createFile(
                Files.createDirectories(chosen.resolve("cassandra/data")).resolve("CommitLog-7-1.log"));

        run.keepOnlyLogs();
        assertThat(log).exists();
        assertThat(data).doesNotExist();
        assertThat(chosen.resolve("cassandra")).doesNotExist();

        RunFolder.make(chosen);
        assertThat(log).doesNotExist();
    }
}
