package im.gateway.protocol.xml;

import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamReader;

/** The opening tag of a stream as bytes, said again with the same name and the same namespaces, so that all that follows means the same. */
final class OpeningTag {
    private OpeningTag() {}

    /** From a reader that stands on the tag. */
    static byte[] of(XMLStreamReader reader) {
        StringBuilder out = new StringBuilder("<");
        String prefix = reader.getPrefix();
        if (prefix != null && !prefix.isEmpty()) {
            out.append(prefix).append(':');
        }
        out.append(reader.getLocalName());
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String declared = reader.getNamespacePrefix(i);
            String namespace = reader.getNamespaceURI(i);
            out.append(" xmlns");
            if (declared != null && !declared.isEmpty()) {
                out.append(':').append(declared);
            }
            out.append("='");
            XmlText.escapeAttribute(namespace == null ? "" : namespace, out);
            out.append('\'');
        }
        return out.append('>').toString().getBytes(StandardCharsets.UTF_8);
    }
}
