package im.gateway.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.ScenarioReader;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServiceOverridesTest {
    @Test
    void eachOfSeveralServicesGetsWhatIsSaidOfTheOne() throws Exception {
        Config config = overrides(
                2,
                "legacy.network=aim",
                "gateway.config.gateway.services.aim.logins-per-second=7",
                "gateway.config.gateway.xmpp.domains.aim.contact-resource=here",
                "gateway.config.gateway.xmpp.servers.local.keep-alive=whitespace",
                "gateway.config.gateway.users.idle=9s");

        assertThat(config.getConfig("gateway.services").root()).containsOnlyKeys("aim-a", "aim-b");
        assertThat(config.getInt("gateway.services.aim-a.logins-per-second")).isEqualTo(7);
        assertThat(config.getInt("gateway.services.aim-b.logins-per-second")).isEqualTo(7);
        assertThat(config.getConfig("gateway.xmpp.domains").root()).containsOnlyKeys("aim-a", "aim-b");
        assertThat(config.getString("gateway.xmpp.domains.aim-b.contact-resource"))
                .isEqualTo("here");
        assertThat(config.getStringList("gateway.xmpp.domains.aim-b.admit")).containsExactly("users-b.localhost");
        assertThat(config.getConfig("gateway.xmpp.servers").root()).containsOnlyKeys("aim-a", "aim-b");
        assertThat(config.getString("gateway.users.idle")).isEqualTo("9s");
    }

    @Test
    void theOneServiceIsCalledAsItsProtocol() throws Exception {
        Config config = overrides(1, "legacy.network=icq", "gateway.config.gateway.services.icq.logins-per-second=7");

        assertThat(config.getConfig("gateway.services").root()).containsOnlyKeys("icq");
        assertThat(config.getInt("gateway.services.icq.logins-per-second")).isEqualTo(7);
        assertThat(config.getStringList("gateway.xmpp.domains.icq.admit")).containsExactly("users.localhost");
    }

    private static Config overrides(int shares, String... settings) throws Exception {
        Scenario scenario = ScenarioReader.read("smoke", List.of(settings));
        InetSocketAddress nowhere = InetSocketAddress.createUnresolved("127.0.0.1", 1);
        List<Sides> sides = IntStream.range(0, shares)
                .mapToObj(index -> new Share(index, shares))
                .map(share -> new Sides(
                        Naming.service(scenario, share),
                        Naming.gateway(scenario, share),
                        List.of(Naming.users(share)),
                        nowhere,
                        nowhere))
                .toList();
        return ServiceOverrides.of(scenario, sides);
    }
}
