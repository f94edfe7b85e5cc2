package im.gateway.protocol.privilege;

import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.xml.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server lets the gateway do for its users (XEP-0356 sections 4.2, 5.2 and 6.2).
 *
 * @param namespace which revision of the protocol the server speaks, {@link #NAMESPACE} or {@link #OLDER_NAMESPACE}
 * @param roster what may be done to rosters
 * @param rosterPush whether the server tells of changes to rosters
 * @param messages whether messages may be sent in the name of users
 * @param iqs by namespace, which requests may be sent in the name of users
 */
public record Privileges(
        String namespace, Access roster, boolean rosterPush, boolean messages, Map<String, Access> iqs) {
    public static final String NAMESPACE = "urn:xmpp:privilege:2";
    /** Of servers like ejabberd 23.01, which know no iq privilege. */
    public static final String OLDER_NAMESPACE = "urn:xmpp:privilege:1";

    /** Both, the newer one first. */
    static final List<String> NAMESPACES = List.of(NAMESPACE, OLDER_NAMESPACE);

    /** Which requests are allowed. */
    public enum Access {
        NONE,
        GET,
        SET,
        BOTH;

        public boolean canGet() {
            return this == GET || this == BOTH;
        }

        public boolean canSet() {
            return this == SET || this == BOTH;
        }

        private static Access ofWire(@Nullable String name) {
            return switch (name == null ? "" : name) {
                case "get" -> GET;
                case "set" -> SET;
                case "both" -> BOTH;
                default -> NONE;
            };
        }
    }

    public Privileges {
        iqs = Map.copyOf(iqs);
    }

    /**
     * Reads a server's advertisement. Whether it may be believed is for the caller to see: it has to come from the server itself, an
     * address with neither localpart nor resource.
     *
     * @return null where the message is none
     */
    public static @Nullable Privileges of(Message message) {
        for (String namespace : NAMESPACES) {
            Element privilege = message.element().child(namespace, "privilege");
            if (privilege != null && !message.isError()) {
                return parse(privilege, namespace);
            }
        }
        return null;
    }

    private static Privileges parse(Element privilege, String namespace) {
        Access roster = Access.NONE;
        boolean push = false;
        boolean messages = false;
        Map<String, Access> iqs = new HashMap<>();
        for (Element perm : privilege.children(namespace, "perm")) {
            String type = perm.attribute("type");
            switch (perm.attribute("access", "")) {
                case "roster":
                    roster = Access.ofWire(type);
                    push = roster.canGet() && !perm.attribute("push", "true").equals("false");
                    break;
                case "message":
                    messages = "outgoing".equals(type);
                    break;
                case "iq":
                    for (Element allowed : perm.children(namespace, "namespace")) {
                        iqs.put(allowed.attribute("ns", ""), Access.ofWire(allowed.attribute("type")));
                    }
                    break;
                default:
                    // Presence, and what later revisions may add: nothing that a gateway asks for.
                    break;
            }
        }
        return new Privileges(namespace, roster, push, messages, iqs);
    }
}
