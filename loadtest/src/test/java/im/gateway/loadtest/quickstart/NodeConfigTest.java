package im.gateway.loadtest.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeConfigTest {

    @Test
    void everyPartIsWhereItListens() {
        Config gateway = ConfigFactory.parseString(config(false, null).text()).getConfig("gateway");

        assertThat(gateway.getStringList("storage.cassandra.contact-points")).containsExactly("127.0.0.1:9042");
        assertThat(gateway.getStringList("storage.cassandra.replication")).containsExactly("datacenter1:1");
        assertThat(gateway.getInt("xmpp.servers.local.port")).isEqualTo(5347);
        assertThat(gateway.getString("xmpp.domains.irc.address")).isEqualTo("irc.localhost");
        assertThat(gateway.getString("xmpp.domains.irc.service")).isEqualTo("irc");
        assertThat(gateway.getInt("services.irc.network.port")).isEqualTo(6667);
        assertThat(gateway.getString("xmpp.domains.icq.service")).isEqualTo("icq");
        assertThat(gateway.getString("services.icq.protocol")).isEqualTo("icq");
        assertThat(gateway.getInt("services.icq.network.port")).isEqualTo(5190);
        assertThat(gateway.getStringList("cluster.seeds")).containsExactly("127.0.0.1:7001", "127.0.0.1:7002");
        assertThat(gateway.getInt("cluster.port")).isEqualTo(7002);
    }

    @Test
    void theServerDecidesWhoConnects() {
        assertThat(policy(config(false, null))).isEqualTo("one-active");
        assertThat(policy(config(true, null))).isEqualTo("every-node");
    }

    @Test
    void contactsHaveAResourceWhereItIsWanted() {
        String path = "gateway.xmpp.domains.icq.contact-resource";
        assertThat(ConfigFactory.parseString(config(false, "here").text()).getString(path))
                .isEqualTo("here");
        assertThat(ConfigFactory.parseString(config(false, null).text()).hasPath(path))
                .isFalse();
    }

    private static String policy(NodeConfig config) {
        return ConfigFactory.parseString(config.text()).getString("gateway.xmpp.servers.local.policy");
    }

    @Test
    void severalServicesOfOneProtocolAreEachOnAServerOfTheirOwn() {
        NodeConfig one = config(true, null);
        InetSocketAddress network = InetSocketAddress.createUnresolved("127.0.0.1", 5190);
        NodeConfig several = new NodeConfig(
                one.keys(),
                one.cassandra(),
                Map.of(
                        "aim-a", InetSocketAddress.createUnresolved("127.0.0.1", 5001),
                        "aim-b", InetSocketAddress.createUnresolved("127.0.0.1", 5002)),
                true,
                one.secret(),
                one.admitted(),
                null,
                List.of(
                        ServedService.oscar("aim", "aim-a.localhost", "AIM", network)
                                .called("aim-a"),
                        ServedService.oscar("aim", "aim-b.localhost", "AIM", network)
                                .called("aim-b")),
                one.artery(),
                one.http(),
                one.seeds());

        Config gateway = ConfigFactory.parseString(several.text()).getConfig("gateway");
        assertThat(gateway.getInt("xmpp.servers.aim-b.port")).isEqualTo(5002);
        assertThat(gateway.getStringList("xmpp.domains.aim-b.servers")).containsExactly("aim-b");
        assertThat(gateway.getString("xmpp.domains.aim-b.address")).isEqualTo("aim-b.localhost");
        assertThat(gateway.getString("xmpp.domains.aim-b.service")).isEqualTo("aim-b");
        assertThat(gateway.getString("services.aim-b.protocol")).isEqualTo("aim");
        assertThat(gateway.getConfig("services").root()).containsOnlyKeys("aim-a", "aim-b");
    }

    private static NodeConfig config(boolean everyNode, @Nullable String contactResource) {
        return new NodeConfig(
                Path.of("keys"),
                InetSocketAddress.createUnresolved("127.0.0.1", 9042),
                Map.of(ServedService.LOCAL, InetSocketAddress.createUnresolved("127.0.0.1", 5347)),
                everyNode,
                "a \"secret\"",
                "localhost",
                contactResource,
                List.of(
                        ServedService.irc("irc.localhost", InetSocketAddress.createUnresolved("127.0.0.1", 6667)),
                        ServedService.oscar(
                                "icq", "icq.localhost", "ICQ", InetSocketAddress.createUnresolved("127.0.0.1", 5190))),
                7002,
                8002,
                List.of(7001, 7002));
    }
}
