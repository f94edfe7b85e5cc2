package im.gateway.node.wire;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.SearchResult;
import im.gateway.node.legacy.SearchField;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The part of {@link LegacyWords} that is about who people are. */
final class ProfileWords {
    private ProfileWords() {}

    /** The fields in the order of {@link SearchField}. */
    static List<String> of(LegacyCommand.Search search) {
        List<String> words = new ArrayList<>(List.of("search"));
        new TreeMap<>(search.fields())
                .forEach((field, value) -> words.add(field.name().toLowerCase(Locale.ROOT) + "=" + value));
        words.add(Long.toString(search.number()));
        return words;
    }

    static LegacyEvent event(List<String> words, UnaryOperator<String> canonicalName) {
        long number = Long.parseLong(words.get(1));
        List<String> rest = words.subList(2, words.size());
        return switch (words.get(0)) {
            case "found" ->
                SearchResult.of(
                        number, rest.stream().map(word -> found(word, canonicalName)).toList());
            case "search-fails" ->
                SearchResult.failed(number, condition(rest.get(0)), rest.size() > 1 ? rest.get(1) : null);
            default -> throw new IllegalArgumentException("not about people: " + words);
        };
    }

    private static StanzaCondition condition(String word) {
        return Objects.requireNonNull(StanzaCondition.ofWire(word), word + " is no stanza error condition");
    }

    private static SearchResult.Found found(String word, UnaryOperator<String> canonicalName) {
        String[] parts = word.split(",", -1);
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return new SearchResult.Found(
                canonicalName.apply(parts[0]),
                values.get("first"),
                values.get("last"),
                values.get("nick"),
                values.get("email"));
    }
}
