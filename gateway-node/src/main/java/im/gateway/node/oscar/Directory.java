package im.gateway.node.oscar;

import im.gateway.node.legacy.ContactDetails;
import im.gateway.node.legacy.LegacyCommand.Search;
import im.gateway.node.legacy.LegacyEvent.ContactProfile;
import im.gateway.node.legacy.LegacyEvent.SearchResult;
import im.gateway.node.legacy.SearchField;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Icq;
import im.gateway.protocol.oscar.IcqDirectory;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.stanza.StanzaCondition;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ICQ's directory: searches and full information (15/02 of kind 07D0, answered by one or more 15/03 of kind 07DA with the same sequence
 * number).
 */
final class Directory {
    /** Below it are the numbers of {@link StoredMessages}. */
    private static final int FIRST_SEQUENCE = 0x0010;

    private static final int LAST_SEQUENCE = 0xFFFF;
    /** As many as one search is answered with; the old service stopped at 40. */
    private static final int MOST_FOUND = 100;

    private final SessionContext context;
    private final Icons icons;
    private final Map<Integer, Question> open = new LinkedHashMap<>(2);
    private int lastSequence = FIRST_SEQUENCE - 1;

    /** A question, and what has come of it so far. */
    private static final class Question {
        final long number;
        /** Whose information is asked for; null for a search. */
        final @Nullable String contact;

        final long overdueAt;
        final List<SearchResult.Found> found = new ArrayList<>(1);
        final IcqDetails details = new IcqDetails();

        Question(long number, @Nullable String contact, long overdueAt) {
            this.number = number;
            this.contact = contact;
            this.overdueAt = overdueAt;
        }
    }

    Directory(SessionContext context, Icons icons) {
        this.context = context;
        this.icons = icons;
    }

    /** A number is one user's, an e-mail address few people's; only without them do the names count. */
    void search(Search search) {
        Map<SearchField, String> fields = search.fields();
        Charset charset = context.settings.charset();
        String nick = fields.getOrDefault(SearchField.NICK, "");
        String number = digits(fields.getOrDefault(SearchField.NAME, nick));
        String email = fields.getOrDefault(SearchField.EMAIL, "");
        Bytes data;
        if (ScreenName.isNumber(number)) {
            data = IcqDirectory.askByNumber(IcqDirectory.SEARCH_BY_NUMBER, Long.parseLong(number));
        } else if (fields.containsKey(SearchField.NAME)) {
            // No number, so nobody's.
            context.tell(SearchResult.of(search.number(), List.of()));
            return;
        } else if (!email.isEmpty()) {
            data = IcqDirectory.searchByEmail(email, charset);
        } else {
            data = IcqDirectory.searchByDetails(
                    fields.getOrDefault(SearchField.FIRST, ""),
                    fields.getOrDefault(SearchField.LAST, ""),
                    nick,
                    charset);
        }
        ask(search.number(), null, data);
    }

    /** Asks for all that a user tells. */
    void request(long number, String contact) {
        ask(number, contact, IcqDirectory.askByNumber(IcqDirectory.FULL_INFO, Long.parseLong(contact)));
    }

    private static String digits(String typed) {
        return typed.replace("-", "").replace(" ", "");
    }

    private void ask(long number, @Nullable String contact, Bytes data) {
        lastSequence = lastSequence == LAST_SEQUENCE ? FIRST_SEQUENCE : lastSequence + 1;
        open.put(
                lastSequence,
                new Question(
                        number,
                        contact,
                        context.now().plus(context.settings.timeouts().answer())));
        context.enqueue(new Icq.Envelope(
                Icq.Envelope.QUESTION,
                Long.parseLong(context.account),
                Icq.Envelope.META_QUESTION,
                lastSequence,
                data));
    }

    void on(Icq.Envelope answer, boolean moreFollows) throws OscarException {
        Question question = open.get(answer.sequence());
        if (answer.kind() != Icq.Envelope.META_ANSWER || question == null) {
            return;
        }
        int subtype = IcqDirectory.subtype(answer.data());
        boolean last;
        if (subtype == IcqDirectory.PROCESSING_ERROR) {
            open.remove(answer.sequence());
            fail(question, StanzaCondition.SERVICE_UNAVAILABLE, "the directory refuses the question");
            return;
        } else if (question.contact == null) {
            found(question, answer.data());
            last = subtype == IcqDirectory.FOUND_LAST || (subtype != IcqDirectory.FOUND && !moreFollows);
        } else {
            question.details.add(subtype, answer.data(), context.settings.charset());
            // The mark of the last page is not in each server's answer, and the last page is not in each either.
            last = subtype == IcqDirectory.AFFILIATIONS || !moreFollows;
        }
        if (last) {
            open.remove(answer.sequence());
            answer(question);
        }
    }

    private void found(Question question, Bytes data) throws OscarException {
        int subtype = IcqDirectory.subtype(data);
        if (subtype != IcqDirectory.FOUND && subtype != IcqDirectory.FOUND_LAST) {
            return;
        }
        IcqDirectory.Found found = IcqDirectory.Found.parse(data, context.settings.charset());
        String name = found == null ? null : ScreenName.canonical(String.valueOf(found.uin()));
        if (found != null && name != null && question.found.size() < MOST_FOUND) {
            question.found.add(new SearchResult.Found(
                    name,
                    IcqDetails.told(found.first()),
                    IcqDetails.told(found.last()),
                    IcqDetails.told(found.nick()),
                    IcqDetails.told(found.email())));
        }
    }

    private void answer(Question question) {
        if (question.contact == null) {
            context.tell(SearchResult.of(question.number, question.found));
            return;
        }
        ContactDetails details = question.details.build();
        if (details == null) {
            fail(question, StanzaCondition.ITEM_NOT_FOUND, "the directory has nobody of this number");
        } else {
            icons.complete(ContactProfile.of(question.number, question.contact, details));
        }
    }

    private void fail(Question question, StanzaCondition error, String reason) {
        context.tell(
                question.contact == null
                        ? SearchResult.failed(question.number, error, reason)
                        : ContactProfile.failed(question.number, question.contact, error, reason));
    }

    /** Time has passed. What has come of some of the pages is better than nothing. */
    void tick() {
        long now = context.now().nanos();
        List<Question> overdue =
                open.values().stream().filter(q -> q.overdueAt <= now).toList();
        open.values().removeAll(overdue);
        for (Question question : overdue) {
            if (!question.found.isEmpty() || question.details.build() != null) {
                answer(question);
            } else {
                fail(question, StanzaCondition.REMOTE_SERVER_TIMEOUT, "the directory does not answer");
            }
        }
    }

    long nextAt() {
        return open.isEmpty() ? Now.NEVER : open.values().iterator().next().overdueAt;
    }
}
