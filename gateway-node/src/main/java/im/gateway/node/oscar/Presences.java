package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.ImHtml;
import im.gateway.protocol.oscar.Locate;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.UserInfo;
import org.jspecify.annotations.Nullable;

/** Who comes, goes and is away (03/0B, 03/0C). The away text is asked for (02/15): an arrival says only that there is one. */
final class Presences {
    private final SessionContext context;
    private final Icons icons;

    Presences(SessionContext context, Icons icons) {
        this.context = context;
        this.icons = icons;
    }

    void on(Buddy.Presence presence) throws OscarException {
        for (UserInfo user : presence.users()) {
            if (context.isOwn(user.name())) {
                continue;
            }
            String name = ScreenName.fromServer(user.name());
            if (presence.arrived()) {
                tell(user, user.statusText());
                icons.seen(name, user.iconHash());
                if (user.unavailable()) {
                    context.queue.addBackground(new SendQueue.Item(
                            new Locate.Query(Locate.Query.WANT_AWAY, name), context.nextRequest(), null));
                }
            } else {
                context.tell(new LegacyEvent.ContactPresence(name, null, null));
            }
        }
    }

    void on(Locate.Reply reply) throws OscarException {
        String away = reply.away();
        if (away != null
                && reply.info().unavailable()
                && !context.isOwn(reply.info().name())) {
            String text = ImHtml.toText(away).strip();
            if (!text.isEmpty()) {
                tell(reply.info(), text);
            }
        }
    }

    private void tell(UserInfo user, @Nullable String text) throws OscarException {
        context.tell(new LegacyEvent.ContactPresence(ScreenName.fromServer(user.name()), Shows.of(user), text));
    }
}
