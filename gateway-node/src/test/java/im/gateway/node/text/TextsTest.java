package im.gateway.node.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private static final Texts TEXTS = Texts.load();
    private static final ResourceBundle ENGLISH = Texts.bundle(Texts.FALLBACK);

    @SuppressWarnings("unused")
    private static final java.util.List<String> LANGUAGES = Texts.LANGUAGES;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyLanguageHasTheSameKeysAndPlaces(String language) {
        ResourceBundle bundle = Texts.bundle(language);
        assertThat(bundle.keySet()).containsExactlyInAnyOrderElementsOf(ENGLISH.keySet());
        for (String key : bundle.keySet()) {
            assertThat(places(bundle.getString(key))).as(key).isEqualTo(places(ENGLISH.getString(key)));
            assertThat(bundle.getString(key)).as(key).isNotBlank().doesNotContain("\uFFFD", "''");
        }
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    @Tag("rfc2779-4.1.6")
    void everyTextIsTranslated(String language) {
        ResourceBundle bundle = Texts.bundle(language);
        for (TextKey key : TextKey.values()) {
            boolean same = bundle.getString(key.property()).equals(ENGLISH.getString(key.property()));
            assertThat(same).as(key.toString()).isEqualTo(language.equals(Texts.FALLBACK));
        }
    }

    /** No key is left over, and none takes an argument that its callers do not give: the service's name and no more. */
    @Test
    void theFilesHaveTheKeysOfTheEnum() {
        Set<String> known = new TreeSet<>();
        for (TextKey key : TextKey.values()) {
            known.add(key.property());
        }
        for (String key : ENGLISH.keySet()) {
            assertThat(known).contains(key.replaceAll("\\..*", ""));
            assertThat(places(ENGLISH.getString(key))).as(key).isSubsetOf("{0}");
        }
        assertThat(ENGLISH.keySet()).containsAll(known);
    }

    @ParameterizedTest
    @CsvSource({
        "de, de",
        "de-CH, de",
        "DE, de",
        "fr-CA, fr",
        "zh-Hant-TW, zh",
        "ja, ja",
        "ru, ru",
        "es-419, es",
        "en-GB, en",
        "pt, en",
        "tlh, en",
        "'', en",
        "not a language, en",
        "'--', en"
    })
    void looksTheLanguageUp(String lang, String found) {
        assertThat(TEXTS.languageOf(lang)).isEqualTo(found);
        assertThat(TEXTS.get(lang, TextKey.PASSWORD))
                .isEqualTo(Texts.bundle(found).getString("password"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "x-klingon")
    void fallsBackToEnglish(String lang) {
        assertThat(TEXTS.get(lang, TextKey.NOT_REGISTERED, "AIM")).isEqualTo("You are not registered with AIM.");
    }

    @Test
    void doesNotDependOnTheMachinesLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Texts.load().get(null, TextKey.PASSWORD)).isEqualTo("Password");
        } finally {
            Locale.setDefault(before);
        }
    }

    /** XEP-0100 section 6.3, the table of prompts. */
    @Test
    @Tag("xep0100-6.3-table-icq")
    void aNetworkMayHaveItsOwnWords() {
        assertThat(TEXTS.getFor("aim", "en", TextKey.PROMPT_DESC, "AIM"))
                .isEqualTo("Please enter the AOL Screen Name of the person you would like to contact.");
        assertThat(TEXTS.getFor("icq", "en", TextKey.PROMPT_DESC, "ICQ"))
                .isEqualTo("Please enter the ICQ Number of the person you would like to contact.");
        assertThat(TEXTS.getFor("icq", "en", TextKey.PROMPT_NAME)).isEqualTo("Contact ID");
        assertThat(TEXTS.getFor("irc", "de", TextKey.PROMPT_NAME)).isEqualTo("Spitzname");
        assertThat(TEXTS.getFor("carrier-pigeon", "en", TextKey.PROMPT_DESC, "RFC 1149"))
                .isEqualTo("Please enter the name on RFC 1149 of the person you would like to contact.");
    }

    @Test
    void anArgumentIsPutInAsItIs() {
        assertThat(TEXTS.get("en", TextKey.NOT_REGISTERED, "{0} $1 \\ 'x'"))
                .isEqualTo("You are not registered with {0} $1 \\ 'x'.");
    }

    private static Set<String> places(String text) {
        return Pattern.compile("\\{[^}]*}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
