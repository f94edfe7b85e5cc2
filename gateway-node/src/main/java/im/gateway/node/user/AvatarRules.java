package im.gateway.node.user;

import im.gateway.node.legacy.Avatar;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.protocol.avatar.AvatarEvent;
import im.gateway.protocol.avatar.AvatarRequest;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.vcard.PhotoUpdate;
import im.gateway.protocol.xml.Element;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of legacy users: their names in presence (XEP-0153), the pictures in vCards and as items (XEP-0084), and what identifies
 * them to clients that want to be told (XEP-0163). Only that is known here; the network is asked for the bytes when somebody wants them.
 */
final class AvatarRules {
    private AvatarRules() {}

    /** What a contact's presence says of its picture; null where the network has none. */
    static @Nullable Element inPresence(Draft draft, String contact) {
        if (!draft.rules.has(Feature.AVATAR)) {
            return null;
        }
        Avatar.Facts facts = draft.avatars.get(contact);
        return facts == null ? PhotoUpdate.unknown() : PhotoUpdate.of(facts.sha1());
    }

    /** A contact has another picture, or none any more: presence that was told before is told with it. */
    static void changed(Draft draft, LegacyEvent.ContactAvatar event) {
        String name = event.contact();
        Avatar.Facts now = event.avatar();
        boolean isContact = draft.record.contacts().get(name) != null;
        if (!isContact || !draft.rules.has(Feature.AVATAR)) {
            return;
        }
        Map<String, Avatar.Facts> avatars = new HashMap<>(draft.avatars);
        Avatar.Facts before = now == null ? avatars.remove(name) : avatars.put(name, now);
        if (now == null ? before == null : now.equals(before)) {
            return;
        }
        draft.avatars = Map.copyOf(avatars);
        ContactPresence presence = draft.contacts().get(name);
        if (presence != null && presence.told() && !draft.resources().isEmpty()) {
            Element photo = now == null ? PhotoUpdate.none() : PhotoUpdate.of(now.sha1());
            draft.send(OwnPresence.ofContact(draft, name, draft.user(), presence, photo));
        }
        if (ContactPresenceRules.sees(draft, name)) {
            draft.resources().values().forEach(resource -> tell(draft, resource, name, now));
        }
    }

    /** The user may see this contact from now on. */
    static void seen(Draft draft, String name) {
        Avatar.Facts facts = draft.avatars.get(name);
        if (facts != null) {
            draft.resources().values().forEach(resource -> tell(draft, resource, name, facts));
        }
    }

    /** A resource has come, or another client is there: it is told of all pictures if it wants to be (XEP-0163 section 4.3.4). */
    static void heard(Draft draft, Resource resource, @Nullable Resource before) {
        Abilities could = before == null ? null : ClientRules.of(draft, before);
        if (could == null || !could.wantsPictures()) {
            tellAll(draft, resource);
        }
    }

    static void tellAll(Draft draft, Resource resource) {
        draft.avatars.keySet().stream()
                .sorted()
                .filter(name -> ContactPresenceRules.sees(draft, name))
                .forEach(name -> tell(draft, resource, name, draft.avatars.get(name)));
    }

    /** Only a client that says what it can do in its presence may want to be told, and is asked if it is not known. */
    private static void tell(Draft draft, Resource resource, String contact, Avatar.@Nullable Facts facts) {
        Abilities abilities = ClientRules.of(draft, resource);
        if (abilities == null && resource.client().caps() != null) {
            ClientRules.ask(draft, resource);
        } else if (abilities != null && abilities.wantsPictures()) {
            Jid to = draft.resourceJid(resource.name());
            draft.send(
                    facts == null
                            ? AvatarEvent.none(draft.contactJid(contact), to)
                            : AvatarEvent.of(
                                    draft.contactJid(contact), to, facts.sha1(), facts.mediaType(), facts.bytes()));
        }
    }

    /**
     * A request for a contact's picture, or for what is known of it.
     *
     * @return whether the outcome is certain already
     */
    static boolean request(Draft draft, long token, Iq iq, AvatarRequest request) {
        String contact = draft.rules.legacyName(iq.to());
        if (contact == null) {
            return QuestionRules.refuse(draft, iq, StanzaCondition.SERVICE_UNAVAILABLE, null);
        }
        if (request.wantsData()) {
            return QuestionRules.ask(draft, token, iq, number -> new LegacyCommand.RequestProfile(number, contact));
        }
        Avatar.Facts facts = draft.avatars.get(contact);
        if (facts == null || !request.matches(facts.sha1())) {
            return QuestionRules.refuse(draft, iq, StanzaCondition.ITEM_NOT_FOUND, null);
        }
        QuestionRules.answer(draft, iq, request.metadata(facts.sha1(), facts.mediaType(), facts.bytes()));
        return true;
    }

    /** The network has told what it knows of the contact; another picture than the one that was asked for is none. */
    static void answer(Draft draft, Iq iq, AvatarRequest request, @Nullable Avatar avatar) {
        if (avatar == null || !request.matches(avatar.facts().sha1())) {
            QuestionRules.failed(draft, iq, StanzaCondition.ITEM_NOT_FOUND, null);
        } else {
            String base64 = Base64.getEncoder().encodeToString(avatar.bytes());
            QuestionRules.answer(draft, iq, request.data(avatar.facts().sha1(), base64));
        }
    }
}
