package im.gateway.node.route;

import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaReader;
import im.gateway.protocol.xml.Element;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Text of the specifications' examples to the project's tree, by the JDK's own parser. */
final class Xml {
    private Xml() {}

    /** The element that the text is; elements without a namespace are in that of a component's stream. */
    static Element parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return element(factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement());
        } catch (Exception malformed) {
            throw new AssertionError("a test's XML is malformed: " + xml, malformed);
        }
    }

    /** The stanza that the text is. */
    static Stanza stanza(String xml) {
        if (StanzaReader.read(parse(xml)) instanceof StanzaReader.Reading.Valid valid) {
            return valid.stanza();
        }
        throw new AssertionError("a test's stanza is refused: " + xml);
    }

    private static Element element(Node node) {
        String namespace = node.getNamespaceURI() == null ? Stanza.NAMESPACE : node.getNamespaceURI();
        Element.Builder element = Element.builder(namespace, node.getLocalName());
        for (int i = 0; i < node.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) node.getAttributes().item(i);
            if (!attribute.getName().startsWith("xmlns")) {
                element.attribute(attribute.getName(), attribute.getValue());
            }
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) {
                element.child(element(child));
            } else if (child.getNodeType() == Node.TEXT_NODE && !isLayout(child)) {
                element.text(child.getTextContent());
            }
        }
        return element.build();
    }

    private static boolean isLayout(Node text) {
        return text.getTextContent().isBlank()
                && text.getParentNode().getChildNodes().getLength() > 1;
    }
}
