package im.gateway.node.user;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.Typing;
import im.gateway.node.text.TextKey;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.chatstates.ChatState;
import im.gateway.protocol.correction.Correction;
import im.gateway.protocol.delay.Delay;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.receipts.Receipt;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages, both ways (XEP-0100 sections 4.8 and 5.3). */
final class MessageRules {
    private MessageRules() {}

    /**
     * A message for a contact, or for the gateway itself.
     *
     * @return whether the outcome is certain already
     */
    static boolean fromJabber(Draft draft, long token, Message message) {
        if (message.to().local() == null) {
            return ChatRules.said(draft, token, message);
        }
        String body = message.body();
        if (!draft.record.isRegistered()) {
            return body == null
                    || refuse(draft, message, StanzaCondition.REGISTRATION_REQUIRED, TextKey.NOT_REGISTERED);
        }
        String contact = draft.rules.legacyName(message.to());
        if (contact == null) {
            return body == null || refuse(draft, message, StanzaCondition.ITEM_NOT_FOUND, TextKey.CONTACT_UNKNOWN);
        }
        if (message.type() == Message.Type.GROUPCHAT) {
            return refuse(draft, message, StanzaCondition.SERVICE_UNAVAILABLE, null);
        }
        if (draft.record.hasBlocked(contact)) {
            if (body != null) {
                BlockingRules.refuse(draft, message);
            }
            return true;
        }
        if (body == null || body.isEmpty()) {
            showTyping(draft, contact, message);
            return true;
        }
        if (SentElsewhere.isCopy(message)) {
            return true;
        }
        ContactRules.forgetDenial(draft, contact);
        return deliver(draft, new Input.Held(token, message, contact, text(draft, message, body)));
    }

    /** The words for the network. No network here can take a message back: a correction is a message of its own, and says what it is. */
    private static String text(Draft draft, Message message, String body) {
        return Correction.isIn(message.element())
                ? Answers.text(draft, message, TextKey.CORRECTION) + " " + body
                : body;
    }

    private static boolean deliver(Draft draft, Input.Held held) {
        LoginState login = draft.login;
        if (login instanceof LoginState.Connected) {
            draft.effect(new Effect.SendMessage(held));
            return false;
        }
        if (login instanceof LoginState.Waiting) {
            return refuse(draft, held.message(), StanzaCondition.REMOTE_SERVER_TIMEOUT, TextKey.SERVICE_UNREACHABLE);
        }
        if (login instanceof LoginState.Barred barred) {
            return refuse(
                    draft, held.message(), LoginRules.condition(barred.failure()), LoginRules.text(barred.failure()));
        }
        if (login instanceof LoginState.LoggedOut || login instanceof LoginState.SignedOff) {
            // XEP-0100 section 4.8.2 has no condition for it. For the sender nobody is there, as with a legacy user who
            // is
            // offline, and nothing was tried that could have timed out.
            return refuse(draft, held.message(), StanzaCondition.SERVICE_UNAVAILABLE, TextKey.NOT_LOGGED_IN);
        }
        if (draft.held().size() >= draft.rules.settings().maxHeld()) {
            return refuse(draft, held.message(), StanzaCondition.RESOURCE_CONSTRAINT, null);
        }
        draft.hold(held);
        return false;
    }

    private static boolean refuse(Draft draft, Message message, StanzaCondition condition, @Nullable TextKey key) {
        String text = key == null ? null : Answers.text(draft, message, key, draft.rules.serviceName());
        draft.send(message.toError(Answers.error(draft, message, condition, text)));
        return true;
    }

    private static void showTyping(Draft draft, String contact, Message message) {
        ChatState state = ChatState.of(message.element());
        if (state != null && draft.login instanceof LoginState.Connected) {
            Typing typing = switch (state) {
                case COMPOSING -> Typing.COMPOSING;
                case PAUSED -> Typing.PAUSED;
                case ACTIVE, INACTIVE, GONE -> Typing.STOPPED;
            };
            draft.effect(new Effect.Perform(new LegacyCommand.ShowTyping(contact, typing)));
        }
    }

    /** The network has the message, which is all that it ever says: only now may a receipt say so (XEP-0184 section 5). */
    static void settled(Draft draft, Input.MessageSettled settled) {
        if (settled.error() == null) {
            Message message = settled.message().message();
            if (Receipt.isRequestedBy(message)) {
                draft.send(Receipt.toStanza(message));
            }
            draft.settle(settled.message().token());
        } else {
            fail(draft, settled.message(), settled.error(), settled.reason());
        }
    }

