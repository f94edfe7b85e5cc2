package im.gateway.node.wire;

import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads a story's XML with the JDK's parser: what a story says must not depend on the parser under test. */
final class WireXml {
    private WireXml() {}

    /**
     * Reads one stanza; without a namespace of its own it is in that of a component stream.
     *
     * @throws SAXException when it is not well-formed, or not one element
     */
    static Element read(String xml) throws SAXException {
        String wrapped = "<wire xmlns='" + Stanza.NAMESPACE + "'>" + xml + "</wire>";
        try {
            Element root = element(
                    builder().parse(new InputSource(new StringReader(wrapped))).getDocumentElement());
            if (root.children().size() != 1 || !root.text().isBlank()) {
                throw new SAXException("expected one element, got " + xml);
            }
            return root.children().get(0);
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder;
    }

    private static Element element(org.w3c.dom.Element dom) {
        String namespace = dom.getNamespaceURI();
        Element.Builder element = Element.builder(namespace == null ? "" : namespace, dom.getLocalName());
        NamedNodeMap attributes = dom.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
                element.attribute(name(attribute), attribute.getValue());
            }
        }
        for (Node child = dom.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof org.w3c.dom.Element childElement) {
                element.child(element(childElement));
            } else if (child instanceof org.w3c.dom.Text text) {
                element.text(text.getData());
            }
        }
        return element.build();
    }

    private static String name(Attr attribute) {
        String namespace = attribute.getNamespaceURI();
        if (namespace == null) {
            return attribute.getName();
        }
        boolean xml = namespace.equals(XMLConstants.XML_NS_URI);
        return xml ? "xml:" + attribute.getLocalName() : "{" + namespace + "}" + attribute.getLocalName();
    }
}
