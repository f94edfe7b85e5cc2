package im.gateway.node.edge;

import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.List;

/** What the edge asks of the routing table: what is to become of a stanza that has passed the gate. Pure. */
@FunctionalInterface
public interface StanzaRoute {
    Routed of(Stanza stanza);

    /** What is to become of it. */
    sealed interface Routed {}

    /** It needs no user: these are the answer. */
    record Answer(List<Element> stanzas) implements Routed {
        public Answer {
            stanzas = List.copyOf(stanzas);
        }
    }

    /** It is for this registration's actor. */
    record ToUser(RegistrationId user) implements Routed {}

    /** Nobody has to do anything. */
    record Ignore(String reason) implements Routed {}
}
