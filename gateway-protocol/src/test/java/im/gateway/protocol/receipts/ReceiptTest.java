package im.gateway.protocol.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.testing.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0184 section 5. */
class ReceiptTest {
    private static final String REQUEST = "<request xmlns='urn:xmpp:receipts'/>";

    @Test
    void theExample() {
        Message message = message("id='richard2-4.1.247'", "<body>My lord, dispatch</body>" + REQUEST);
        assertThat(Receipt.isRequestedBy(message)).isTrue();
        assertThat(Receipt.toStanza(message))
                .isEqualTo(Xml.parse(
                        "<message from='kingrichard@royalty.england.lit' to='northumberland@shakespeare.lit/westminster'>"
                                + "<received xmlns='urn:xmpp:receipts' id='richard2-4.1.247'/></message>"));
        assertThat(Receipt.receivedId(
                        (Message) Xml.stanza(Receipt.toStanza(message).toString())))
                .isEqualTo("richard2-4.1.247");
        assertThat(Receipt.receivedId(message)).isNull();
        assertThat(Receipt.request()).isEqualTo(Xml.parse(REQUEST));
    }

    @Test
    void theReceiptHasTheMessagesType() {
        assertThat(Receipt.toStanza(message("id='a' type='chat'", REQUEST)).attribute("type"))
                .isEqualTo("chat");
    }

    @ParameterizedTest
    @CsvSource({
        "id='a', <body/>",
        "x='a', <request xmlns='urn:xmpp:receipts'/>",
        "id='a' type='error', <request xmlns='urn:xmpp:receipts'/>",
        "id='a', <request xmlns='urn:xmpp:receipts'/><received xmlns='urn:xmpp:receipts' id='b'/>",
    })
    void someMessagesGetNone(String attributes, String payload) {
        assertThat(Receipt.isRequestedBy(message(attributes, payload))).isFalse();
    }

    @Test
    void aMessageWithoutIdCannotHaveOne() {
        assertThatThrownBy(() -> Receipt.toStanza(message("", REQUEST))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Message message(String attributes, String payload) {
        return (Message) Xml.stanza("<message from='northumberland@shakespeare.lit/westminster' "
                + "to='kingrichard@royalty.england.lit/throne' " + attributes + ">" + payload + "</message>");
    }
}
