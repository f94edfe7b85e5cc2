package im.gateway.protocol.xml;

import static im.gateway.protocol.xml.Samples.HEADER;
import static im.gateway.protocol.xml.Samples.said;
import static im.gateway.protocol.xml.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer may make the parser hold, and that it holds no more than that. */
class StreamLimitsTest {
    private static final StreamLimits LIMITS = new StreamLimits(10_000, 8, 16, 64, 64);

    /** Far under what the endless samples send, far over what one stanza at the limit may cost. */
    private static final long RETAINED_BYTES = 24L * 1024 * 1024;

    private static List<StreamEvent> feed(String text, int chunk) {
        StreamParser parser = new StreamParser(LIMITS);
        byte[] bytes = utf8(HEADER + text);
        List<StreamEvent> events = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += chunk) {
            events.addAll(parser.feed(bytes, at, Math.min(chunk, bytes.length - at)));
        }
        return events;
    }

    private static String times(int count, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining());
    }

    private static String stanzaOf(int bytes) {
        return "<m>" + "x".repeat(bytes - "<m></m>".length()) + "</m>";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1460, 1 << 20})
    void acceptsWhatIsJustAtTheLimit(int chunk) {
        String depth = "<d>".repeat(8) + "</d>".repeat(8);
        String attributes = "<a" + times(16, i -> " a" + i + "=''") + "/>";
        String name = "n".repeat(64);
        List<StreamEvent> events = feed(
                stanzaOf(10_000) + " \n ".repeat(20_000) + stanzaOf(10_000) + depth + attributes + "<" + name + "/>",
                chunk);
        assertThat(events).hasSize(6).noneMatch(e -> e instanceof StreamEvent.Failed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1460, 1 << 20})
    void refusesWhatIsJustOver(int chunk) {
        refused(stanzaOf(10_001) + "<a/>", "stanza size", chunk);
        refused("<m a='" + "x".repeat(10_000) + "'/>", "stanza size", chunk);
        refused("<m " + " ".repeat(10_000) + "/>", "stanza size", chunk);
        refused("<d>".repeat(9) + "</d>".repeat(9), "depth: 9", chunk);
        refused("<a" + times(17, i -> " a" + i + "=''") + "/>", "attributes: 17", chunk);
        refused("<a" + times(17, i -> " xmlns:a" + i + "='x'") + "/>", "attributes: 17", chunk);
        refused("<" + "n".repeat(65) + "/>", "name length: 65", chunk);
        refused("<a " + "n".repeat(65) + "=''/>", "name length: 65", chunk);
        refused("<a xmlns='" + "n".repeat(65) + "'/>", "name length: 65", chunk);
        refused("<a xmlns:" + "n".repeat(65) + "='x'/>", "name length: 65", chunk);
        refused("<a>" + times(65, i -> "<n" + i + "/>") + "</a>", "new names", chunk);
        refused("<a>" + "<b/>".repeat(10_000) + "</a>", "stanza size", chunk);
    }

    private static void refused(String text, String reason, int chunk) {
        List<StreamEvent> events = feed(text, chunk);
        assertThat(events).hasSize(2);
        assertThat(events.get(1)).isInstanceOfSatisfying(StreamEvent.Failed.class, failed -> {
            assertThat(failed.condition()).isEqualTo(StreamCondition.POLICY_VIOLATION);
            assertThat(failed.reason()).startsWith(reason);
        });
    }

    @Test
    void refusesAHeaderWithoutEnd() {
        StreamParser parser = new StreamParser(LIMITS);
        List<StreamEvent> events = new ArrayList<>();
        for (int i = 0; i < 10_001; i++) {
            events.addAll(parser.feed(utf8(" ")));
        }
        assertThat(said(events)).isEqualTo("POLICY_VIOLATION");
    }

    /** Each kind of stanza that never ends, a quarter of a gigabyte of it: refused at the limit, and nothing kept. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<m>|x",
                "<m a='|x",
                "<m><b>|<c/>",
                "<m>|<d>",
                "<m |a='b' ",
                "<|n",
                "<m><![CDATA[|x",
                "<m>|&#65;",
                "<!--|x",
                "<m>|\u20AC",
                "<m>|\r"
            })
    void refusesAStanzaWithoutEndAndKeepsNothing(String startAndRest) {
        int bar = startAndRest.indexOf('|');
        byte[] rest = utf8(startAndRest.substring(bar + 1).repeat(8192));
        StreamParser parser = new StreamParser(StreamLimits.DEFAULT);
        List<StreamEvent> events = new ArrayList<>(parser.feed(utf8(HEADER + startAndRest.substring(0, bar))));
        long before = retained();
        for (long fed = 0; fed < 256L * 1024 * 1024; fed += rest.length) {
            events.addAll(parser.feed(rest));
        }
        assertThat(events.get(events.size() - 1)).isInstanceOf(StreamEvent.Failed.class);
        assertThat(retained() - before).isLessThan(RETAINED_BYTES);
        assertThat(parser.feed(rest)).isEmpty();
    }

    /** What a stream may do for weeks: white space, and ever new names in stanzas that are small enough. */
    @Test
    void keepsNothingOfWhatHasPassed() {
        StreamParser parser = new StreamParser(StreamLimits.DEFAULT);
        parser.feed(utf8(HEADER));
        byte[] space = utf8(" \n".repeat(4096));
        long before = retained();
        for (int i = 0; i < 8192; i++) {
            assertThat(parser.feed(space)).isEmpty();
        }
        String padding = "x".repeat(900);
        for (int i = 0; i < 100_000; i++) {
            String name = "n" + i + padding;
            String stanza = "<" + name + " xmlns='" + name + "' xmlns:" + name + "='" + name + "' " + name + "=''/>";
            assertThat(parser.feed(utf8(stanza))).hasSize(1);
        }
        assertThat(retained() - before).isLessThan(RETAINED_BYTES);
        assertThat(said(parser.feed(utf8("</stream:stream>")))).isEqualTo("closed");
    }

    /** A start tag of names that collide in the scanner's table is refused before it has cost much. */
    @Test
    void refusesManyNamesInsideOneTag() {
        StreamParser parser = new StreamParser(StreamLimits.DEFAULT);
        parser.feed(utf8(HEADER));
        int fed = 0;
        List<StreamEvent> events = parser.feed(utf8("<a"));
        while (events.isEmpty()) {
            byte[] more = utf8(" n" + fed + "=''");
            fed += more.length;
            events = parser.feed(more);
        }
        assertThat(said(events)).isEqualTo("POLICY_VIOLATION");
        assertThat(fed).isLessThan(32 * 1024);
    }

    @Test
    void refusesLimitsThatXmppCannotLiveWith() {
        assertThatThrownBy(() -> StreamLimits.of(9_999, 64, 64)).hasMessage("stanzaBytes: 9999 (expected: >= 10000)");
        assertThatThrownBy(() -> StreamLimits.of(10_000, 0, 64)).hasMessage("depth: 0 (expected: >= 1)");
    }

    private static long retained() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
