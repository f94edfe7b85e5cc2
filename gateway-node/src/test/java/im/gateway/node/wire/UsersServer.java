package im.gateway.node.wire;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the user's server does by itself: it answers a presence probe of the gateway with what the user's resources last sent (RFC 3921
 * section 5.1.3), as far as they let the gateway see them. No story has to tell it.
 */
final class UsersServer {
    private final Jid gateway;
    private final Map<Jid, Element> available = new LinkedHashMap<>();

    UsersServer(String gateway) {
        this.gateway = Jid.of(gateway);
    }

    /** Takes note of what the Jabber side sends. */
    void sent(Element stanza) {
        String type = stanza.attribute("type");
        if (!stanza.name().equals("presence")) {
            return;
        }
        Jid from = Objects.requireNonNull(Jid.parse(stanza.attribute("from", "")));
        if (type == null) {
            available.put(from, stanza);
        } else if (type.equals("unavailable") && gateway.equals(Jid.parse(stanza.attribute("to", "")))) {
            available.remove(from);
        }
    }

    /** The answers to a probe; null for a stanza that is none. */
    @Nullable
    List<Element> answers(Element stanza) {
        if (!stanza.name().equals("presence") || !"probe".equals(stanza.attribute("type"))) {
            return null;
        }
        String to = stanza.attribute("from");
        Jid user = Objects.requireNonNull(Jid.parse(stanza.attribute("to", "")));
        if (available.isEmpty()) {
            return List.of(Presence.plain(
                    Presence.Type.UNAVAILABLE, user, Objects.requireNonNull(Jid.parse(Objects.requireNonNull(to)))));
        }
        return available.values().stream()
                .map(presence -> presence.toBuilder().attribute("to", to).build())
                .toList();
    }
}
