package im.gateway.protocol.xml;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of an opening stream tag (RFC 6120 section 4.7).
 *
 * @param contentNamespace the default namespace, which is that of the stanzas; empty where none was declared
 * @param id the stream's id, which the receiving side gives
 * @param from the sender's address, as it was written
 * @param to the address of whom it is for, as it was written
 * @param version the version of XMPP; component streams have none (XEP-0114)
 */
public record StreamHeader(
        String contentNamespace,
        @Nullable String id,
        @Nullable String from,
        @Nullable String to,
        @Nullable String version) {
    /** The namespace of the stream element itself (RFC 6120 section 4.8.1). */
    public static final String NAMESPACE = "http://etherx.jabber.org/streams";

    /** The end of a stream that was opened by {@link #toXml()}. */
    public static final String CLOSE = "</stream:stream>";

    /** The header of the side that opens a stream without a version, as a component does. */
    public static StreamHeader to(String contentNamespace, String domain) {
        return new StreamHeader(contentNamespace, null, null, domain, null);
    }

    /** The answer of the side that was opened to. */
    public static StreamHeader answer(String contentNamespace, String id, @Nullable String from) {
        return new StreamHeader(contentNamespace, id, from, null, null);
    }

    /** The XML declaration and the opening tag; prefix {@code stream} as RFC 6120 section 4.8.5 asks. */
    public String toXml() {
        StringBuilder out = new StringBuilder(192);
        out.append("<?xml version='1.0'?><stream:stream");
        attribute("xmlns", contentNamespace, out);
        attribute("xmlns:stream", NAMESPACE, out);
        attribute("id", id, out);
        attribute("from", from, out);
        attribute("to", to, out);
        attribute("version", version, out);
        return out.append('>').toString();
    }

    private static void attribute(String name, @Nullable String value, StringBuilder out) {
        if (value != null) {
            out.append(' ').append(name).append("='");
            XmlText.escapeAttribute(value, out);
            out.append('\'');
        }
    }
}
