package im.gateway.protocol.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: ISUPPORT, CAP, case mappings, nicks, CTCP, formatting, SASL, server-time. */
class IrcValuesTest {
    @Test
    void isupportOfErgo() {
        Isupport isupport = Isupport.NONE
                .with(line("005 r AWAYLEN=390 CASEMAPPING=ascii LINELEN=1024 CHANTYPES=# :are supported"))
                .with(line("005 r MONITOR=100 NICKLEN=32 UTF8ONLY WHOX X :are supported"))
                .with(line("005 r -X :are supported"));
        assertThat(isupport.caseMapping()).isEqualTo(CaseMapping.ASCII);
        assertThat(isupport.monitorLimit()).isEqualTo(100);
        assertThat(isupport.nickLength()).isEqualTo(32);
        assertThat(isupport.awayLength()).isEqualTo(390);
        assertThat(isupport.lineLength()).isEqualTo(1024);
    }

    @Test
    void isupportThatIsTakenBack() {
        Isupport all = Isupport.NONE.with(
                line("005 r AWAYLEN=100 CASEMAPPING=ascii LINELEN=1024 MONITOR=100 NICKLEN=32 :are supported"));
        assertThat(all.with(line("005 r -AWAYLEN -CASEMAPPING -LINELEN -MONITOR -NICKLEN -X :are supported")))
                .isEqualTo(Isupport.NONE);
    }

