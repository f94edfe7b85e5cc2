package im.gateway.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.protocol.policy.DataPolicy.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigTest {
    private static final String GOOD = """
        gateway {
          xmpp.servers.main { host = "127.0.0.1", port = 5347, policy = one-active }
          xmpp.domains.irc {
            address = "IRC.localhost"
            secret = "s3cret"
            servers = [main]
            service = ergo
            admit = [localhost]
          }
          services.ergo { protocol = irc, network { host = "127.0.0.1" } }
          storage.keys = "keys.txt"
        }
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("gateway.conf"), text);
    }

    @Test
    void readsWhatIsPromisedOfData() throws IOException {
        String policy = "data-policy { access = [admins, government], backup-frequency = 0, info = [\"a\", \"b\"],"
                + " network { retention = 48, terms = \"https://example.org\" } }";
        XmppSettings.Domain domain = GatewayConfig.load(
                        file(GOOD.replace("admit = [localhost]", "admit = [localhost], " + policy)))
                .xmpp()
                .domains()
                .get(0);
        assertThat(domain.dataPolicy())
                .isEqualTo(new DataPolicySettings(
                        Set.of(Access.ADMINS, Access.GOVERNMENT),
                        null,
                        "0",
                        null,
                        List.of("a", "b"),
                        "48",
                        "https://example.org",
                        List.of()));
    }

    @Test
    @Tag("rfc2779-2.1.4")
    @Tag("rfc2779-2.4.4")
    void readsWhatIsThereAndTheShippedRest() throws IOException {
        GatewayConfig read = GatewayConfig.load(file(GOOD));
        XmppSettings.Domain domain = read.xmpp().domains().get(0);
        assertThat(domain.address()).isEqualTo("irc.localhost");
        assertThat(domain.name()).isEqualTo("ergo");
        assertThat(domain.admitted()).isEqualTo(Set.of("localhost"));
        assertThat(domain.contactResource()).isNull();
        assertThat(domain.toString()).doesNotContain("s3cret");
        assertThat(read.xmpp().server("main").keepAlive()).isEqualTo(XmppSettings.KeepAlive.PING);
        assertThat(read.pacing().giveUp()).isEqualTo(Duration.ofMinutes(2));
        assertThat(read.limits().windowBytes()).isEqualTo(4 * 1024 * 1024);
        assertThat(read.limits().threads()).isZero();
        assertThat(read.services())
                .hasEntrySatisfying(
                        "ergo", s -> assertThat(s.network().root().keySet()).containsExactly("host"));
        assertThat(read.storage().contactPoints()).isEqualTo(List.of(new Endpoint("127.0.0.1", 9042)));
    }

    /** Each row: what is put in place of what, and the whole line that comes of it, with the file's name left out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "port = 5347 | port = 99999 | :2: gateway.xmpp.servers.main.port: found \"99999\" (expected: a whole"
                        + " number from 1 to 65535)",
                "port = 5347 | port = x | :2: gateway.xmpp.servers.main.port: found \"x\" (expected: a whole number"
                        + " from 1 to 65535)",
                "policy = one-active | policy = all | :2: gateway.xmpp.servers.main.policy: found \"all\" (expected:"
                        + " one of one-active, every-node, numbered)",
                "policy = one-active | policy = numbered | :2: gateway.xmpp.servers.main.connections: missing"
                        + " (expected: a whole number from 1 to 64)",
                "policy = one-active | policy = one-active, connections = 2 | :2:"
                        + " gateway.xmpp.servers.main.connections: found \"2\" (expected: 1, since the policy is"
                        + " one-active)",
                "policy = one-active | policy = every-node, keep-alive = ping | :2:"
                        + " gateway.xmpp.servers.main.keep-alive: found \"ping\" (expected: whitespace, since the answer"
                        + " to a ping may come on another connection)",
                "port = 5347 | prot = 5347 | :2: gateway.xmpp.servers.main.port: missing (expected: a whole number"
                        + " from 1 to 65535)",
                "port = 5347 | port = 5347, prot = 1 | :2: gateway.xmpp.servers.main.prot: found a key that is not"
                        + " known (expected: one of connections, host, keep-alive, policy, port, tls)",
                "servers = [main] | servers = [other] | :6: gateway.xmpp.domains.irc.servers: found [other] (expected:"
                        + " names out of main, not other)",
                "`\"IRC.localhost\"` | `\"me@localhost\"` | :4: gateway.xmpp.domains.irc.address: found"
                        + " \"me@localhost\" (expected: an XMPP domain)",
                "service = ergo | service = other | :7: gateway.xmpp.domains.irc.service: found \"other\" (expected: a"
                        + " name out of gateway.services: ergo)",
                "admit = [localhost] | `admit = [localhost], data-policy { access = [none, admins] }` | :8:"
                        + " gateway.xmpp.domains.irc.data-policy.access: found [none, admins] (expected: a list of admins,"
                        + " moderators, organization_member, government, advertisers, partners, or [none] alone)",
                "admit = [localhost] | `admit = [localhost], data-policy { access = [admins], backup-retention = long"
                        + " }` | :8: gateway.xmpp.domains.irc.data-policy.backup-retention: found \"long\" (expected:"
                        + " whole hours, or infinite, or unknown)",
                "admit = [localhost] | admit = localhost | :8: gateway.xmpp.domains.irc.admit: found \"localhost\""
                        + " (expected: a list of XMPP domains, or [\"*\"] for everybody)",
                "service = ergo | `service = ergo, contact-resource = \"\"` | :7:"
                        + " gateway.xmpp.domains.irc.contact-resource: found \"\" (expected: a text that is not empty)",
                "service = ergo | `service = ergo, contact-resource = \"a\\tb\"` | :7:"
                        + " gateway.xmpp.domains.irc.contact-resource: found \"a\tb\" (expected: a resource of an XMPP"
                        + " address)",
                "`secret = \"s3cret\"` | secret = { env = NO_SUCH_VARIABLE_HERE } | :5:"
                        + " gateway.xmpp.domains.irc.secret: found no environment variable NO_SUCH_VARIABLE_HERE"
                        + " (expected: a secret, or { file = PATH }, or { env = NAME })",
                "`secret = \"s3cret\"` | secret = { file = /no/such } | :5: gateway.xmpp.domains.irc.secret: found a"
                        + " file that cannot be read: /no/such (expected: a file with the secret)",
                "`storage.keys = \"keys.txt\"` | `storage.keys = k, pacing.drain = 10` | :11: gateway.pacing.drain:"
                        + " found \"10\" (expected: a duration with a unit, from 10ms to 3600000ms)",
                "`storage.keys = \"keys.txt\"` | `storage.keys = k, pacing.resend-most = 1s` | :11:"
                        + " gateway.pacing.resend-most: found \"1s\" (expected: not less than resend-least)",
                "`storage.keys = \"keys.txt\"` | `storage.keys = k, limits.window = 1` | :11: gateway.limits.window:"
                        + " found \"1\" (expected: a size from 10240 to 1073741824 bytes, with a unit such as KiB or MiB)",
                "`storage.keys = \"keys.txt\"` | `storage.keys = k, cluster.seeds = [nowhere]` | :11:"
                        + " gateway.cluster.seeds: found [nowhere] (expected: a list of host:port)",
                "`storage.keys = \"keys.txt\"` | `storage.keys = k, cluster.bootstrap = mdns` | :11:"
                        + " gateway.cluster.bootstrap: found \"mdns\" (expected: one of seeds, dns, kubernetes)",
                "`storage.keys = \"keys.txt\"` | `storage.keys = k, cluster { bootstrap = dns, dns.name = n }` | :11:"
                        + " gateway.cluster.dns.nodes: missing (expected: a whole number from 1 to 1000)",
                "`storage.keys = \"keys.txt\"` | `storage.keys = k, cluster { seeds = [\"a:1\"], bootstrap = dns }` |"
                        + " :11: gateway.cluster.seeds: found [a:1] (expected: none, since bootstrap is another one)",
                "`storage.keys = \"keys.txt\"` | `storage.keys = k, cluster { kubernetes { nodes = 3 } }` | :11:"
                        + " gateway.cluster.kubernetes: found a block (expected: no such block, since bootstrap is another"
                        + " one)",
                "`storage.keys = \"keys.txt\"` | `storage.keys = k, cluster = 7` | :11: gateway.cluster: found \"7\""
                        + " (expected: a block { ... })",
                "`storage.keys = \"keys.txt\"` | `storage.keys = k, sotrage = 7` | :11: gateway.sotrage: found a key"
                        + " that is not known (expected: one of cluster, http, limits, pacing, services, storage, users,"
                        + " xmpp)",
                "`storage.keys = \"keys.txt\"` | | : gateway.storage.keys: missing (expected: a text)",
                "gateway { | `gatway {}, gateway {` | :1: gatway: found a key that is not known (expected: gateway,"
                        + " pekko or datastax-java-driver)",
            })
    void refusesEachWrongValueInOneLine(String right, @Nullable String wrong, String line) throws IOException {
        assertThat(GOOD).contains(right);
        Path file = file(GOOD.replace(right, wrong == null ? "" : wrong));
        assertThatThrownBy(() -> GatewayConfig.load(file))
                .isInstanceOf(ConfigError.class)
                .hasMessage(file + line);
    }

    @Test
    void givesContactsANormalisedResource() throws IOException {
        // A non-ASCII space becomes an ASCII one (RFC 8265 section 4.2.1).
        String text = GOOD.replace("service = ergo", "service = ergo, contact-resource = \"the\u00a0gateway\"");
        GatewayConfig read = GatewayConfig.load(file(text));
        assertThat(read.xmpp().domains().get(0).contactResource()).isEqualTo("the gateway");
    }

    @Test
    void readsHowNodesFindEachOther() throws IOException {
        String text = GOOD.replace(
                "storage.keys",
                "cluster { bootstrap = kubernetes, kubernetes { selector = \"app=g\", nodes = 3 } }, storage.keys");
        assertThat(GatewayConfig.load(file(text)).cluster().bootstrap())
                .isEqualTo(new BootstrapSettings.Kubernetes("app=g", null, 3));
        assertThat(GatewayConfig.load(file(GOOD)).cluster().bootstrap())
                .isEqualTo(new BootstrapSettings.Seeds(List.of()));
    }

    @Test
    void takesASecretFromAFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "from-a-file\n");
        GatewayConfig read = GatewayConfig.load(file(GOOD.replace("\"s3cret\"", "{ file = \"" + secret + "\" }")));
        assertThat(read.xmpp().domains().get(0).secret().text()).isEqualTo("from-a-file");
    }

    @Test
    void namesTheIncludedFileThatIsWrong() throws IOException {
        Files.writeString(folder.resolve("http.conf"), "\ngateway.http.port = none\n");
        Path file = file(GOOD + "include required(\"http.conf\")\n");
        assertThatThrownBy(() -> GatewayConfig.load(file))
                .hasMessage(folder.resolve("http.conf")
                        + ":2: gateway.http.port: found \"none\" (expected: a whole number from 1 to 65535)");
    }

    @Test
    void saysThatThereIsNoFile() {
        Path nowhere = folder.resolve("nowhere.conf");
        assertThatThrownBy(() -> GatewayConfig.load(nowhere))
                .hasMessage(nowhere + ": found no file that can be read (expected: the gateway's configuration)");
    }

    @Test
    void saysInOneLineThatTheFileIsNoHocon() throws IOException {
        Path file = file("gateway { = }");
        assertThatThrownBy(() -> GatewayConfig.load(file))
                .isInstanceOf(ConfigError.class)
                .message()
                .contains("gateway.conf: 1:")
                .doesNotContain("\n");
    }
}
