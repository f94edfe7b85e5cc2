package im.gateway.node.oscar;

import im.gateway.node.legacy.ContactDetails;
import im.gateway.node.legacy.LegacyCommand.RequestProfile;
import im.gateway.node.legacy.LegacyEvent.ContactProfile;
import im.gateway.protocol.oscar.ImHtml;
import im.gateway.protocol.oscar.Locate;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.SnacError;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users tell of themselves: of those with numbers, on ICQ, the {@link Directory} knows it; of the others it is the profile that their
 * client has set for as long as they are there (02/15).
 */
final class Profiles {
    private final SessionContext context;
    private final Directory directory;
    private final Icons icons;
    private final Map<Long, Question> open = new LinkedHashMap<>(2);

    private record Question(long number, String contact, long overdueAt) {}

    Profiles(SessionContext context, Directory directory, Icons icons) {
        this.context = context;
        this.directory = directory;
        this.icons = icons;
    }

    void request(RequestProfile request) {
        if (context.icq && ScreenName.isNumber(request.contact())) {
            directory.request(request.number(), request.contact());
            return;
        }
        long snac = context.enqueue(new Locate.Query(Locate.Query.WANT_PROFILE, request.contact()));
        long overdueAt = context.now().plus(context.settings.timeouts().answer());
        open.put(snac, new Question(request.number(), request.contact(), overdueAt));
    }

    void on(Locate.Reply reply, long request) {
        Question question = open.remove(request);
        if (question == null) {
            return;
        }
        String profile = reply.profile();
        icons.complete(ContactProfile.of(
                question.number(),
                question.contact(),
                ContactDetails.builder()
                        .nick(reply.info().name())
                        .about(profile == null ? null : ImHtml.toText(profile))
                        .build()));
    }

    /** Nobody is told of who is not there; whether there is such a user at all, the service does not say. */
    void on(SnacError error, long request) {
        Question question = open.remove(request);
        if (question != null) {
            boolean away = error.code() == SnacError.NOT_LOGGED_ON;
            fail(
                    question,
                    away ? StanzaCondition.RECIPIENT_UNAVAILABLE : StanzaCondition.SERVICE_UNAVAILABLE,
                    error.text());
        }
    }

    private void fail(Question question, StanzaCondition condition, @Nullable String reason) {
        context.tell(ContactProfile.failed(question.number(), question.contact(), condition, reason));
    }

    void tick() {
        long now = context.now().nanos();
        List<Question> overdue =
                open.values().stream().filter(q -> q.overdueAt() <= now).toList();
        open.values().removeAll(overdue);
        overdue.forEach(q -> fail(q, StanzaCondition.REMOTE_SERVER_TIMEOUT, "the service does not answer"));
    }

    long nextAt() {
        return open.isEmpty() ? Now.NEVER : open.values().iterator().next().overdueAt();
    }
}
