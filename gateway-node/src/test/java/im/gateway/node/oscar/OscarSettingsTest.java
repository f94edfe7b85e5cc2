package im.gateway.node.oscar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OscarSettingsTest {
    private static OscarSettings read(String text) {
        return OscarSettings.from(ConfigFactory.parseString(text), "AIM");
    }

    @Test
    void onlyTheHostIsRequired() {
        OscarSettings settings = read("host = oscar.example");
        assertThat(settings.name()).isEqualTo("AIM");
        assertThat(settings.authorizer()).isEqualTo(new Address("oscar.example", 5190));
        assertThat(settings.charset()).isEqualTo(Charset.forName("windows-1252"));
        assertThat(settings.mapped(new Address("x", 1))).isEqualTo(new Address("x", 1));
    }

    @Test
    void hostsAreMappedByTheMostExactEntry() {
        OscarSettings settings =
                read("host = h, server-hosts { \"10.0.0.5:5190\" = \"a:1\", \"10.0.0.5\" = b, \"*\" = \"c:3\" }");
        assertThat(settings.mapped(new Address("10.0.0.5", 5190))).isEqualTo(new Address("a", 1));
        assertThat(settings.mapped(new Address("10.0.0.5", 443))).isEqualTo(new Address("b", 443));
        assertThat(settings.mapped(new Address("other", 443))).isEqualTo(new Address("c", 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port = 1|host",
                "host = \"\"|host",
                "host = h, port = 0|port",
                "host = h, charset = nonsense|charset",
                "host = h, messages.max-bytes = 9|messages.max-bytes",
                "host = h, timeouts.login = 0s|timeouts.login",
                "host = h, server-hosts { a = \"b:c\" }|server-hosts.a"
            })
    void whatIsWrongIsNamed(String text, String key) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessageContaining(key);
    }
}
