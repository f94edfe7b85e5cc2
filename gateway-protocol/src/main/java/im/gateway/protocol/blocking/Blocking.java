package im.gateway.protocol.blocking;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests about whom a user has blocked, and their answers (XEP-0191 section 3). */
public sealed interface Blocking {
    String NAMESPACE = "urn:xmpp:blocking";

    /** Of the error for what is sent to somebody who is blocked (section 3.5). */
    String ERRORS = "urn:xmpp:blocking:errors";

    /** Who is blocked? */
    record Asked() implements Blocking {}

    /** These are blocked from now on; at least one. */
    record Block(List<Jid> jids) implements Blocking {
        public Block {
            jids = List.copyOf(jids);
        }
    }

    /** These no longer are; nobody is where it is empty. */
    record Unblock(List<Jid> jids) implements Blocking {
        public Unblock {
            jids = List.copyOf(jids);
        }
    }

    /** Whether the element is of this protocol at all. */
    static boolean isBlocking(Element payload) {
        return payload.namespace().equals(NAMESPACE);
    }

    /** Reads a request; null for one that is malformed: an item without an address, a block of nobody, or a get for a set. */
    static @Nullable Blocking parse(Iq.Type type, Element payload) {
        if (type == Iq.Type.GET) {
            return payload.is(NAMESPACE, "blocklist") ? new Asked() : null;
        }
        List<Jid> jids = new ArrayList<>();
        for (Element item : payload.children(NAMESPACE, "item")) {
            Jid jid = jid(item.attribute("jid", ""));
            if (jid == null) {
                return null;
            }
            jids.add(jid);
        }
        if (payload.is(NAMESPACE, "block")) {
            return jids.isEmpty() ? null : new Block(jids);
        }
        return payload.is(NAMESPACE, "unblock") ? new Unblock(jids) : null;
    }

    private static @Nullable Jid jid(String text) {
        try {
            return Jid.of(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** The answer to who is blocked. */
    static Element list(List<Jid> jids) {
        return items("blocklist", jids);
    }

    /** What another client has blocked, for one that has asked for the list (section 3.3 step 4). */
    static Element blocked(List<Jid> jids) {
        return items("block", jids);
    }

    /** What another client has unblocked; nobody is left where it is empty. */
    static Element unblocked(List<Jid> jids) {
        return items("unblock", jids);
    }

    private static Element items(String name, List<Jid> jids) {
        return Element.builder(NAMESPACE, name)
                .children(jids.stream()
                        .map(jid -> Element.builder(NAMESPACE, "item")
                                .attribute("jid", jid.toString())
                                .build())
                        .toList())
                .build();
    }

    /** The condition beside {@code not-acceptable} in the error for what is sent to somebody who is blocked. */
    static Element condition() {
        return Element.of(ERRORS, "blocked");
    }
}
