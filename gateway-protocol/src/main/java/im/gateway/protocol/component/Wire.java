package im.gateway.protocol.component;

import im.gateway.protocol.component.HandshakeOutput.Send;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.XmlWriter;

/** Elements as they are written inside a component's stream. */
final class Wire {
    private Wire() {}

    static Send send(Element element) {
        StringBuilder out = new StringBuilder();
        XmlWriter.write(element, Handshakes.NAMESPACE, out);
        return new Send(out.toString());
    }
}
