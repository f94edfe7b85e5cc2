package im.gateway.node.edge;

import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stanzas to bytes, and the last gate on the way out: a stanza whose {@code from} is outside the domain makes a server close the stream
 * for everybody (Prosody: {@code invalid-from}), so it is never written, and neither is one that the server would refuse for its size.
 */
final class StanzaEncoder {
    /** Characters after which a new chunk begins: small enough for a frame between nodes, large enough for one system call. */
    static final int CHUNK = 64 * 1024;

    /** What Prosody takes from a component (stanza_size_limit, 512 KiB), with room for its own additions. */
    static final int MOST_BYTES = 500 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(StanzaEncoder.class);

    private StanzaEncoder() {}

    /** The stanzas that may leave from the domain, in chunks of whole stanzas; empty where none may. */
    static List<byte[]> encode(String domain, List<Element> stanzas) {
        List<byte[]> chunks = new ArrayList<>(1);
        StringBuilder text = new StringBuilder(512);
        for (Element stanza : stanzas) {
            if (!mayLeave(domain, stanza)) {
                continue;
            }
            int before = text.length();
            XmlWriter.write(stanza, Stanza.NAMESPACE, text);
            if (text.length() - before > MOST_BYTES / 3 && bytes(text.substring(before)).length > MOST_BYTES) {
                LOG.error(
                        "domain={} event=stanza-dropped reason=\"size: {} characters (expected: at most {} bytes)\" to={}",
                        domain,
                        text.length() - before,
                        MOST_BYTES,
                        stanza.attribute("to"));
                text.setLength(before);
            } else if (text.length() >= CHUNK) {
                chunks.add(bytes(text.toString()));
                text.setLength(0);
            }
        }
        if (text.length() > 0) {
            chunks.add(bytes(text.toString()));
        }
        return chunks;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean mayLeave(String domain, Element stanza) {
        String from = stanza.attribute("from");
        boolean ours = from != null && domain.equals(domainOf(from)) && stanza.attribute("to") != null;
        if (!ours || !stanza.namespace().equals(Stanza.NAMESPACE)) {
            LOG.error(
                    "domain={} event=stanza-dropped reason=\"from: {}, to: {}, namespace: {} (expected: an address of {},"
                            + " some address, {})\"",
                    domain,
                    from,
                    stanza.attribute("to"),
                    stanza.namespace(),
                    domain,
                    Stanza.NAMESPACE);
            return false;
        }
        return true;
    }

    private static String domainOf(String address) {
        int slash = address.indexOf('/');
        String bare = slash < 0 ? address : address.substring(0, slash);
        return bare.substring(bare.indexOf('@') + 1);
    }
}
