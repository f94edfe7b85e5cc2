package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.Typing;
import im.gateway.protocol.oscar.Authorization;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.IcqMessage;
import im.gateway.protocol.oscar.ImHtml;
import im.gateway.protocol.oscar.ImText;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.UserInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people and the service send to the user: messages, typing, questions. */
final class Incoming {
    /** "AOL System Msg" and its like on other services: no user, though it writes as one. */
    private static final String SYSTEM = "systemmsg";

    private final SessionContext context;
    private final Contacts contacts;

    Incoming(SessionContext context, Contacts contacts) {
        this.context = context;
        this.contacts = contacts;
    }

    void on(Icbm.ToClient message) throws OscarException {
        String from = ScreenName.fromServer(message.from().name());
        Bytes text = message.text();
        Bytes icq = message.icqData();
        if (message.channel() == Icbm.CHANNEL_TEXT && text != null) {
            received(from, text(from, text), message.sentAt(), message.autoResponse());
        } else if (message.channel() == Icbm.CHANNEL_ICQ && icq != null) {
            on(from, IcqMessage.parse(icq), message.sentAt());
        } else if (!isSystem(from)) {
            // File transfers and the like: the sender must not believe that they arrived.
            context.queue.addBackground(new SendQueue.Item(
                    new Icbm.ClientError(
                            message.cookie(),
                            message.channel(),
                            message.from().name(),
                            Icbm.ClientError.UNSUPPORTED_CHANNEL),
                    context.nextRequest(),
                    null));
        }
    }

    /** A message in the old ICQ's form, on channel 4 or stored by the old server. */
    void on(String from, IcqMessage message, @Nullable Instant sentAt) {
        List<String> fields = message.fields(context.settings.charset());
        String last = fields.get(fields.size() - 1);
        switch (message.kind()) {
            case IcqMessage.PLAIN -> received(from, message.text(context.settings.charset()), sentAt, false);
            case IcqMessage.URL -> received(from, String.join("\n", fields).strip(), sentAt, false);
            case IcqMessage.AUTHORIZATION_REQUEST -> asked(from, last);
            case IcqMessage.AUTHORIZATION_DENIED -> contacts.answered(from, false);
            case IcqMessage.AUTHORIZATION_GRANTED -> contacts.answered(from, true);
            case IcqMessage.ADDED -> added(from);
            case IcqMessage.SERVER, IcqMessage.WEB_PAGER, IcqMessage.EMAIL ->
                notice(String.join("\n", fields).strip());
            default -> {
                // Contact lists, plug-ins and others that only ICQ's own clients can do something with.
            }
        }
    }

    /** AIM users write HTML, ICQ users plain text, though some of their clients write HTML too and say so at its beginning. */
    private String text(String from, Bytes encoded) throws OscarException {
        String text = ImText.decode(encoded, context.settings.charset());
        return !ScreenName.isNumber(from) || ImHtml.looksLikeHtml(text) ? ImHtml.toText(text) : text;
    }

    private void received(String from, String text, @Nullable Instant sentAt, boolean autoResponse) {
        if (text.isBlank()) {
            return;
        }
        if (isSystem(from)) {
            notice(text);
        } else {
            context.tell(new LegacyEvent.MessageReceived(from, text, sentAt, autoResponse));
        }
    }

    private void notice(String text) {
        if (!text.isBlank()) {
            context.tell(new LegacyEvent.ServiceNotice(text));
        }
    }

    private static boolean isSystem(String name) {
        return name.endsWith(SYSTEM);
    }

    void on(Icbm.Typing typing) {
        Typing state = switch (typing.state()) {
            case Icbm.Typing.BEGUN -> Typing.COMPOSING;
            case Icbm.Typing.TYPED -> Typing.PAUSED;
            default -> Typing.STOPPED;
        };
        context.tell(new LegacyEvent.TypingShown(ScreenName.fromServer(typing.name()), state));
    }

    void on(Icbm.Missed missed) {
        for (Icbm.MissedFrom each : missed.senders()) {
            notice(String.format(
                    Locale.ROOT,
                    "%d message(s) of %s were not delivered to you: %s",
                    each.count(),
                    each.from().name(),
                    Icbm.Missed.text(each.reason())));
        }
    }

    void on(Oservice.Warned warned) {
        UserInfo by = warned.by();
        notice(String.format(
                Locale.ROOT,
                "%s has warned you. Your warning level is %.1f %%.",
                by == null ? "Somebody" : by.name(),
                warned.level() / 10.0));
    }

    void on(Oservice.Motd motd) {
        notice(ImHtml.toText(motd.text()));
    }

    void on(Authorization.Request request) {
        if (request.type() == Authorization.Request.TO_CLIENT) {
            asked(ScreenName.fromServer(request.name()), request.reason());
        }
    }

    private void asked(String from, String reason) {
        String text = reason.strip();
        context.tell(new LegacyEvent.AuthorizationRequested(from, text.isEmpty() ? null : text));
    }

    /** Somebody has added the user without having to ask. */
    void added(String from) {
        context.tell(new LegacyEvent.AddedBy(from));
    }
}
