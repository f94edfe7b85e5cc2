package im.gateway.persistence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.persistence.vault.KeyRing.KeyRingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTest {
    private static final String KEY = KeyRing.newKey("2026-11", new SecureRandom());
    private static final String VALUE = KEY.substring(KEY.indexOf('=') + 2);

    @Test
    void readsLinesInAnyOrder() {
        KeyRing ring = KeyRing.parse("# ours\n\n  2026-05=" + VALUE + "\r\nnewest = 2026-11\n" + KEY + "\n", "test");
        assertThat(ring.ids()).containsExactlyInAnyOrder("2026-05", "2026-11");
        assertThat(ring.newest()).isEqualTo("2026-11");
        assertThat(ring.toString()).doesNotContain(VALUE);
    }

    @Test
    void readsAnEnvironmentVariable() {
        assertThat(KeyRing.parse(KEY + ";newest=2026-11", "GATEWAY_KEYS").newest())
                .isEqualTo("2026-11");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KEY                        | no newest key",
                "newest = 2026-12;KEY       | the newest key is not there",
                "newest = 2026-11;KEY;KEY   | line 3: 2026-11 for the second time",
                "newest = a;newest = b;KEY  | line 2: newest for the second time",
                "newest = 2026-11;a = AAAA  | line 2: 3 bytes",
                "newest = 2026-11;a = ?VALUE| line 2: not base64",
                "newest = 2026-11;a b = x   | line 2: expected: ID = KEY",
                "VALUE                      | line 1:",
            })
    void saysWhatIsWrongAndNotWhatTheKeyIs(String text, String expected) {
        String lines = text.replace("KEY", KEY).replace("VALUE", VALUE);
        assertThatThrownBy(() -> KeyRing.parse(lines, "test"))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining(VALUE.substring(0, 8))
                .hasNoCause();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesAFileThatIsOpenToOthers(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "newest = 2026-11\n" + KEY + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(KeyRing.load(file).newest()).isEqualTo("2026-11");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> KeyRing.load(file))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("chmod o= " + file);
    }

    @Test
    void saysThatAFileIsNotThere(@TempDir Path folder) {
        assertThatThrownBy(() -> KeyRing.load(folder.resolve("none")))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("gateway keys new");
    }

    @Test
    void refusesAnIdThatItCouldNotRead() {
        for (String id : new String[] {"", "a=b", "newest", "x".repeat(65)}) {
            assertThatThrownBy(() -> KeyRing.newKey(id, new SecureRandom())).isInstanceOf(KeyRingException.class);
        }
    }
}
