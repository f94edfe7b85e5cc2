package im.gateway.node.edge;

import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.stanza.StanzaReader;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.Node;
import im.gateway.protocol.xml.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an edge does with an element that came in: the validation gate, then the routing table. Pure. */
final class Intake {
    /** Begins the ids of the pings that an edge sends to its own domain to see whether its stream lives. */
    static final String PING_ID = "edge-ping-";

    private final String domain;
    private final StanzaRoute route;
    private final int mostBytes;

    Intake(String domain, StanzaRoute route, int mostBytes) {
        this.domain = domain;
        this.route = route;
        this.mostBytes = mostBytes;
    }

    /** What is to be done. */
    sealed interface Step {
        /** Write these back. */
        record Reply(List<Element> stanzas) implements Step {}

        /** Hand it on. */
        record HandOn(RegistrationId user, Stanza stanza, int size) implements Step {}

        /** Nothing, and why. */
        record Drop(String reason) implements Step {}
    }

    Step take(Element element) {
        StanzaReader.Reading reading = StanzaReader.read(element);
        if (reading instanceof StanzaReader.Reading.Refused refused) {
            return refused.reply() == null ? new Step.Drop(refused.reason()) : new Step.Reply(List.of(refused.reply()));
        }
        Stanza stanza = ((StanzaReader.Reading.Valid) reading).stanza();
        if (!stanza.to().domain().equals(domain)) {
            return new Step.Drop("to: " + stanza.to().domain() + " (expected: an address of " + domain + ")");
        }
        String id = stanza.id();
        if (id != null
                && id.startsWith(PING_ID)
                && stanza.from().bare().equals(stanza.to().bare())) {
            return new Step.Drop("an edge's own ping");
        }
        int size = sizeOf(element);
        if (size > mostBytes) {
            return tooLarge(stanza, size);
        }
        StanzaRoute.Routed routed = route.of(stanza);
        if (routed instanceof StanzaRoute.Answer answer) {
            return new Step.Reply(answer.stanzas());
        } else if (routed instanceof StanzaRoute.ToUser user) {
            return new Step.HandOn(user.user(), stanza, size);
        } else if (routed instanceof StanzaRoute.Ignore ignore) {
            return new Step.Drop(ignore.reason());
        }
        throw new AssertionError("a routing without a rule: " + routed.getClass());
    }

    private Step tooLarge(Stanza stanza, int size) {
        String reason = "size: " + size + " (expected: <= " + mostBytes + ")";
        Element error = errorFor(stanza, StanzaError.of(StanzaCondition.POLICY_VIOLATION, "The stanza is too large."));
        return error == null ? new Step.Drop(reason) : new Step.Reply(List.of(error));
    }

    /**
     * The error for a stanza that was not handled, without what it carried, since that may be what was wrong with it; null where none
     * is due: an error is never answered, and neither are results and presence that asks for nothing.
     */
    static @Nullable Element errorFor(Stanza stanza, StanzaError error) {
        boolean asks = stanza instanceof Message || (stanza instanceof Iq iq && iq.isRequest());
        if (stanza.isError() || !asks) {
            return null;
        }
        return Element.builder(Stanza.NAMESPACE, stanza.element().name())
                .attribute("type", "error")
                .attribute("from", stanza.to().toString())
                .attribute("to", stanza.from().toString())
                .attribute("id", stanza.id())
                .child(error.toXml())
                .build();
    }

    /** About how many bytes an element takes: its characters, and its tags. */
    static int sizeOf(Element element) {
        int size = 2 * element.name().length() + element.namespace().length() + 5;
        for (int i = 0; i < element.attributeCount(); i++) {
            size += element.attributeName(i).length()
                    + element.attributeValue(i).length()
                    + 4;
        }
        for (Node node : element.nodes()) {
            size += node instanceof Text text ? text.value().length() : sizeOf((Element) node);
        }
        return size;
    }
}
