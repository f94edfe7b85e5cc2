package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.protocol.blocking.Blocking;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaCondition.ErrorType;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Legacy users of whom the Jabber user wants nothing (XEP-0191, spoken to the gateway itself). Their messages, presence and requests end
 * here, unseen and unanswered, and nothing is sent to them. The legacy network is told where it can do something about it, so that they
 * no longer see the user either; elsewhere they go on seeing what the network shows to everybody. Who blocks a contact at their own server needs none of this: the server keeps it away, and its errors are not answered.
 */
final class BlockingRules {
    private BlockingRules() {}

    /** A request to the gateway; its outcome is certain at once. */
    static void request(Draft draft, Iq iq, Element payload) {
        Blocking request = Blocking.parse(iq.type(), payload);
        if (!draft.record.isRegistered()) {
            refuse(draft, iq, StanzaCondition.REGISTRATION_REQUIRED);
        } else if (request instanceof Blocking.Asked) {
            remember(draft, iq.from());
            draft.send(iq.toResult(Blocking.list(jids(draft, draft.record.blocked()))));
        } else if (request instanceof Blocking.Block block) {
            change(draft, iq, block.jids(), true);
        } else if (request instanceof Blocking.Unblock unblock) {
            change(draft, iq, unblock.jids(), false);
        } else {
            refuse(draft, iq, StanzaCondition.BAD_REQUEST);
        }
    }

    /** Who has asked for the list hears of its changes, for as long as that resource is online. */
    private static void remember(Draft draft, Jid asker) {
        String resource = asker.resource();
        if (resource != null && draft.resources().containsKey(resource)) {
            draft.addBlockListReader(resource);
        }
    }

    private static void change(Draft draft, Iq iq, List<Jid> jids, boolean isBlock) {
        boolean isAll = jids.isEmpty();
        List<String> names = isAll ? draft.record.blocked() : names(draft, jids);
        if (names == null) {
            refuse(draft, iq, StanzaCondition.ITEM_NOT_FOUND);
            return;
        }
        TreeSet<String> after = new TreeSet<>(draft.record.blocked());
        after.addAll(names);
        if (isBlock && after.size() > UserRecord.MAX_BLOCKED) {
            refuse(draft, iq, StanzaCondition.RESOURCE_CONSTRAINT);
            return;
        }
        List<String> changed = names.stream()
                .distinct()
                .filter(name -> draft.record.hasBlocked(name) != isBlock)
                .toList();
        if (!changed.isEmpty()) {
            draft.event(new UserEvent.BlockingChanged(isBlock ? changed : List.of(), isBlock ? List.of() : changed));
        }
        draft.send(iq.toResult(null));
        changed.forEach(name -> OwedRules.block(draft, name, isBlock));
        changed.forEach(name -> show(draft, name, isBlock));
        if (!changed.isEmpty()) {
            List<Jid> told = isAll ? List.of() : jids(draft, changed);
            push(draft, isBlock ? Blocking.blocked(told) : Blocking.unblocked(told));
        }
    }

    /** The legacy users at these addresses; null where one of them is nobody's. */
    private static @Nullable List<String> names(Draft draft, List<Jid> jids) {
        List<String> names = new ArrayList<>();
        for (Jid jid : jids) {
            boolean isContact =
                    jid.local() != null && jid.domain().equals(draft.gateway().domain());
            String name = isContact ? draft.rules.legacyName(jid) : null;
            if (name == null) {
                return null;
            }
            names.add(name);
        }
        return names;
    }

    /** Who is blocked is gone; who no longer is is there again, if they are. */
    private static void show(Draft draft, String name, boolean isBlock) {
        ContactPresence presence = draft.contacts().get(name);
        if (presence == null) {
            return;
        }
        if (!isBlock) {
            ContactRules.tellPresence(draft, name);
        } else if (presence.told()) {
            draft.putContact(name, presence.asUntold());
            draft.send(Presence.plain(Presence.Type.UNAVAILABLE, draft.contactSender(name), draft.user()));
        }
    }

    private static void push(Draft draft, Element change) {
        for (String resource : draft.blockListReaders()) {
            String id = "block-" + Long.toString(draft.rules.random().applyAsLong(Long.MAX_VALUE), Character.MAX_RADIX);
            draft.send(Iq.request(Iq.Type.SET, draft.gateway(), draft.resourceJid(resource), id, change));
        }
    }

    private static List<Jid> jids(Draft draft, List<String> names) {
        return names.stream().map(draft::contactJid).toList();
    }

    /** Whether that event is of somebody whom the user has blocked and is not to be seen by the user. */
    static boolean isSilenced(Draft draft, LegacyEvent event) {
        String contact = event.contact();
        boolean isHeard = event instanceof LegacyEvent.MessageReceived
                || event instanceof LegacyEvent.TypingShown
                || event instanceof LegacyEvent.AuthorizationRequested
                || event instanceof LegacyEvent.AddedBy;
        return isHeard && contact != null && draft.record.hasBlocked(contact);
    }

    /** What is sent to somebody whom the user has blocked comes back (section 3.5). */
    static void refuse(Draft draft, Stanza stanza) {
        StanzaError blocked = Answers.error(draft, stanza, StanzaCondition.NOT_ACCEPTABLE, null)
                .withType(ErrorType.CANCEL)
                .withSpecific(Blocking.condition());
        draft.send(stanza.toError(blocked));
    }

    private static void refuse(Draft draft, Iq iq, StanzaCondition condition) {
        draft.send(iq.toError(Answers.error(draft, iq, condition, null)));
    }
}
