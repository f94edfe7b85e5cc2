package im.gateway.loadtest.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * What a gateway's stream carries: chat messages with ids, thread and receipts, chat states, presence with caps, and service
 * discovery, about 272 bytes each on average, every stanza with addresses and ids of its own.
 */
final class StanzaMix {
    /** The gateway's domain, which all stanzas are for. */
    static final String DOMAIN = "irc.example.org";

    static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
            + " xmlns:stream='http://etherx.jabber.org/streams' from='" + DOMAIN + "' id='3BF96D32'>";

    /** Stanzas in one round: enough that no branch predictor learns them by heart. */
    static final int STANZAS = 240;

    private static final List<String> TEMPLATES = List.of(
            "<message from='user%d@example.org/desk' to='nick%d@irc.example.org' type='chat' id='m%d' xml:lang='en'>"
                    + "<body>Shall we say half past seven, in front of the theatre? I can't make it earlier.</body>"
                    + "<thread>e0ffe42b28561960c6b12b944a092794b9683a38</thread>"
                    + "<request xmlns='urn:xmpp:receipts'/><active xmlns='http://jabber.org/protocol/chatstates'/></message>",
            "<message from='user%d@example.org/phone' to='nick%d@irc.example.org' type='chat' id='c%d'>"
                    + "<composing xmlns='http://jabber.org/protocol/chatstates'/></message>",
            "<message from='user%d@example.org/phone' to='nick%d@irc.example.org' type='chat' id='d%d'>"
                    + "<body>Gr\u00fc\u00dfe aus K\u00f6ln &amp; bis sp\u00e4ter \ud83d\ude00</body>"
                    + "<origin-id xmlns='urn:xmpp:sid:0' id='6a1f'/></message>",
            "<presence from='user%d@example.org/desk' to='nick%d@irc.example.org' id='p%d'><show>away</show>"
                    + "<status>back in ten minutes</status><priority>5</priority>"
                    + "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='https://example.org/client'"
                    + " ver='q07IKJEyjvHSyhy//CH0CxmKi8w='/></presence>",
            "<iq from='user%d@example.org/desk' to='nick%d@irc.example.org' type='get' id='q%d'>"
                    + "<query xmlns='http://jabber.org/protocol/disco#info' node='https://example.org/client#1'/></iq>",
            "<presence from='user%d@example.org/desk' to='nick%d@irc.example.org' type='unavailable' id='u%d'/>");

    private StanzaMix() {}

    /** The stanzas of one round, one string each. */
    static List<String> stanzas() {
        List<String> stanzas = new ArrayList<>(STANZAS);
        for (int i = 0; i < STANZAS; i++) {
            // Bodies are half of all that passes.
            int template = i % 8 < 3 ? 0 : (i % 8) - 2;
            stanzas.add(TEMPLATES.get(template).replace("%d", Integer.toString(7919 * i % 10_000)));
        }
        return stanzas;
    }

    /** The same as bytes. */
    static byte[] bytes() {
        return String.join("", stanzas()).getBytes(UTF_8);
    }
}
