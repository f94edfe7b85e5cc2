package im.gateway.protocol.xml;

import static im.gateway.protocol.xml.Samples.HEADER;
import static im.gateway.protocol.xml.Samples.said;
import static im.gateway.protocol.xml.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6120 sections 4 and 11: what well-behaved and less well-behaved peers send, at every cut. */
class StreamParserTest {
    private static final String OTHER_PREFIX =
            "<s:stream xmlns:s='http://etherx.jabber.org/streams' xmlns='jabber:component:accept' id='1'>";

    static Stream<Arguments> wellBehaved() {
        return Stream.of(
                Arguments.of(HEADER, "opened"),
                Arguments.of(HEADER + "</stream:stream>", "opened closed"),
                Arguments.of(HEADER + " \n\r\n\t </stream:stream>   <ignored", "opened closed"),
                Arguments.of(OTHER_PREFIX + "<a/></s:stream>", "opened <a xmlns='jabber:component:accept'/> closed"),
                Arguments.of(
                        "<stream xmlns='http://etherx.jabber.org/streams'><x:a xmlns:x='y'/></stream>",
                        "opened <a xmlns='y'/> closed"),
                Arguments.of(
                        HEADER
                                + "<message to='a@b'><body>one &amp; two &#x1F600; \u20AC \uD83D\uDE00 é</body></message>",
                        "opened <message xmlns='jabber:component:accept' to='a@b'><body>one &amp; two \uD83D\uDE00"
                                + " \u20AC \uD83D\uDE00 é</body></message>"),
                Arguments.of(
                        HEADER + "<message><body>a<![CDATA[<b> ]] & ]]>c</body></message>\n",
                        "opened <message xmlns='jabber:component:accept'><body>a&lt;b&gt; ]] &amp; c</body></message>"),
                Arguments.of(
                        HEADER
                                + "<presence\n  from = \"a'b\"\r\n xml:lang='de' x:y='z' xmlns:x='urn:x' >\r\n</presence >",
                        "opened <presence xmlns='jabber:component:accept' from='a&apos;b' xml:lang='de'"
                                + " xmlns:a2='urn:x' a2:y='z'>\n</presence>"),
                Arguments.of(
                        HEADER + "<iq type='get'><query xmlns='jabber:iq:register'><x xmlns='jabber:x:data'/>"
                                + "<username/></query></iq><iq/>",
                        "opened <iq xmlns='jabber:component:accept' type='get'><query xmlns='jabber:iq:register'>"
                                + "<x xmlns='jabber:x:data'/><username/></query></iq>"
                                + " <iq xmlns='jabber:component:accept'/>"),
                Arguments.of(
                        HEADER + "<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>",
                        "opened <error xmlns='http://etherx.jabber.org/streams'>"
                                + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></error>"),
                Arguments.of(
                        HEADER + "<a>]]></a><a>x]]>y</a>",
                        "opened <a xmlns='jabber:component:accept'>]]&gt;</a>"
                                + " <a xmlns='jabber:component:accept'>x]]&gt;y</a>"),
                Arguments.of(
                        HEADER + "<m t='&lt;&#10;&quot;'>&#13;]]&gt;</m>",
                        "opened <m xmlns='jabber:component:accept' t='&lt;&#10;\"'>&#13;]]&gt;</m>"));
    }

    @ParameterizedTest
    @MethodSource({"wellBehaved", "im.gateway.protocol.xml.HostileXml#samples"})
    void saysTheSameAtEveryCut(String sample, String expected) {
        byte[] bytes = utf8(sample);
        List<StreamEvent> whole = Samples.whole(bytes);
        assertThat(said(whole)).isEqualTo(expected);
        assertThat(said(Samples.byteByByte(bytes))).as("byte by byte").isEqualTo(expected);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(said(Samples.cutAt(bytes, cut))).as("cut at " + cut).isEqualTo(expected);
        }
    }

    @Test
    void tellsTheHeader() {
        assertThat(Samples.whole(utf8(HEADER)))
                .containsExactly(new StreamEvent.Opened(
                        new StreamHeader("jabber:component:accept", "3BF96D32", "irc.example.org", null, null)));
    }

    @Test
    void readsTheHeaderThatItWrites() {
        StreamHeader header = new StreamHeader("jabber:client", "a'<&", "b", "c\n", "1.0");
        assertThat(Samples.whole(utf8(header.toXml()))).containsExactly(new StreamEvent.Opened(header));
    }

    @Test
    void acceptsNothingAfterTheEnd() {
        StreamParser closed = new StreamParser(StreamLimits.DEFAULT);
        closed.feed(utf8(HEADER + "</stream:stream>"));
        assertThat(closed.feed(utf8("<message/>"))).isEmpty();
        StreamParser failed = new StreamParser(StreamLimits.DEFAULT);
        failed.feed(utf8(HEADER + "<!-- -->"));
        assertThat(failed.feed(utf8("<message/>"))).isEmpty();
    }

    @Test
    void readsBuffersOfBothKinds() {
        byte[] bytes = utf8(HEADER + "<message><body>" + "ä".repeat(20_000) + "</body></message>");
        List<StreamEvent> expected = Samples.whole(bytes);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 7);
        direct.position(7);
        direct.put(bytes).position(7);
        assertThat(new StreamParser(StreamLimits.DEFAULT).feed(direct)).isEqualTo(expected);
        assertThat(direct.hasRemaining()).isFalse();
        assertThat(new StreamParser(StreamLimits.DEFAULT).feed(ByteBuffer.wrap(bytes)))
                .isEqualTo(expected);
    }

    /** A peer that uses ever new names makes the parser begin a new table; nobody must notice. */
    @Test
    void readsOnAcrossNewTablesOfNames() {
        StreamParser parser = new StreamParser(StreamLimits.DEFAULT);
        parser.feed(utf8(OTHER_PREFIX));
        for (int i = 0; i < 5 * StreamLimits.NAMES; i++) {
            String name = "n" + i;
            String two = "<" + name + " a='1'/> <s:error><b" + i + "/></s:error>";
            assertThat(said(parser.feed(utf8(two))))
                    .isEqualTo("<" + name + " xmlns='jabber:component:accept' a='1'/>"
                            + " <error xmlns='http://etherx.jabber.org/streams'><b" + i
                            + " xmlns='jabber:component:accept'/></error>");
        }
        assertThat(said(parser.feed(utf8("</s:stream>")))).isEqualTo("closed");
    }
}