    static void fail(Draft draft, Input.Held held, StanzaCondition condition, @Nullable String reason) {
        TextKey key = switch (condition) {
            case ITEM_NOT_FOUND -> TextKey.CONTACT_UNKNOWN;
            case SERVICE_UNAVAILABLE -> TextKey.CONTACT_OFFLINE;
            case REMOTE_SERVER_TIMEOUT -> TextKey.SERVICE_UNREACHABLE;
            case NOT_AUTHORIZED -> TextKey.CREDENTIALS_REFUSED;
            default -> null;
        };
        String text = key == null ? reason : Answers.text(draft, held.message(), key, draft.rules.serviceName());
        draft.send(held.message().toError(Answers.error(draft, held.message(), condition, text)));
        draft.settle(held.token());
    }

    /**
     * What a legacy user has written. What their client has written in their absence stands in the same conversation and says what it
     * is: the stanza has no mark for it, and a headline would be shown elsewhere, or not kept.
     */
    static void fromLegacy(Draft draft, LegacyEvent.MessageReceived event) {
        String body = event.autoResponse()
                ? Answers.text(draft, null, TextKey.AUTO_RESPONSE) + " " + event.body()
                : event.body();
        Element.Builder message = message(draft, draft.contactSender(event.contact()), Message.Type.CHAT)
                .attribute("id", newId(draft))
                .childText("body", body);
        if (event.storedAt() != null) {
            message.child(new Delay(draft.gateway(), event.storedAt(), null).toXml());
        }
        tell(draft, message.build());
    }

    /**
     * Before the user is online for the first time, what came waits (XEP-0100 section 4.1 steps 7 and 14). For who stays connected
     * without being online, the user's own server keeps it.
     */
    private static void tell(Draft draft, Element stanza) {
        if (draft.resources().isEmpty() && !draft.record.staying()) {
            draft.addUnread(stanza);
        } else {
            draft.send(stanza);
        }
    }

    static void typing(Draft draft, LegacyEvent.TypingShown event) {
        if (draft.resources().isEmpty()) {
            return;
        }
        ChatState state = switch (event.state()) {
            case COMPOSING -> ChatState.COMPOSING;
            case PAUSED -> ChatState.PAUSED;
            case STOPPED -> ChatState.ACTIVE;
        };
        draft.send(message(draft, draft.contactSender(event.contact()), Message.Type.CHAT)
                .child(state.toXml())
                .build());
    }

    static void notice(Draft draft, String text) {
        if (!draft.record.preferences().notices()) {
            return;
        }
        tell(
                draft,
                message(draft, draft.gateway(), Message.Type.HEADLINE)
                        .attribute("id", newId(draft))
                        .childText("body", text)
                        .build());
    }

    /** What clients know a message by, as when it comes a second time from an archive or after a failure (RFC 6120 section 8.1.3). */
    private static String newId(Draft draft) {
        return Long.toString(draft.rules.random().applyAsLong(Long.MAX_VALUE), Character.MAX_RADIX);
    }

    private static Element.Builder message(Draft draft, Jid from, Message.Type type) {
        return Element.builder(Stanza.NAMESPACE, "message")
                .attribute("type", type.wire())
                .attribute("from", from.toString())
                .attribute("to", draft.user().toString());
    }

    /** No stream took them: messages with words in them are kept until one does; presence is told anew then. */
    static void notWritten(Draft draft, List<Element> stanzas) {
        draft.streamLost = true;
        buffer(draft, stanzas);
    }

    /** What has to be stored of stanzas that may be lost: the rest is told anew by the next actor. */
    static void buffer(Draft draft, List<Element> stanzas) {
        for (Element stanza : stanzas) {
            if (isKept(stanza)) {
                keep(draft, stanza);
            }
        }
    }

    /** Whether it is kept until a stream takes it. */
    static boolean isKept(Element stanza) {
        return stanza.name().equals("message") && stanza.child(Stanza.NAMESPACE, "body") != null;
    }

    static void keep(Draft draft, Element message) {
        draft.event(new UserEvent.StanzaBuffered(draft.record.bufferedUpTo() + 1, message.toString()));
    }

    static void sendBuffered(Draft draft) {
        List<UserEvent.StanzaBuffered> buffered = draft.record.buffered();
        if (!buffered.isEmpty()) {
            draft.effect(new Effect.SendBuffered(
                    buffered.stream().map(UserEvent.StanzaBuffered::stanza).toList(),
                    buffered.get(buffered.size() - 1).number()));
        }
    }

    /** What was buffered since then goes out now, if there is a stream. */
    static void bufferWritten(Draft draft, long upToNumber) {
        if (draft.record.buffered().stream().anyMatch(stanza -> stanza.number() <= upToNumber)) {
            draft.event(new UserEvent.BufferDelivered(upToNumber));
        }
        if (!draft.streamLost) {
            sendBuffered(draft);
        }
    }
}
