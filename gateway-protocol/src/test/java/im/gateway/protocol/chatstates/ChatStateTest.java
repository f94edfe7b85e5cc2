package im.gateway.protocol.chatstates;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.testing.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** XEP-0085. */
class ChatStateTest {
    @ParameterizedTest
    @EnumSource
    void everyStateComesBack(ChatState state) {
        assertThat(ChatState.of(Xml.parse("<message><body>x</body>" + state.toXml() + "</message>")))
                .isEqualTo(state);
    }

    @Test
    void theExample() {
        assertThat(ChatState.COMPOSING.toXml())
                .isEqualTo(Xml.parse("<composing xmlns='http://jabber.org/protocol/chatstates'/>"));
        assertThat(ChatState.of(Xml.parse("<message><composing/></message>"))).isNull();
        assertThat(ChatState.of(Xml.parse("<message><x xmlns='http://jabber.org/protocol/chatstates'/></message>")))
                .isNull();
    }
}
