package im.gateway.protocol.jid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7622 sections 3.1 to 3.5. */
class JidTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "juliet@example.com, juliet, example.com, -",
                "juliet@example.com/foo, juliet, example.com, foo",
                "juliet@example.com/foo bar, juliet, example.com, foo bar",
                "juliet@example.com/foo@bar, juliet, example.com, foo@bar",
                "example.com, -, example.com, -",
                "example.com/a@b/c, -, example.com, a@b/c",
                "foo\\20bar@example.com, foo\\20bar, example.com, -",
                "fussball@example.com, fussball, example.com, -",
                "fu\u00DFball@example.com, fu\u00DFball, example.com, -",
                "\u03C0@example.com, \u03C0, example.com, -",
                "\u03A3@example.com/foo, \u03C3, example.com, foo",
                "\u03C3@example.com/foo, \u03C3, example.com, foo",
                "\u03C2@example.com/foo, \u03C2, example.com, foo",
                "king@example.com/\u265A, king, example.com, \u265A",
                "Juliet@Example.COM/Balcony, juliet, example.com, Balcony",
                "juliet@example.com., juliet, example.com, -",
                "a+b=c*d{e}[f]|~^`$#!?%@example.com, a+b=c*d{e}[f]|~^`$#!?%, example.com, -",
                "juliet@xn--mnchen-3ya.de, juliet, m\u00FCnchen.de, -",
                "juliet@M\u00DCNCHEN.de, juliet, m\u00FCnchen.de, -",
                "juliet@127.0.0.1/r, juliet, 127.0.0.1, r",
                "juliet@[2001:DB8::1]/r, juliet, [2001:db8::1], r",
            })
    void readsItsParts(String text, String local, String domain, String resource) {
        Jid jid = Jid.parse(text);
        assertThat(jid).isNotNull();
        assertThat(jid.local()).isEqualTo(local);
        assertThat(jid.domain()).isEqualTo(domain);
        assertThat(jid.resource()).isEqualTo(resource);
    }

    /** The counterexamples of RFC 7622 section 3.5, table 2, and others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@example.com",
                "/resource",
                "user@/resource",
                "juliet@",
                "juliet@example.com/",
                "\"juliet\"@example.com",
                "foo bar@example.com",
                " juliet@example.com",
                "@example.com/",
                "henry\u2163@example.com",
                "\u265A@example.com",
                "a@b@c",
                "a&b@example.com",
                "a'b@example.com",
                "a:b@example.com",
                "a<b@example.com",
                "a>b@example.com",
                "a@exa mple.com",
                "a@.example.com",
                "a@example..com",
                "a@-example.com",
                "a@example-.com",
                "a@example.com/\u0007",
                "\uD83D\uDE00@example.com",
                "a@[::1",
                "a@[::1]x",
                "\uD800@example.com",
            })
    void refusesWhatIsMalformed(String text) {
        assertThat(Jid.parse(text)).isNull();
        assertThatThrownBy(() -> Jid.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partsHave1023BytesAtMost() {
        assertThat(Jid.parse("a".repeat(1023) + "@example.com")).isNotNull();
        assertThat(Jid.parse("a".repeat(1024) + "@example.com")).isNull();
        assertThat(Jid.parse("example.com/" + "\u00E9".repeat(511))).isNotNull();
        assertThat(Jid.parse("example.com/" + "\u00E9".repeat(512))).isNull();
    }

    @Test
    void normalisationIsIdempotent() {
        for (String text : new String[] {"E\u0301dith@Example.com/E\u0301", "\u0130@a/b", "\u1E9E@a"}) {
            String once = Jid.of(text).toString();
            assertThat(Jid.of(once)).hasToString(once);
        }
    }

    @Test
    void equalityIsThatOfTheNormalForm() {
        Jid jid = Jid.of("Juliet@example.com/Balcony");
        assertThat(jid)
                .isEqualTo(Jid.of("juliet@EXAMPLE.com/Balcony"))
                .hasSameHashCodeAs(Jid.of("juliet@EXAMPLE.com/Balcony"));
        assertThat(jid).isNotEqualTo(Jid.of("juliet@example.com/balcony"));
        assertThat(jid).isNotEqualTo(Jid.of("juliet@example.com"));
        assertThat(jid).hasToString("juliet@example.com/Balcony");
    }

    @Test
    void bareAddressesAreATypeOfTheirOwn() {
        BareJid bare = Jid.of("juliet@example.com/balcony").bare();
        assertThat(bare).isEqualTo(BareJid.of("juliet@example.com")).hasToString("juliet@example.com");
        assertThat(bare.asJid()).isEqualTo(Jid.of("juliet@example.com"));
        assertThat(bare.withResource("x")).isEqualTo(Jid.of("juliet@example.com/x"));
        assertThat(BareJid.of("example.com").local()).isNull();
        assertThatThrownBy(() -> BareJid.of("juliet@example.com/x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without resource");
    }

    @Test
    void bareAddressesAreEqualWhereBothPartsAre() {
        BareJid juliet = BareJid.of("juliet@example.com");
        assertThat(juliet)
                .isEqualTo(BareJid.of("juliet@example.com"))
                .hasSameHashCodeAs(BareJid.of("juliet@example.com"));
        assertThat(juliet)
                .isNotEqualTo(BareJid.of("romeo@example.com"))
                .isNotEqualTo(BareJid.of("juliet@example.org"))
                .isNotEqualTo(BareJid.of("example.com"))
                .isNotEqualTo(juliet.asJid())
                .isNotEqualTo(null);
        assertThat(BareJid.of("example.com"))
                .isEqualTo(BareJid.of("example.com"))
                .isNotEqualTo(juliet);
    }
}
