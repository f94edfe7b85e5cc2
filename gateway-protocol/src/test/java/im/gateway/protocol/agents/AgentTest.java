package im.gateway.protocol.agents;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.testing.Xml;
import java.util.List;
import org.junit.jupiter.api.Test;

/** XEP-0094. */
class AgentTest {
    private static final Agent AIM =
            new Agent(BareJid.of("aim.shakespeare.lit"), "AIM Gateway", "aim", true, true, false);

    /** XEP-0100 listing 4. */
    @Test
    void aGatewayInItsParentsList() {
        assertThat(Agent.toXml(List.of(AIM))).isEqualTo(Xml.parse("""
                <query xmlns='jabber:iq:agents'>
                  <agent jid='aim.shakespeare.lit'>
                    <name>AIM Gateway</name>
                    <service>aim</service>
                    <transport/>
                    <register/>
                  </agent>
                </query>"""));
    }

    /** XEP-0094 section 3. */
    @Test
    void aDirectory() {
        Agent directory =
                new Agent(BareJid.of("users.shakespeare.lit"), "Jabber User Directory", "jud", false, true, true);
        assertThat(Agent.toXml(List.of(directory, AIM)).children())
                .hasSize(2)
                .first()
                .isEqualTo(Xml.parse("""
                <agent xmlns='jabber:iq:agents' jid='users.shakespeare.lit'>
                  <name>Jabber User Directory</name><service>jud</service><register/><search/>
                </agent>"""));
    }

    @Test
    void aGatewayAboutItself() {
        assertThat(AIM.toXml()).isEqualTo(Xml.parse("""
                <query xmlns='jabber:iq:agent'>
                  <name>AIM Gateway</name><service>aim</service><transport/><register/>
                </query>"""));
    }
}
