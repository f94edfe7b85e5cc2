package im.gateway.node.user;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.SearchResult;
import im.gateway.node.legacy.SearchField;
import im.gateway.node.text.TextKey;
import im.gateway.protocol.search.SearchForm;
import im.gateway.protocol.search.SearchReply;
import im.gateway.protocol.search.SearchRequest;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.xml.Element;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looking for people in the legacy network's directory (XEP-0055). */
final class DirectoryRules {
    /** As many as a stanza may hold on a server with tight limits; XEP-0055 has no way to ask for the rest. */
    private static final int MOST_ITEMS = 100;

    private DirectoryRules() {}

    /**
     * What can be asked, or the question itself.
     *
     * @return whether the outcome is certain already
     */
    static boolean request(Draft draft, long token, Iq iq) {
        if (!draft.record.isRegistered()) {
            return QuestionRules.refuse(draft, iq, StanzaCondition.REGISTRATION_REQUIRED, TextKey.NOT_REGISTERED);
        }
        if (iq.type() == Iq.Type.GET) {
            QuestionRules.answer(draft, iq, form(draft, iq));
            return true;
        }
        SearchRequest request = SearchRequest.parse(Objects.requireNonNull(iq.payload()));
        if (request instanceof SearchRequest.Cancelled) {
            draft.send(iq.toResult(null));
            return true;
        } else if (request instanceof SearchRequest.Malformed malformed) {
            draft.send(iq.toError(Answers.error(draft, iq, StanzaCondition.BAD_REQUEST, malformed.reason())));
            return true;
        } else if (request instanceof SearchRequest.Search search) {
            Map<SearchField, String> fields = fields(draft, search);
            return fields.isEmpty()
                    ? QuestionRules.refuse(draft, iq, StanzaCondition.NOT_ACCEPTABLE, TextKey.SEARCH_UNFILLED)
                    : QuestionRules.ask(draft, token, iq, number -> new LegacyCommand.Search(number, fields));
        }
        throw new AssertionError("a request without a rule: " + request.getClass());
    }

    private static Element form(Draft draft, Iq iq) {
        String service = draft.rules.serviceName();
        Element form = new SearchForm(
                        Answers.text(draft, iq, TextKey.SEARCH_TITLE, service),
                        Answers.text(draft, iq, TextKey.SEARCH_INSTRUCTIONS, service),
                        entries(draft, iq))
                .toXml();
        return form.toBuilder()
                .attribute(Element.LANG, draft.rules.texts().languageOf(Answers.lang(draft, iq)))
                .build();
    }

    private static List<SearchForm.Entry> entries(Draft draft, Iq iq) {
        return draft.rules.network().searchFields().stream()
                .map(field -> new SearchForm.Entry(
                        wire(field), Answers.text(draft, iq, label(field), draft.rules.serviceName())))
                .toList();
    }

    private static Map<SearchField, String> fields(Draft draft, SearchRequest.Search search) {
        Map<SearchField, String> fields = new EnumMap<>(SearchField.class);
        for (SearchField field : draft.rules.network().searchFields()) {
            String value = search.values().get(wire(field));
            if (value != null) {
                fields.put(field, value);
            }
        }
        return fields;
    }

    static void answered(Draft draft, SearchResult result) {
        Iq iq = QuestionRules.take(draft, result.number());
        if (iq == null) {
            return;
        }
        if (result.error() != null) {
            QuestionRules.failed(draft, iq, result.error(), result.reason());
            return;
        }
        SearchReply reply = new SearchReply(result.items().stream()
                .filter(found -> draft.rules.hasAddress(found.contact()))
                .limit(MOST_ITEMS)
                .map(found -> item(draft, found))
                .toList());
        boolean byForm =
                SearchRequest.parse(Objects.requireNonNull(iq.payload())) instanceof SearchRequest.Search search
                        && search.byForm();
        QuestionRules.answer(
                draft,
                iq,
                byForm
                        ? reply.toFormXml(entries(draft, iq), Answers.text(draft, iq, TextKey.SEARCH_ADDRESS))
                        : reply.toPlainXml());
    }

    private static SearchReply.Item item(Draft draft, SearchResult.Found found) {
        Map<String, String> values = new HashMap<>();
        put(values, SearchField.NAME, found.contact());
        put(values, SearchField.FIRST, found.first());
        put(values, SearchField.LAST, found.last());
        put(values, SearchField.NICK, found.nick());
        put(values, SearchField.EMAIL, found.email());
        return new SearchReply.Item(draft.contactJid(found.contact()), values);
    }

    private static void put(Map<String, String> values, SearchField field, @Nullable String value) {
        if (value != null) {
            values.put(wire(field), value);
        }
    }

    private static String wire(SearchField field) {
        return field == SearchField.NAME ? "username" : field.name().toLowerCase(Locale.ROOT);
    }

    private static TextKey label(SearchField field) {
        return switch (field) {
            case NAME -> TextKey.SEARCH_NAME;
            case FIRST -> TextKey.SEARCH_FIRST;
            case LAST -> TextKey.SEARCH_LAST;
            case NICK -> TextKey.SEARCH_NICK;
            case EMAIL -> TextKey.SEARCH_EMAIL;
        };
    }
}
