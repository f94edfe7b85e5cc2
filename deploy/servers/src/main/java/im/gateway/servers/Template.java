package im.gateway.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration file among this package's resources, with places {@code ${like_this}} to fill. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z_0-9]+)}");

    private Template() {}

    /** The resource's text with every place filled; a place without a value is an error of ours. */
    static String fill(String resource, Map<String, ?> values) {
        return PLACE.matcher(read(resource)).replaceAll(place -> {
            Object value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException(resource + ": no value for " + place.group());
            }
            return Matcher.quoteReplacement(value.toString());
        });
    }

    private static String read(String resource) {
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
