package im.gateway.node.irc;

import im.gateway.node.legacy.LegacyCommand.SendMessage;
import im.gateway.node.legacy.LegacyCommand.ShowTyping;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.irc.Ctcp;
import im.gateway.protocol.irc.IrcEncoder;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.MessageSplitter;
import im.gateway.protocol.irc.Nicks;
import im.gateway.protocol.stanza.StanzaCondition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the Jabber user says: a message becomes as many PRIVMSGs as it needs, typing becomes a TAGMSG. */
final class Outgoing {
    /** IRCv3 typing: at most once in three seconds to one target. */
    private static final Duration TYPING_PAUSE = Duration.ofSeconds(3);

    private static final int MAX_TYPING_TARGETS = 32;

    /**
     * What the server puts before the line for its receiver, beyond the nick: a colon, {@code !user@host} with the longest user and host that
     * servers allow, and a space. The true ones are shorter, but may change at any time (cloaks, services).
     */
    private static final int SOURCE_BYTES = 1 + 1 + 12 + 1 + 63 + 1;

    private static final String ME = "/me ";

    /** Bytes of a line that are neither the contact's nick nor the text, which is one space here. */
    private static final int AROUND_TEXT = IrcEncoder.length(IrcLine.of("PRIVMSG", "x", " ")) - 1;

    private static final int AROUND_ACTION =
            IrcEncoder.length(IrcLine.of("PRIVMSG", "x", new Ctcp("ACTION", " ").wire())) - 1;

    private final SessionContext context;
    private final SendQueue queue;
    private final Map<String, Long> typingShownAt = new HashMap<>();

    Outgoing(SessionContext context, SendQueue queue) {
        this.context = context;
        this.queue = queue;
    }

    void send(SendMessage message) {
        int contactBytes = IrcEncoder.length(message.contact());
        if (Nicks.canonical(message.contact()) == null || contactBytes > context.isupport.nickLength()) {
            refuse(message, StanzaCondition.ITEM_NOT_FOUND, "the network has no such names");
            return;
        }
        boolean action = message.body().startsWith(ME);
        String body = action ? message.body().substring(ME.length()) : message.body();
        List<String> texts = MessageSplitter.split(body, room(contactBytes, action));
        if (texts.isEmpty()) {
            refuse(message, StanzaCondition.NOT_ACCEPTABLE, "there is nothing to send");
        } else if (texts.size() > context.settings.flood().linesPerMessage()) {
            String limit = texts.size() + " lines (expected: <= "
                    + context.settings.flood().linesPerMessage() + ")";
            refuse(message, StanzaCondition.POLICY_VIOLATION, limit);
        } else if (!queue.hasRoom(texts.size())) {
            refuse(message, StanzaCondition.RESOURCE_CONSTRAINT, "too many messages wait for the network");
        } else {
            SentMessage sent = new SentMessage(message.number(), message.contact(), texts.size());
            for (String text : texts) {
                String wire = action ? new Ctcp("ACTION", text).wire() : text;
                queue.urgent(IrcLine.of("PRIVMSG", message.contact(), wire), sent);
            }
        }
    }

    void refuse(SendMessage message, StanzaCondition condition, String reason) {
        context.tell(new LegacyEvent.MessageOutcome(message.number(), condition, reason));
    }

    void show(ShowTyping typing) {
        if (!context.capabilities.contains("message-tags") || Nicks.canonical(typing.contact()) == null) {
            return;
        }
        String state = switch (typing.state()) {
            case COMPOSING -> "active";
            case PAUSED -> "paused";
            case STOPPED -> "done";
        };
        if (state.equals("active") && !mayShowAgain(typing.contact())) {
            return;
        }
        queue.background(IrcLine.of("TAGMSG", typing.contact()).withTag("+typing", state));
    }

    private boolean mayShowAgain(String contact) {
        long now = context.now().nanos();
        typingShownAt.values().removeIf(at -> now - at >= TYPING_PAUSE.toNanos());
        return typingShownAt.size() < MAX_TYPING_TARGETS && typingShownAt.putIfAbsent(contact, now) == null;
    }

    /** Bytes for the text, so that the whole line fits also when it goes on to its receiver. */
    private int room(int contactBytes, boolean action) {
        int names = IrcEncoder.length(context.nick) + contactBytes;
        int around = SOURCE_BYTES + (action ? AROUND_ACTION : AROUND_TEXT);
        return Math.max(64, context.isupport.lineLength() - around - names);
    }
}
