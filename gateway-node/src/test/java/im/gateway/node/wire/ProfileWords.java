package im.gateway.node.wire;

import im.gateway.node.legacy.Avatar;
import im.gateway.node.legacy.ContactDetails;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.ContactProfile;
import im.gateway.node.legacy.LegacyEvent.SearchResult;
import im.gateway.node.legacy.SearchField;
import im.gateway.protocol.stanza.StanzaCondition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The part of {@link LegacyWords} that is about who people are. */
final class ProfileWords {
    private static final Map<String, String> DOTS = Map.of(
            "red", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
            "green", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNg+M8AAAICAQB7CYF4AAAAAElFTkSuQmCC");

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
                        number,
                        rest.stream().map(word -> found(word, canonicalName)).toList());
            case "search-fails" ->
                SearchResult.failed(number, condition(rest.get(0)), rest.size() > 1 ? rest.get(1) : null);
            case "tells" ->
                ContactProfile.of(
                        number, canonicalName.apply(rest.get(0)), details(values(rest.subList(1, rest.size()))));
            case "tells-not" ->
                ContactProfile.failed(
                        number,
                        canonicalName.apply(rest.get(0)),
                        condition(rest.get(1)),
                        rest.size() > 2 ? rest.get(2) : null);
            default -> throw new IllegalArgumentException("not about people: " + words);
        };
    }

    private static StanzaCondition condition(String word) {
        return Objects.requireNonNull(StanzaCondition.ofWire(word), word + " is no stanza error condition");
    }

    private static SearchResult.Found found(String word, UnaryOperator<String> canonicalName) {
        List<String> parts = List.of(word.split(",", -1));
        Map<String, String> values = values(parts.subList(1, parts.size()));
        return new SearchResult.Found(
                canonicalName.apply(parts.get(0)),
                values.get("first"),
                values.get("last"),
                values.get("nick"),
                values.get("email"));
    }

    static LegacyEvent picture(String contact, String colour) {
        return new LegacyEvent.ContactAvatar(
                contact, colour.equals("none") ? null : avatar(colour).facts());
    }

    /** A picture of one dot of that colour: the whole of a PNG, so that stories can name its hash. */
    private static Avatar avatar(String colour) {
        String dot = Objects.requireNonNull(DOTS.get(colour), () -> colour + " (expected: " + DOTS.keySet() + ")");
        return Objects.requireNonNull(Avatar.of(Base64.getDecoder().decode(dot)));
    }

    private static Map<String, String> values(List<String> pairs) {
        Map<String, String> values = new HashMap<>();
        for (String each : pairs) {
            String[] pair = each.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return values;
    }

    private static ContactDetails details(Map<String, String> values) {
        String born = values.get("birthday");
        String picture = values.get("picture");
        return ContactDetails.builder()
                .fullName(values.get("name"))
                .given(values.get("given"))
                .family(values.get("family"))
                .nick(values.get("nick"))
                .email(values.get("email"))
                .birthday(born == null ? null : LocalDate.parse(born))
                .homepage(values.get("homepage"))
                .address(new ContactDetails.Address(null, values.get("city"), null, null, null))
                .organization(values.get("organization"))
                .about(values.get("about"))
                .build()
                .with(picture == null ? null : avatar(picture));
    }
}
