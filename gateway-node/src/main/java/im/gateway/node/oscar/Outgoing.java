package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyCommand.SendMessage;
import im.gateway.node.legacy.LegacyCommand.ShowTyping;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.ImHtml;
import im.gateway.protocol.oscar.ImText;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.SnacError;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user writes (04/06), and what becomes of it: 04/0C is the acknowledgement, 04/01 the refusal. */
final class Outgoing {
    private final SessionContext context;
    /** Parts that were sent and not acknowledged, in order. */
    private final Deque<MessagePart> unsettled = new ArrayDeque<>(2);

    Outgoing(SessionContext context) {
        this.context = context;
    }

    void send(SendMessage command) {
        List<String> texts = split(command.contact(), command.body());
        if (texts.size() > context.settings.messages().maxParts()) {
            refuse(command, StanzaCondition.NOT_ACCEPTABLE, "the message is too long");
        } else if (texts.isEmpty()) {
            outcome(command.number(), null, null);
        } else if (!context.queue.hasRoom()) {
            refuse(command, StanzaCondition.RESOURCE_CONSTRAINT, "too many messages wait for the network's rate limit");
        } else {
            MessagePart.Message message = new MessagePart.Message(command, texts.size());
            for (String text : texts) {
                long id = context.nextRequest();
                Icbm.ToHost body = Icbm.ToHost.text(id, command.contact(), text);
                context.queue.add(new SendQueue.Item(body, id, new MessagePart(message, id)));
            }
        }
    }

    void refuse(SendMessage command, StanzaCondition error, String reason) {
        outcome(command.number(), error, reason);
    }

    /** Whether another part may be sent before the server has acknowledged one. */
    boolean hasWindow() {
        return unsettled.size() < context.settings.messages().window();
    }

    /** The part is on its way. */
    void sent(MessagePart part) {
        part.overdueAt = context.now().plus(context.settings.timeouts().answer());
        unsettled.add(part);
    }

    void on(Icbm.HostAck ack) {
        MessagePart part = take(ack.cookie());
        if (part != null && --part.message.open == 0 && !part.message.failed) {
            outcome(part.message.number, null, null);
        }
    }

    /** The server refuses the data unit of this number. */
    void on(SnacError error, long request) {
        MessagePart part = take(request);
        if (part != null) {
            fail(part, condition(error.code()), error.text());
        }
    }

    /** The recipient's client has done nothing with it. */
    void on(Icbm.ClientError error) {
        MessagePart part = take(error.cookie());
        if (part != null) {
            fail(part, StanzaCondition.SERVICE_UNAVAILABLE, "the recipient's client does not understand the message");
        }
    }

    void tick() {
        while (!unsettled.isEmpty()
                && unsettled.getFirst().overdueAt <= context.now().nanos()) {
            fail(
                    unsettled.removeFirst(),
                    StanzaCondition.REMOTE_SERVER_TIMEOUT,
                    "the network has not acknowledged the message");
        }
    }

    long nextAt() {
        return unsettled.isEmpty() ? Now.NEVER : unsettled.getFirst().overdueAt;
    }

    void show(ShowTyping typing) {
        int state = switch (typing.state()) {
            case COMPOSING -> Icbm.Typing.BEGUN;
            case PAUSED -> Icbm.Typing.TYPED;
            case STOPPED -> Icbm.Typing.FINISHED;
        };
        if (context.queue.hasRoom()) {
            context.enqueue(new Icbm.Typing(0, Icbm.CHANNEL_TEXT, typing.contact(), state));
        }
    }

    private @Nullable MessagePart take(long id) {
        for (MessagePart part : unsettled) {
            if (part.id == id) {
                unsettled.remove(part);
                return part;
            }
        }
        return null;
    }

    private void fail(MessagePart part, StanzaCondition error, String reason) {
        if (!part.message.failed) {
            part.message.failed = true;
            outcome(part.message.number, error, reason);
        }
    }

    private void outcome(long number, @Nullable StanzaCondition error, @Nullable String reason) {
        context.tell(new LegacyEvent.MessageOutcome(number, error, reason));
    }

    private static StanzaCondition condition(int code) {
        return switch (code) {
            case SnacError.NOT_LOGGED_ON, SnacError.USER_TEMPORARILY_UNAVAILABLE ->
                StanzaCondition.RECIPIENT_UNAVAILABLE;
            case SnacError.NO_MATCH -> StanzaCondition.ITEM_NOT_FOUND;
            case SnacError.RATE_TO_HOST, SnacError.RATE_TO_CLIENT, SnacError.QUEUE_FULL, SnacError.LIST_OVERFLOW ->
                StanzaCondition.RESOURCE_CONSTRAINT;
            case SnacError.IN_LOCAL_PERMIT_DENY,
                    SnacError.SENDER_TOO_EVIL,
                    SnacError.RECEIVER_TOO_EVIL,
                    SnacError.REFUSED_BY_CLIENT,
                    SnacError.REQUEST_DENIED,
                    SnacError.INSUFFICIENT_RIGHTS -> StanzaCondition.FORBIDDEN;
            case SnacError.INCORRECT_FORMAT, SnacError.REPLY_TOO_BIG -> StanzaCondition.NOT_ACCEPTABLE;
            default -> StanzaCondition.SERVICE_UNAVAILABLE;
        };
    }

    /** The text as the wire has it, in parts that fit: users with numbers get plain text, all others HTML. */
    private List<String> split(String contact, String body) {
        boolean plain = ScreenName.isNumber(contact);
        int limit = context.settings.messages().maxBytes();
        int maxParts = context.settings.messages().maxParts();
        List<String> parts = new ArrayList<>(1);
        int from = 0;
        while (from < body.length() && parts.size() <= maxParts) {
            int to = boundary(body, from, Math.min(body.length(), from + limit));
            String part = wire(plain, body.substring(from, to));
            while (ImText.length(part) > limit) {
                int shorter = (int) Math.min(to - from - 1, (long) (to - from) * limit / ImText.length(part));
                to = boundary(body, from, from + shorter);
                part = wire(plain, body.substring(from, to));
            }
            parts.add(part);
            from = to;
        }
        return parts;
    }

    /** The place to cut at that is no later and not inside a character; at least one character after the beginning. */
    private static int boundary(String body, int from, int to) {
        int least = body.offsetByCodePoints(from, 1);
        boolean inside = to < body.length() && Character.isLowSurrogate(body.charAt(to));
        return Math.max(least, inside ? to - 1 : to);
    }

    private static String wire(boolean plain, String text) {
        return plain ? text : ImHtml.fromText(text);
    }
}
