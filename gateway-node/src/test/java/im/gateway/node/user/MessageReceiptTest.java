package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ORCHARD;
import static im.gateway.node.user.ListStories.address;
import static im.gateway.node.user.ListStories.only;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.receipts.Receipt;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A receipt says that the legacy network has the message (XEP-0184), and nothing is said before. */
class MessageReceiptTest {
    private final ListStories romeo = new ListStories();

    private void write(String type, Element... more) {
        Element.Builder message = Element.builder(Stanza.NAMESPACE, "message")
                .attribute("type", type)
                .attribute("from", ORCHARD)
                .attribute("to", address("juliet"))
                .attribute("id", "m1")
                .childText("body", "But soft!");
        for (Element child : more) {
            message.child(child);
        }
        assertThat(romeo.world.stanza(message.build()).sent())
                .as("before the network has it")
                .isEmpty();
    }

    private DeciderWorld.Step settle(@Nullable StanzaCondition error) {
        return romeo.world.decide(new Input.MessageSettled(romeo.world.inFlight.remove(0), error, null));
    }

    @Test
    @Tag("rfc2779-4.1.9")
    @Tag("rfc2779-4.2.1")
    void comesWhenTheNetworkHasTheMessage() {
        write("chat", Receipt.request());
        assertThat(only(settle(null)))
                .isEqualTo(Element.builder(Stanza.NAMESPACE, "message")
                        .attribute("type", "chat")
                        .attribute("from", address("juliet"))
                        .attribute("to", ORCHARD)
                        .child(Receipt.received("m1"))
                        .build());
    }

    @Test
    void doesNotComeUnasked() {
        write("chat");
        assertThat(settle(null).sent()).isEmpty();
    }

    @Test
    @Tag("rfc2779-4.2.1")
    void doesNotComeForAMessageThatTheNetworkRefused() {
        write("chat", Receipt.request(), Element.ofText(Stanza.NAMESPACE, "thread", "t1"));
        Element error = only(settle(StanzaCondition.SERVICE_UNAVAILABLE));
        assertThat(error.attribute("type")).isEqualTo("error");
        assertThat(error.attribute("id")).isEqualTo("m1");
        assertThat(error.childText(Stanza.NAMESPACE, "thread")).isEqualTo("t1");
        assertThat(error.child(Receipt.NAMESPACE, "received")).isNull();
    }

    @Test
    void plainTextIsTakenFromTheBodyAsItIs() {
        write(
                "chat",
                Element.builder("http://jabber.org/protocol/xhtml-im", "html")
                        .child(Element.ofText("http://www.w3.org/1999/xhtml", "body", "<b>But</b>"))
                        .build());
        assertThat(romeo.world.inFlight.get(0).body()).isEqualTo("But soft!");
    }
}
