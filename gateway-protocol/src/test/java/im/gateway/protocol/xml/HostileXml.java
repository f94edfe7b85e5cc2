package im.gateway.protocol.xml;

import static im.gateway.protocol.xml.Samples.HEADER;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What no honest peer sends, and the stream error that it has to end in (RFC 6120 sections 4.9.3 and 11). */
final class HostileXml {
    private static final String STREAM =
            "<stream:stream xmlns='jabber:component:accept'" + " xmlns:stream='http://etherx.jabber.org/streams'>";

    private HostileXml() {}

    static Stream<Arguments> samples() {
        return Stream.of(restricted(), encodings(), malformed(), wrongRoots()).flatMap(s -> s);
    }

    private static Stream<Arguments> restricted() {
        return Stream.of(
                Arguments.of(HEADER + "<!-- x --><a/>", "opened RESTRICTED_XML"),
                Arguments.of(HEADER + "<a>t<!-- x --></a>", "opened RESTRICTED_XML"),
                Arguments.of(HEADER + "<a><!-- - -- --></a>", "opened RESTRICTED_XML"),
                Arguments.of("<!-- before --> " + STREAM, "RESTRICTED_XML"),
                Arguments.of(HEADER + "<?php x?><a/>", "opened RESTRICTED_XML"),
                Arguments.of(HEADER + "<a><?php?></a>", "opened RESTRICTED_XML"),
                Arguments.of("<?xml version='1.0'?><?xml-stylesheet href='x'?>" + STREAM, "RESTRICTED_XML"),
                Arguments.of("<!DOCTYPE stream>" + STREAM, "RESTRICTED_XML"),
                Arguments.of("<!DOCTYPE s SYSTEM 'http://127.0.0.1/x.dtd'>" + STREAM, "RESTRICTED_XML"),
                Arguments.of(
                        "<?xml version='1.0'?>\n<!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY lol1 '&lol;&lol;&lol;'>"
                                + "<!ENTITY lol2 '&lol1;&lol1;&lol1;'>]>" + STREAM + "<a>&lol2;</a>",
                        "RESTRICTED_XML"),
                Arguments.of(HEADER + "<a>&lol;</a>", "opened RESTRICTED_XML"),
                Arguments.of(HEADER + "<a b='&lol;'/>", "opened RESTRICTED_XML"),
                Arguments.of(HEADER + "<a xmlns='&lol;'/>", "opened RESTRICTED_XML"));
    }

    private static Stream<Arguments> encodings() {
        return Stream.of("ISO-8859-1", "US-ASCII", "UTF-16", "UTF-7", "utf8", "x")
                .map(e -> Arguments.of("<?xml version='1.0' encoding='" + e + "'?>" + STREAM, "UNSUPPORTED_ENCODING"));
    }

    private static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("GET / HTTP/1.1\r\n", "NOT_WELL_FORMED"),
                Arguments.of("\uFEFF" + STREAM, "NOT_WELL_FORMED"),
                Arguments.of("<?xml version='1.1'?>" + STREAM, "NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a></b>  <c/>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a><b></a></b>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a b='1' b='2'/>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a b=1/>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a b='<'/>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<x:a/>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a x:b='c'/>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a>&#0;</a>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a>&#xD800;</a>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a>&#x110000;</a>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a b='&#1;'/>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a>\u0001</a>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<a>\uFFFF</a>", "opened NOT_WELL_FORMED"),
                Arguments.of(HEADER + "<1/>", "opened NOT_WELL_FORMED"),
                Arguments.of(
                        HEADER + "<a/><!DOCTYPE a>", "opened <a xmlns='jabber:component:accept'/> NOT_WELL_FORMED"),
                Arguments.of(HEADER + "text<a/>", "opened BAD_FORMAT"),
                Arguments.of(HEADER + " <![CDATA[x]]><a/>", "opened BAD_FORMAT"));
    }

    private static Stream<Arguments> wrongRoots() {
        return Stream.of(
                Arguments.of("<stream xmlns='jabber:component:accept'>", "INVALID_NAMESPACE"),
                Arguments.of("<stream>", "INVALID_NAMESPACE"),
                Arguments.of("<s:stream xmlns:s='http://etherx.jabber.org/Streams'>", "INVALID_NAMESPACE"),
                Arguments.of("<s:streams xmlns:s='http://etherx.jabber.org/streams'>", "BAD_FORMAT"));
    }
}
