package im.gateway.loadtest.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import im.gateway.loadtest.run.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One or several results as one page of HTML with everything in it: the data, the charting library (Chart.js, from its jar) and the script
 * that hands the one to the other.
 */
public final class Report {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z_]+)}");

    /** The library's jar says its version here, and has it in the paths of its files. */
    private static final String CHART_PROPERTIES = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    /** Where a debugger would look for the library's sources: a reference to another file. */
    private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");

    private Report() {}

    /**
     * The text of the page.
     *
     * @param results one, or several that are compared
     */
    public static String of(List<Result> results) {
        String version = chartVersion();
        Map<String, String> values = Map.of(
                "title",
                results.stream().map(Result::scenario).map(Report::escaped).collect(Collectors.joining(", ")),
                "style",
                resource("report.css"),
                "data",
                data(results),
                "chart_version",
                version,
                "chart",
                SOURCE_MAP
                        .matcher(resource("/META-INF/resources/webjars/chart.js/" + version + "/dist/chart.umd.min.js"))
                        .replaceAll(""),
                "script",
                resource("report.js"));
        return PLACE.matcher(resource("report.html"))
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    /** JSON in a script element: a text in it must not be able to end the element (HTML, 13.1.2). */
    private static String data(List<Result> results) {
        try {
            return JSON.writeValueAsString(results).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result that was read cannot be written", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String chartVersion() {
        Properties properties = new Properties();
        try (InputStream in = open(CHART_PROPERTIES)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static String resource(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = Report.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("no resource " + name + " (expected: in this program or its libraries)");
        }
        return in;
    }
}