    @Test
    void isupportOfASilentServer() {
        assertThat(Isupport.NONE.monitorLimit()).isZero();
        assertThat(Isupport.NONE.lineLength()).isEqualTo(512);
        assertThat(Isupport.NONE.caseMapping()).isEqualTo(CaseMapping.RFC1459);
        assertThat(Isupport.NONE.with(line("005 r MONITOR :x")).monitorLimit()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Isupport.NONE.with(line("005 r MONITOR=lots :x")).monitorLimit())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void capabilitiesOverSeveralLines() {
        CapReply first = Objects.requireNonNull(CapReply.of(line("CAP * LS * :away-notify batch")));
        CapReply last = Objects.requireNonNull(CapReply.of(line("CAP * LS :sasl=PLAIN,EXTERNAL server-time")));
        assertThat(first.more()).isTrue();
        assertThat(last.more()).isFalse();
        assertThat(last.capabilities()).containsEntry("sasl", "PLAIN,EXTERNAL").containsEntry("server-time", "");
        assertThat(CapReply.of(line("CAP * ACK sasl")))
                .isEqualTo(new CapReply("ACK", false, java.util.Map.of("sasl", "")));
        assertThat(CapReply.of(line("PING x"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ascii, Foo[1]~, foo[1]~",
        "rfc1459, Foo[1]~\\|, foo{1}^||",
        "strict-rfc1459, Foo[1]~, foo{1}~",
        "rfc1459-strict, Foo[1]~, foo{1}~",
        "precis, \u0410\u041d\u041d\u0410[, \u0430\u043d\u043d\u0430[",
        "of-the-future, A^~, a^^"
    })
    void caseMappings(String word, String name, String folded) {
        CaseMapping mapping = CaseMapping.ofWire(word);
        assertThat(mapping.fold(name)).isEqualTo(folded);
        assertThat(mapping.fold(folded)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({
        "Juliet, juliet",
        "' Foo[1] ', foo[1]",
        "\u0410\u043d\u043d\u0430, \u0430\u043d\u043d\u0430",
        "`a|_-, `a|_-"
    })
    void canonicalNicks(String typed, String canonical) {
        assertThat(Nicks.canonical(typed)).isEqualTo(canonical);
        assertThat(Nicks.canonical(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "two words",
                "1abc",
                "-a",
                "#chan",
                "a!b",
                "a@b",
                "a*",
                "a,b",
                ":a",
                "$a",
                "irc.example",
                "a\r\nQUIT",
                "a\0",
                "a\u00a0b",
                "\uD83D",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void impossibleNicks(String typed) {
        assertThat(Nicks.canonical(typed)).isNull();
    }

    @Test
    void ctcp() {
        assertThat(Ctcp.parse("\u0001ACTION waves\u0001")).isEqualTo(new Ctcp("ACTION", "waves"));
        assertThat(Ctcp.parse("\u0001action waves")).isEqualTo(new Ctcp("ACTION", "waves"));
        assertThat(Ctcp.parse("\u0001VERSION\u0001")).isEqualTo(new Ctcp("VERSION", ""));
        assertThat(Ctcp.parse("hello\u0001")).isNull();
        assertThat(new Ctcp("ACTION", "waves").wire()).isEqualTo("\u0001ACTION waves\u0001");
    }

    @ParameterizedTest
    @CsvSource({
        "'\u0002bold\u0002 and \u001dslanted\u000f', bold and slanted",
        "'\u000304red\u0003 \u00034,12on blue', red on blue",
        "'\u00031,234', 4",
        "'\u00034,five', ',five'",
        "'\u0003112', 2",
        "'\u0004ff0000red\u0004', red",
        "'\u0004ff00', ff00",
        "plain, plain"
    })
    void formattingIsStripped(String text, String plain) {
        assertThat(Formatting.strip(text)).isEqualTo(plain);
    }

    @Test
    void saslPlainInPiecesOf400() {
        assertThat(SaslPlain.lines("romeo", "secretromeo"))
                .containsExactly(IrcLine.of("AUTHENTICATE", "AHJvbWVvAHNlY3JldHJvbWVv"));
        for (int length : new int[] {290, 291, 292, 600, 1000}) {
            List<IrcLine> lines = SaslPlain.lines("romeo", "x".repeat(length));
            assertThat(lines.get(lines.size() - 1).param(0)).hasSizeLessThan(400);
            assertThat(lines.subList(0, lines.size() - 1))
                    .allMatch(line -> line.param(0).length() == 400);
            String encoded = lines.stream()
                    .map(line -> line.param(0))
                    .filter(piece -> !piece.equals("+"))
                    .collect(Collectors.joining());
            assertThat(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
                    .isEqualTo("\0romeo\0" + "x".repeat(length));
        }
    }

    @Test
    void serverTime() {
        assertThat(ServerTime.of(line("@time=2026-11-21T09:15:55.222Z PING")))
                .isEqualTo(Instant.parse("2026-11-21T09:15:55.222Z"));
        assertThat(ServerTime.of(line("@time=yesterday PING"))).isNull();
        assertThat(ServerTime.of(line("@time=2026-13-21T09:15:55.222Z PING"))).isNull();
        assertThat(ServerTime.of(line("@time=2026-02-30T09:15:55.222Z PING"))).isNull();
        assertThat(ServerTime.of(line("@time=2026-02-28T25:15:55.222Z PING"))).isNull();
        assertThat(ServerTime.of(line("PING"))).isNull();
    }

    @Test
    void sources() {
        assertThat(IrcSource.parse("irc.example").isServer()).isTrue();
        assertThat(IrcSource.parse("juliet!~j@host.example").isServer()).isFalse();
        assertThat(IrcSource.parse("juliet")).isEqualTo(new IrcSource("juliet", null, null));
    }

    @Test
    void aLineNeverPrintsItsParameters() {
        assertThat(IrcLine.of("PASS", "hunter2").toString()).isEqualTo("IrcLine[PASS/1]");
    }

    private static IrcLine line(String text) {
        return Objects.requireNonNull(IrcParser.parse(text));
    }

    /** The usual form is read without the JDK's parser, and has to give the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T09:15:55.222Z",
                "1969-12-31T23:59:59.999Z",
                "2000-02-29T00:00:00.000Z",
                "0000-01-01T00:00:00.001Z",
                "9999-12-31T23:59:59.100Z",
                "2026-11-21T24:00:00.000Z",
                "2026-11-21T09:15:55Z",
                "2026-11-21T09:15:55.222111Z",
                "2026-11-21T09:15:55.222+01:00"
            })
    void serverTimeIsAsTheJdkReadsIt(String text) {
        assertThat(ServerTime.of(line("@time=" + text + " PING"))).isEqualTo(Instant.parse(text));
    }

    @Test
    void onlyAsciiDigitsAreANumberAndNoMoreThanFit() {
        assertThat(Digits.isAll("0", 1)).isTrue();
        assertThat(Digits.isAll("9999999999", 10)).isTrue();
        for (String other : new String[] {"", "10", "-1", "+1", " 1", "a", "\u0661"}) {
            assertThat(Digits.isAll(other, 1)).as(other).isFalse();
        }
    }
}
