package im.gateway.node.user;

import im.gateway.protocol.caps.Caps;
import im.gateway.protocol.caps.VerificationString;
import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.xml.Element;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the user's clients can do: by their capabilities (XEP-0115), or by a question (XEP-0030) when there is a use for the answer. */
final class ClientRules {
    private ClientRules() {}

    /** The resource with what its presence says of its client; what has been asked and answered stays true until that changes. */
    static Resource heard(Draft draft, Resource now, @Nullable Resource known, Presence presence) {
        Caps caps = Caps.of(presence.element());
        if (known != null && Objects.equals(known.client().caps(), caps)) {
            return now.with(known.client(), known.question());
        }
        return now.with(caps == null ? Client.UNKNOWN : draft.rules.clients().of(caps), null);
    }

    /** What the client can do; null where that has not been found out. */
    static @Nullable Abilities of(Draft draft, Resource resource) {
        Client client = resource.client();
        Caps caps = client.caps();
        return client.abilities() == null && caps != null
                ? draft.rules.clients().of(caps).abilities()
                : client.abilities();
    }

    /** Asks what it can do, unless it has been asked. */
    static void ask(Draft draft, Resource resource) {
        Resource now = draft.resources().get(resource.name());
        if (now != null && now.question() == null) {
            Caps caps = now.client().caps();
            String id =
                    "client-" + Long.toString(draft.rules.random().applyAsLong(Long.MAX_VALUE), Character.MAX_RADIX);
            Jid to = draft.resourceJid(resource.name());
            Element query = DiscoInfo.query(caps == null ? null : caps.discoNode());
            draft.send(Iq.request(Iq.Type.GET, draft.gateway(), to, id, query));
            draft.putResource(now.with(now.client(), id));
        }
    }

    /**
     * An answer of a client.
     *
     * @return whether it was an answer to such a question
     */
    static boolean answered(Draft draft, Iq iq) {
        Resource resource = iq.from().resource() == null
                ? null
                : draft.resources().get(iq.from().resource());
        if (resource == null
                || resource.question() == null
                || !resource.question().equals(iq.id())) {
            return false;
        }
        Element query = iq.payload();
        DiscoInfo info = iq.isError() || query == null ? null : DiscoInfo.parse(query);
        Abilities abilities = info == null ? Abilities.NONE : Abilities.of(info);
        Caps caps = resource.client().caps();
        Resource told = resource.with(new Client(caps, abilities), null);
        draft.putResource(told);
        if (info != null && caps != null && isHashOf(caps, info)) {
            draft.effect(new Effect.LearnClient(caps, abilities));
        }
        AvatarRules.tellAll(draft, told);
        SuggestionRules.clientKnown(draft);
        return true;
    }

    /** Whether others of these capabilities would answer the same (XEP-0115 section 5.4). */
    private static boolean isHashOf(Caps caps, DiscoInfo info) {
        return caps.hash().equals(VerificationString.ALGORITHM) && caps.ver().equals(VerificationString.of(info));
    }
}
