package im.gateway.node.user;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * After a presence error, no presence goes from that contact or the gateway to where the error came from until presence comes from there
 * (RFC 3921 section 5.1.1). Who is online does not change by it, nor does the login: an error tells of the way, mostly of a server that
 * cannot be reached for a while, and nobody would ask for the login again. The error itself is never answered.
 *
 * <p>Subscriptions and probes go out all the same: they are no presence, and a probe is how the user is found again.
 */
final class BounceRules {
    private BounceRules() {}

    /** A presence error has come. */
    static void failed(Draft draft, Presence error) {
        String contact = contact(draft, error.to());
        String resource = Objects.requireNonNullElse(error.from().resource(), "");
        boolean isConcerned = resource.isEmpty() || draft.resources().containsKey(resource);
        boolean isRemembered = draft.bounced().size() < Bounced.MOST;
        if (draft.record.isRegistered() && contact != null && isConcerned && isRemembered) {
            Set<Bounced> more = new HashSet<>(draft.bounced());
            more.add(new Bounced(contact, resource));
            draft.setBounced(more);
        }
    }

    private static @Nullable String contact(Draft draft, Jid address) {
        return address.local() == null ? "" : draft.rules.legacyName(address);
    }

    /** Whether this is presence for an address that such presence has bounced from. */
    static boolean isWithheld(Draft draft, Element stanza) {
        if (draft.bounced().isEmpty() || !stanza.is(Stanza.NAMESPACE, "presence")) {
            return false;
        }
        String type = stanza.attribute("type");
        boolean isPresence = type == null || type.equals("unavailable") || type.equals("error");
        Jid from = Jid.of(stanza.attribute("from", ""));
        Jid to = Jid.of(stanza.attribute("to", ""));
        String contact = contact(draft, from);
        return isPresence
                && contact != null
                && draft.bounced().contains(new Bounced(contact, Objects.requireNonNullElse(to.resource(), "")));
    }

    /**
     * Presence or a probe has come: what was withheld from there, and from the bare address, is told as it is now. Nobody who is only now
     * coming online needs that: they are told everything.
     */
    static void heard(Draft draft, Presence presence) {
        boolean isThere = presence.type() == Presence.Type.AVAILABLE || presence.type() == Presence.Type.PROBE;
        if (!isThere || draft.bounced().isEmpty()) {
            return;
        }
        String resource = Objects.requireNonNullElse(presence.from().resource(), "");
        Set<Bounced> reached = new HashSet<>(draft.bounced());
        reached.removeIf(one -> !one.resource().isEmpty() && !one.resource().equals(resource));
        Set<Bounced> left = new HashSet<>(draft.bounced());
        left.removeAll(reached);
        draft.setBounced(left);
        if (!draft.resources().isEmpty()) {
            String asked = presence.type() == Presence.Type.PROBE ? contact(draft, presence.to()) : null;
            reached.stream()
                    .filter(one -> !one.contact().equals(asked))
                    .sorted(Comparator.comparing(Bounced::contact).thenComparing(Bounced::resource))
                    .forEach(one -> tell(draft, one));
        }
    }

    private static void tell(Draft draft, Bounced one) {
        Jid to = one.resource().isEmpty() ? draft.user() : draft.resourceJid(one.resource());
        if (one.contact().isEmpty()) {
            if (draft.gatewayTold) {
                draft.send(OwnPresence.ofGateway(draft, to));
            } else if (draft.outageTold) {
                draft.send(Presence.plain(Presence.Type.UNAVAILABLE, draft.gateway(), to));
            }
            return;
        }
        String name = one.contact();
        ContactPresence now = draft.contacts().get(name);
        boolean isVisible = draft.record.contacts().subscription(name).userSeesContact();
        if (now != null && now.told() && isVisible && !draft.record.hasBlocked(name)) {
            draft.send(OwnPresence.ofContact(draft, name, to, now));
        } else if (isVisible && !draft.showsAsThere(name)) {
            draft.send(Presence.plain(Presence.Type.UNAVAILABLE, draft.contactSender(name), to));
        }
    }

    /** A resource has left: what bounced from it no longer matters. */
    static void forget(Draft draft, String resource) {
        if (!draft.bounced().isEmpty()) {
            Set<Bounced> left = new HashSet<>(draft.bounced());
            left.removeIf(one -> one.resource().equals(resource));
            draft.setBounced(left);
        }
    }
}
