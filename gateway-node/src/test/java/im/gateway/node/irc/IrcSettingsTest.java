package im.gateway.node.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.socket.TlsSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrcSettingsTest {
    @Test
    void aHostIsEnough() {
        IrcSettings settings = IrcSettings.from(ConfigFactory.parseString("host = irc.example.org"));
        assertThat(settings.port()).isEqualTo(6697);
        assertThat(settings.tls()).isEqualTo(new TlsSettings(null, null));
        assertThat(settings.auth()).isEqualTo(IrcSettings.Auth.SASL);
        assertThat(settings.flood()).isEqualTo(new IrcSettings.Flood(5, 2, 20, 200, 25));
        assertThat(settings.watch().poll()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.nickServ()
                        .success()
                        .matcher("You are Now Identified for x")
                        .find())
                .isTrue();
    }

    @Test
    void aServiceOverridesWhatDiffers() {
        IrcSettings settings =
                IrcSettings.from(ConfigFactory.parseString("host = h, tls = off, auth = nickserv, flood.burst = 9"));
        assertThat(settings.port()).isEqualTo(6667);
        assertThat(settings.tls()).isNull();
        assertThat(settings.auth()).isEqualTo(IrcSettings.Auth.NICKSERV);
        assertThat(settings.flood().burst()).isEqualTo(9);
        assertThat(settings.flood().window()).isEqualTo(20);
    }

    @Test
    void withoutAHostThereIsNoService() {
        assertThatThrownBy(() -> IrcSettings.from(ConfigFactory.empty()))
                .isInstanceOf(ConfigException.Missing.class)
                .hasMessageContaining("host");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port = 70000 | port | 1 to 65535",
                "auth = ssl | auth | one of sasl, nickserv, pass, none",
                "trust = /does/not/exist.pem | trust | a readable file of certificates in PEM",
                "flood.lines-per-second = -1 | flood.lines-per-second | 0 (no limit) to 10000",
                "flood.burst = 0 | flood.burst | 1 to 10000",
                "watch.poll = 0s | watch.poll | 10 ms to 1 day",
                "nickserv.success = \"(\" | nickserv.success | a regular expression",
                "nickserv.name = \"two words\" | nickserv.name | a nick, or nick@server",
                "realname = \"\" | realname | a text in one line",
                "server-password = \"a\\nb\" | server-password | a text in one line"
            })
    void aWrongValueSaysWhichAndWhatWasExpected(String setting, String key, String expected) {
        assertThatThrownBy(() -> IrcSettings.from(ConfigFactory.parseString("host = h\n" + setting)))
                .isInstanceOf(ConfigException.BadValue.class)
                .hasMessageContaining("'" + key + "'")
                .hasMessageContaining("expected: " + expected);
    }
}
