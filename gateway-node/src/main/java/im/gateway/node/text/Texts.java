package im.gateway.node.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people read, in the language that they ask for ({@code xml:lang}, BCP 47), and in English where that is not there. One UTF-8
 * file for each language, all with the same keys. Immutable.
 */
public final class Texts {
    static final String FALLBACK = "en";
    /** The languages that there are texts in, as tags of RFC 5646; the first is the one that others fall back to. */
    public static final List<String> LANGUAGES = List.of(FALLBACK, "de", "es", "fr", "ja", "ru", "zh");

    /** The place of an argument. Not the JDK's MessageFormat: in that, an apostrophe of a French text has to be doubled. */
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Map<String, ResourceBundle> bundles;

    private Texts(Map<String, ResourceBundle> bundles) {
        this.bundles = Map.copyOf(bundles);
    }

    /** Reads the files that the gateway ships with. */
    public static Texts load() {
        Map<String, ResourceBundle> bundles = new HashMap<>();
        LANGUAGES.forEach(language -> bundles.put(language, bundle(language)));
        return new Texts(bundles);
    }

    static ResourceBundle bundle(String language) {
        String name = "texts_" + language + ".properties";
        try (InputStream file = Texts.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + ": missing beside " + Texts.class.getName());
            }
            return new PropertyResourceBundle(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }

    /**
     * A text.
     *
     * @param lang the wanted language, null for none in particular
     * @param arguments what the text's places stand for, see {@link TextKey}
     */
    public String get(@Nullable String lang, TextKey key, Object... arguments) {
        return fill(bundleOf(lang).getString(key.property()), arguments);
    }

    /**
     * A text in the words of one network, where it has words of its own ("screen name", "nickname"); otherwise the common one.
     *
     * @param discoType the network's type in service discovery, {@code aim} say
     */
    public String getFor(String discoType, @Nullable String lang, TextKey key, Object... arguments) {
        ResourceBundle bundle = bundleOf(lang);
        String own = key.property() + "." + discoType;
        return fill(bundle.getString(bundle.containsKey(own) ? own : key.property()), arguments);
    }

    /** The language that a text will be in for who wants {@code lang}: for the {@code xml:lang} beside it. */
    public String languageOf(@Nullable String lang) {
        // What is malformed has no language. The JDK's own lookup of language ranges throws ArrayIndexOutOfBounds at
        // "--".
        String language = lang == null ? "" : Locale.forLanguageTag(lang).getLanguage();
        return bundles.containsKey(language) ? language : FALLBACK;
    }

    private ResourceBundle bundleOf(@Nullable String lang) {
        return Objects.requireNonNull(bundles.get(languageOf(lang)));
    }

    private static String fill(String text, Object... arguments) {
        Matcher place = PLACE.matcher(text);
        return place.replaceAll(found -> {
            int index = Integer.parseInt(found.group(1));
            return Matcher.quoteReplacement(
                    index < arguments.length ? String.valueOf(arguments[index]) : found.group());
        });
    }
}
