package im.gateway.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.gateway.loadtest.run.Result;
import im.gateway.loadtest.run.ResultFile;
import im.gateway.loadtest.run.SampleResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"results\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void thePageRefersToNothingOutsideItself() {
        String page = Report.of(List.of(SampleResults.failover("failover")));
        for (String reference : List.of(
                "(?i)<(link|img|iframe|script)[^>]*\\s(src|href)\\s*=",
                "(?i)@import|url\\(\\s*['\"]?http|sourceMappingURL",
                "\\b(fetch|XMLHttpRequest|importScripts)\\s*\\(",
                "\\$\\{(title|style|data|chart|chart_version|script)}")) {
            // Not the page in the message of a failure: it is long.
            assertThat(Pattern.compile(reference)
                            .matcher(page)
                            .results()
                            .map(MatchResult::group)
                            .toList())
                    .isEmpty();
        }
        assertThat(page.contains("Chart.js v")).as("the library is in it").isTrue();
        assertThat(page.contains("name=\"viewport\"") && page.contains("@media print"))
                .as("for phones and paper")
                .isTrue();
    }

    /** As a browser does it: up to the first end tag. A text with one in it must not end the data. */
    @Test
    void theDataIsThereAsItWas() throws IOException {
        Result result = SampleResults.failover("failover");
        JsonNode data = new ObjectMapper().readTree(data(Report.of(List.of(result))));
        assertThat(data).hasSize(1);
        assertThat(data.get(0).get("description").asText()).isEqualTo("a </script> in a text ends nothing");
        assertThat(data.get(0).get("timeline")).hasSize(60);
        assertThat(data.get(0).get("events").get(0).get("what").asText()).isEqualTo("kill node-2");
        assertThat(data.get(0).at("/latencies/to-legacy/curve")).hasSizeGreaterThan(5);
    }

    @Test
    void severalResultsAreInOnePage() throws IOException {
        String page = Report.of(List.of(SampleResults.failover("before"), SampleResults.failover("after")));
        assertThat(new ObjectMapper().readTree(data(page))).hasSize(2);
        assertThat(page.contains("<title>before, after</title>")).isTrue();
    }

    @Test
    void aResultIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deeper/result.json");
        Result result = SampleResults.failover("failover");
        ResultFile.write(result, file);
        assertThat(ResultFile.read(file)).usingRecursiveComparison().isEqualTo(result);
    }

    @Test
    void aResultOfAnotherFormatIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("old.json");
        Files.writeString(file, "{\"format\": 1}");
        assertThatThrownBy(() -> ResultFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format: 1 (expected: " + Result.FORMAT + ")");
    }

    private static String data(String page) {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return data.group(1);
    }
}
