package im.gateway.protocol.xml;

import static im.gateway.protocol.xml.Samples.HEADER;
import static im.gateway.protocol.xml.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written can be read, and says the same; what cannot be said in XML 1.0 is never written. */
class XmlWriterTest {
    private static final String NAMESPACE = "jabber:component:accept";
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "'",
        "\"",
        "<",
        ">",
        "&",
        "]]>",
        "&amp;",
        "\u00e9",
        "\u20ac",
        "\ud83d\ude00",
        "\ufffd",
        "\u0085",
        "\u2028",
        "x".repeat(5000)
    };
    private static final String[] NAMES = {"a", "body", "_x", "x-1.y", "\u00e9t\u00e9", "xmlish"};
    private static final String[] NAMESPACES = {NAMESPACE, "", "jabber:x:data", "urn:'<&>\""};
    private static final String[] ATTRIBUTES = {
        "id", "xml:lang", "{urn:x}id", "{urn:y}id", "{http://www.w3.org/XML/1998/namespace}space", "to"
    };

    private static Element readBack(Element element) {
        List<StreamEvent> events = Samples.whole(utf8(
                HEADER + new String(XmlWriter.toBytes(element, NAMESPACE), java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(events).hasSize(2);
        return ((StreamEvent.StanzaRead) events.get(1)).element();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261121})
    void whatIsWrittenReadsAsTheSame(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Element element = element(random, 0);
            assertThat(readBack(element)).as("seed %d, round %d", seed, round).isEqualTo(element);
        }
    }

    private static Element element(Random random, int depth) {
        Element.Builder builder = Element.builder(pick(random, NAMESPACES), pick(random, NAMES));
        for (int i = random.nextInt(4); i > 0; i--) {
            builder.attribute(pick(random, ATTRIBUTES), pick(random, TEXTS) + pick(random, TEXTS));
        }
        boolean afterText = false;
        for (int i = random.nextInt(4); i > 0; i--) {
            // Adjacent texts are one text to a reader.
            if (afterText || (random.nextBoolean() && depth < 5)) {
                builder.child(element(random, depth + 1));
                afterText = false;
            } else {
                builder.text(pick(random, TEXTS) + pick(random, TEXTS) + "t");
                afterText = true;
            }
        }
        return builder.build();
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }

    /** XML 1.0 section 2.2: every char that is not allowed, alone, in text and in an attribute. */
    @Test
    void replacesWhatXmlForbids() {
        for (int c = 0; c <= 0xFFFF; c++) {
            boolean allowed =
                    c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE);
            if (allowed && c > 0x100 && c < 0xFF00) {
                continue;
            }
            String text = "a" + (char) c + "b";
            Element element = Element.builder(NAMESPACE, "m")
                    .attribute("id", text)
                    .text(text)
                    .build();
            String expected = allowed ? text : "a\ufffdb";
            Element read = readBack(element);
            assertThat(read.text()).as("U+%04X", c).isEqualTo(expected);
            assertThat(read.attribute("id")).as("U+%04X", c).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"\ud83d, \ufffd", "\ude00\ud83d, \ufffd\ufffd", "\ud83d\ud83d\ude00, \ufffd\ud83d\ude00"})
    void replacesHalfPairs(String text, String expected) {
        assertThat(readBack(Element.ofText(NAMESPACE, "m", text)).text()).isEqualTo(expected);
    }

    @Test
    void declaresANamespaceOnlyWhereItChanges() {
        Element query =
                Element.builder("jabber:iq:register", "query").child("username").build();
        Element iq = Element.builder(NAMESPACE, "iq")
                .attribute("type", "get")
                .child(query)
                .build();
        assertThat(new String(XmlWriter.toBytes(iq, NAMESPACE), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("<iq type='get'><query xmlns='jabber:iq:register'><username/></query></iq>");
        assertThat(XmlWriter.toXml(iq)).startsWith("<iq xmlns='jabber:component:accept' type='get'>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a><b", "1", "-a", "a:b", "a/", "a'", "\u0001", "\ud83d", "a\u00d7", "{x}a"})
    void aNameThatIsNoNameIsRefusedWhereAnElementIsMade(String name) {
        assertThatThrownBy(() -> Element.of(NAMESPACE, name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Element.ofText(NAMESPACE, name, "x")).isInstanceOf(IllegalArgumentException.class);
        Element.Builder good = Element.builder(NAMESPACE, "a");
        assertThatThrownBy(() -> Element.builder(NAMESPACE, name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> good.child(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> good.childText(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a='x' b",
                "xmlns",
                "xmlns:a",
                "a:b",
                "{}a",
                "{x}",
                "{x}a b",
                "{x",
                "{http://www.w3.org/2000/xmlns/}a"
            })
    void anAttributeThatIsNoNameIsRefused(String name) {
        Element.Builder builder = Element.builder(NAMESPACE, "a");
        assertThatThrownBy(() -> builder.attribute(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
