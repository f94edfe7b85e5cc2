package im.gateway.node.irc;

import im.gateway.node.legacy.LegacyCommand.ShowPresence;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.MessageSplitter;
import im.gateway.protocol.stanza.Presence;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The user's own availability as IRC has it: away with a text, or not. Tells the server only of changes, and only of the latest one. */
final class OwnPresence {
    private final SessionContext context;
    private final SendQueue queue;
    private ShowPresence wanted = new ShowPresence(Presence.Show.ONLINE, null);
    private @Nullable String told;

    OwnPresence(SessionContext context, SendQueue queue) {
        this.context = context;
        this.queue = queue;
    }

    /** Before the login is complete, it is only remembered. */
    void show(ShowPresence presence) {
        wanted = presence;
        if (context.isLoggedIn()) {
            tell();
        }
    }

    void begin() {
        tell();
    }

    private void tell() {
        String text = awayText(wanted);
        if (!Objects.equals(text, told)) {
            told = text;
            queue.latest(text == null ? IrcLine.of("AWAY") : IrcLine.of("AWAY", text));
        }
    }

    /** Null for who is there. An away without a text would mean the opposite to a server, so there is always one. */
    private @Nullable String awayText(ShowPresence presence) {
        String usual = switch (presence.show()) {
            case CHAT, ONLINE -> null;
            case AWAY -> "Away";
            case XA -> "Away for a longer time";
            case DND -> "Busy";
        };
        if (usual == null) {
            return null;
        }
        String status = presence.status() == null ? "" : presence.status();
        List<String> lines = MessageSplitter.split(status, 4096);
        String text = lines.isEmpty() ? usual : String.join(" ", lines);
        return MessageSplitter.cut(text, context.isupport.awayLength());
    }
}
