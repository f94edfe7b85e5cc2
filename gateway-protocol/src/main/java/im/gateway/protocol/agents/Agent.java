package im.gateway.protocol.agents;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as agent information describes it (XEP-0094 section 2, XEP-0100 listing 4).
 *
 * @param jid its address
 * @param name its name for people
 * @param service its type, {@code aim} say; null for not said
 * @param transport whether it is a gateway
 * @param register whether it takes registrations
 * @param search whether it can be searched
 */
public record Agent(
        BareJid jid, String name, @Nullable String service, boolean transport, boolean register, boolean search) {
    /** The list of an entity's services. */
    public static final String LIST_NAMESPACE = "jabber:iq:agents";
    /** One service, asked about itself. */
    public static final String NAMESPACE = "jabber:iq:agent";

    /** The service's answer about itself. */
    public Element toXml() {
        return describe(Element.builder(NAMESPACE, "query"));
    }

    /** The list of services. */
    public static Element toXml(List<Agent> agents) {
        return Element.builder(LIST_NAMESPACE, "query")
                .children(agents.stream()
                        .map(a -> a.describe(Element.builder(LIST_NAMESPACE, "agent")
                                .attribute("jid", a.jid().toString())))
                        .toList())
                .build();
    }

    private Element describe(Element.Builder description) {
        description.childText("name", name).childText("service", service);
        if (transport) {
            description.child("transport");
        }
        if (register) {
            description.child("register");
        }
        if (search) {
            description.child("search");
        }
        return description.build();
    }
}
