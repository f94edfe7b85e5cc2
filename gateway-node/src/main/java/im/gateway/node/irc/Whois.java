package im.gateway.node.irc;

import im.gateway.node.legacy.ContactDetails;
import im.gateway.node.legacy.LegacyCommand.RequestProfile;
import im.gateway.node.legacy.LegacyCommand.Search;
import im.gateway.node.legacy.LegacyEvent.ContactProfile;
import im.gateway.node.legacy.LegacyEvent.SearchResult;
import im.gateway.node.legacy.SearchField;
import im.gateway.protocol.irc.Formatting;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.Nicks;
import im.gateway.protocol.irc.Numeric;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is (WHOIS, RFC 2812 section 3.6.2): the answer to a request for a profile, and to a search, which on IRC can only be for
 * a nick that is in use. One question at a time, behind everything that the user has said.
 */
final class Whois {
    private final SessionContext context;
    private final SendQueue queue;
    private final Deque<Question> waiting = new ArrayDeque<>(1);
    private @Nullable Question asked;
    private @Nullable Found found;
    private @Nullable String away;
    private long overdueAt = Now.NEVER;

    /** What the core wants to know. */
    private record Question(long number, String nick, boolean isSearch) {}

    private record Found(String nick, String user, String host, String realName) {}

    Whois(SessionContext context, SendQueue queue) {
        this.context = context;
        this.queue = queue;
    }

    void request(RequestProfile request) {
        ask(new Question(request.number(), request.contact(), false));
    }

    void search(Search search) {
        ask(new Question(search.number(), search.fields().getOrDefault(SearchField.NICK, ""), true));
    }

    private void ask(Question question) {
        if (Nicks.canonical(question.nick()) == null) {
            // It would be another question: a mask, a list, two parameters.
            nobody(question);
        } else {
            waiting.add(question);
            askNext();
        }
    }

    /** The login is complete: what has waited for it is asked. */
    void askNext() {
        if (asked == null && context.isLoggedIn() && !waiting.isEmpty()) {
            Question question = waiting.remove();
            asked = question;
            queue.background(IrcLine.of("WHOIS", question.nick()));
            overdueAt = context.now().plus(context.settings.timeouts().answer());
        }
    }

    void on(IrcLine line) {
        Question question = asked;
        if (question == null || !context.fold(line.param(1)).equals(context.fold(question.nick()))) {
            return;
        }
        switch (line.command()) {
            case Numeric.RPL_WHOISUSER ->
                found = new Found(line.param(1), line.param(2), line.param(3), Formatting.strip(line.lastParam()));
            case Numeric.RPL_AWAY -> away = Formatting.strip(line.lastParam());
            case Numeric.RPL_ENDOFWHOIS -> {
                answer(question);
                next();
            }
            default -> {
                // Of no interest to others: the server, the channels, how long idle.
            }
        }
    }

    void tick() {
        Question question = asked;
        if (question != null && context.now().nanos() >= overdueAt) {
            fail(question, StanzaCondition.REMOTE_SERVER_TIMEOUT, "the server does not answer");
            next();
        }
    }

    long nextAt() {
        return overdueAt;
    }

    private void next() {
        asked = null;
        found = null;
        away = null;
        overdueAt = Now.NEVER;
        askNext();
    }

    private void answer(Question question) {
        Found user = found;
        if (user == null) {
            nobody(question);
        } else if (question.isSearch()) {
            String name = Nicks.canonical(user.nick());
            context.tell(SearchResult.of(
                    question.number(),
                    name == null
                            ? List.of()
                            : List.of(new SearchResult.Found(name, blankToNull(user.realName()), null, name, null))));
        } else {
            String address = user.nick() + "!" + user.user() + "@" + user.host();
            context.tell(ContactProfile.of(
                    question.number(),
                    question.nick(),
                    ContactDetails.builder()
                            .nick(user.nick())
                            .fullName(user.realName())
                            .about(away == null ? address : address + "\n" + away)
                            .build()));
        }
    }

    /** A search finds nobody; who is asked about by name is not there, whether the network knows the name or not. */
    private void nobody(Question question) {
        if (question.isSearch()) {
            context.tell(SearchResult.of(question.number(), List.of()));
        } else {
            fail(question, StanzaCondition.ITEM_NOT_FOUND, "nobody of that name is there");
        }
    }

    private void fail(Question question, StanzaCondition error, String reason) {
        context.tell(
                question.isSearch()
                        ? SearchResult.failed(question.number(), error, reason)
                        : ContactProfile.failed(question.number(), question.nick(), error, reason));
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
