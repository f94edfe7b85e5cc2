package im.gateway.protocol.jid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0100 section 6.2 and XEP-0106. */
class ContactAddressTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '#',
            delimiter = '|',
            value = {
                "juliet | juliet",
                "nurse@capulet.example | nurse\\40capulet.example",
                "foo bar | foo\\20bar",
                "[away]`x^{}~ | [away]`x^{}~",
                "Juliet | \\u{4a}uliet",
                "d'Artagnan | d\\27\\u{41}rtagnan",
                "a\\20b | a\\5c20b",
                "\\u{41} | \\5cu{41}",
                "fu\u00DFball | fu\\u{df}ball",
                "\uFF21 | \\u{ff21}",
                "ju\uD83D\uDE00 | ju\\u{1f600}",
                "\u30B8\u30E5\u30EA\u30A8\u30C3\u30C8 | \u30B8\u30E5\u30EA\u30A8\u30C3\u30C8",
                "\u0434\u0436\u0443\u043B\u044C\u0435\u0442\u0442\u0430 | \u0434\u0436\u0443\u043B\u044C\u0435\u0442\u0442\u0430",
                "\u5D07\u62DC | \u5D07\u62DC",
                "h\u00E9lo\u00EFse | h\u00E9lo\u00EFse",
                "he\u0301lo | he\\u{301}lo",
            })
    void hasAnAddressThatCanBeRead(String name, String local) {
        assertThat(ContactAddress.localpart(name)).isEqualTo(local);
        assertThat(ContactAddress.name(local)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                " a",
                "a ",
                "a  b",
                "\t",
                "\n",
                "\u0000",
                "\u007F",
                "\u00A0",
                "\u200B",
                "\uFEFF",
                "\\",
                "\\\\",
                "\\u{",
                "\\u{}",
                "\\u{41",
                "A",
                "AA",
                "aA",
                "\\A",
                "\\U{41}",
                "\\2F",
                "\u00DF",
                "\u1E9E",
                "\u03C2",
                "\u0130",
                "\u0131",
                "\u2168",
                "\uFB01",
                "\u3002",
                "\u00B7",
                "l\u00B7l",
                "\u0640",
                "\u0660",
                "\u0301",
                "\u05E9\u05DC\u05D5\u05DD",
                "\u05E9\u05DC\u05D5\u05DD1",
                "a\u05E9",
                "\u05E9a",
                "\u0645\u0631\u062D\u0628\u0627",
                "\u0939\u093F\u0902\u0926\u0940",
                "\uD800",
                "\uDC00",
                "\uDC00\uD800",
                "\uD83D\uDE00\uD83D\uDE00",
                "\uD7FF",
                "\uFFFD",
                "\uFFFF",
                "\uDBFF\uDFFF",
                "@",
                "user@host/x"
            })
    void everyNameComesBackThroughAServer(String name) {
        String local = ContactAddress.localpart(name);
        assertThat(local).isNotNull();
        Jid address = Jid.parse(local + "@irc.example");
        assertThat(address).as("a well-formed address: %s", local).isNotNull();
        assertThat(address.local()).as("normalised by PRECIS").isEqualTo(local);
        assertThat(ContactAddress.legacyName(address)).isEqualTo(name);
        assertThat(ContactAddress.of(name, "irc.example")).isEqualTo(address);
    }

    @Test
    void namesThatDifferOnlyByCaseOrByNormalisationHaveDifferentAddresses() {
        Map<String, String> byAddress = new HashMap<>();
        for (String name : new String[] {
            "juliet",
            "Juliet",
            "JULIET",
            "\u00E9",
            "e\u0301",
            "\u00C9",
            "ss",
            "\u00DF",
            "\u1E9E",
            "a",
            "\uFF41",
            "\uFF21",
            "\u03C3",
            "\u03C2",
            "\u03A3",
            "\\u{41}",
            "A",
            "\\5cu{41}",
            "a b",
            "a\\20b",
            "i",
            "\u0131",
            "\u0130"
        }) {
            String local = ContactAddress.localpart(name);
            assertThat(local).as(name).isNotNull();
            assertThat(byAddress.put(local, name))
                    .as("the other name at %s", local)
                    .isNull();
        }
    }

    @Test
    void someNamesHaveNoAddress() {
        assertThat(ContactAddress.localpart("")).isNull();
        assertThat(ContactAddress.localpart("a".repeat(1023))).hasSize(1023);
        assertThat(ContactAddress.localpart("a".repeat(1024))).isNull();
        assertThat(ContactAddress.localpart("\u00E9".repeat(512))).isNull();
        assertThat(ContactAddress.localpart("A".repeat(200))).isNull();
        assertThat(ContactAddress.of("a".repeat(1024), "irc.example")).isNull();
        assertThat(ContactAddress.localpart("a".repeat(10_000_000))).isNull();
    }

    /** Another spelling of a name's address would be a second address for one contact. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u{61}",
                "\\u{0041}",
                "\\u{20}a\\u{20}b",
                "\\20a",
                "a\\20",
                "\\u{4A}",
                "\\u{d83d}\\u{de00}",
                "\\u{df",
                "\\5cx",
                "\\u{110000}x\\5cx"
            })
    void anAddressThatIsNotThatOfItsNameHasNoName(String local) {
        assertThat(ContactAddress.name(local)).isNull();
    }

    @Test
    void theGatewayItselfIsNoContact() {
        assertThat(ContactAddress.legacyName(Jid.of("irc.example"))).isNull();
        assertThat(ContactAddress.legacyName(Jid.of("irc.example/juliet"))).isNull();
    }

    @Test
    @Tag("xep0100-6.2-2")
    @Tag("rfc2779-3.1.2")
    void everyRandomNameComesBack() {
        long seed = 7622L;
        Random random = new Random(seed);
        int[] pool =
                "\\\\u{}04125cfAZaz @&'\u00DF\u00E9\u0301\u05D0\u05D1\u0661\u0627\u4E00\u30AB\u3099\uFF21\u1100\u1161"
                        .concat("\uD83D\uDE00")
                        .codePoints()
                        .toArray();
        for (int round = 0; round < 10_000; round++) {
            StringBuilder name = new StringBuilder();
            int length = 1 + random.nextInt(8);
            for (int i = 0; i < length; i++) {
                int any = random.nextInt(10) == 0 ? random.nextInt(0x110000) : pool[random.nextInt(pool.length)];
                name.appendCodePoint(any);
            }
            String local = ContactAddress.localpart(name.toString());
            assertThat(local).as("seed %d, round %d", seed, round).isNotNull();
            assertThat(ContactAddress.name(local))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(name.toString());
            assertThat(JidParser.isNormalLocal(local))
                    .as("seed %d, round %d: %s", seed, round, local)
                    .isTrue();
        }
    }
}
