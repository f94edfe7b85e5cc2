package im.gateway.loadtest.measure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What a node counts of itself, read as Prometheus does: text format 0.0.4 over HTTP. Thread-safe. */
public final class MetricsProbe {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final URI source;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    /** A probe of what is answered there. */
    public MetricsProbe(URI source) {
        this.source = source;
    }

    /**
     * The values now.
     *
     * @param prefix of the names that are wanted
     * @return by name with labels, {@code gateway_streams{domain="irc.example.org"}} say
     * @throws IOException when the node does not answer, or not with 200
     */
    public Map<String, Double> read(String prefix) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(source).timeout(LIMIT).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(source + " answers " + answer.statusCode() + " (expected: 200)");
            }
            return parse(answer.body(), prefix);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A line is a comment, or a name, its labels if it has any, and a value behind the last space; ours have no time behind it. */
    static Map<String, Double> parse(String text, String prefix) {
        Map<String, Double> values = new HashMap<>();
        for (String line : text.lines().toList()) {
            int space = line.lastIndexOf(' ');
            if (line.startsWith(prefix) && space > 0) {
                values.put(line.substring(0, space), number(line.substring(space + 1)));
            }
        }
        return values;
    }

    /** As the format writes it: what is not finite has words that Java has not. */
    private static double number(String word) {
        return switch (word) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(word);
        };
    }
}
