package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chat with the gateway's own address. */
class ChatRulesTest {
    private static final String ORCHARD = DeciderWorld.USER + "/orchard";

    private final DeciderWorld world = new DeciderWorld(Set.of());

    @Test
    @Tag("rfc2779-4.1.7")
    void aWholeLifeInWords() {
        assertThat(answer("help")).contains("register NAME PASSWORD", "unregister", "logout");
        assertThat(answer("state")).isEqualTo("You are not registered with AIM.");

        assertThat(say("Register RomeoMyRomeo I love Juliet")).isEmpty();
        assertThat(Objects.requireNonNull(world.session).password().ciphertext())
                .isEqualTo("I love Juliet");
        List<Element> sent =
                world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo")).sent();
        assertThat(words(sent.get(0))).isEqualTo("You are now registered with AIM.");
        assertThat(sent.get(1).attribute("type")).isEqualTo("subscribe");
        assertThat(world.unsettled).isEmpty();

        world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY);
        assertThat(answer("STATE")).isEqualTo("You are logged in to AIM.");
        assertThat(answer("contacts")).isEqualTo("You have no contacts on AIM.");
        world.stanza("presence", "subscribe", DeciderWorld.USER, "juliet@aim.shakespeare.lit");
        assertThat(answer("contacts")).isEqualTo("Your contacts on AIM:\nxmpp:juliet@aim.shakespeare.lit");

        assertThat(say("logout")).isNotEmpty();
        assertThat(world.session).isNull();
        assertThat(answer("login")).isEqualTo("You are being logged in to AIM.");
        assertThat(world.session).isNotNull();

        assertThat(answer("unregister")).contains("unregister yes");
        assertThat(world.record.isRegistered()).isTrue();
        assertThat(words(say("unregister yes").get(0))).isEqualTo("Your registration with AIM has ended.");
        assertThat(world.record.isRegistered()).isFalse();
        assertThat(world.session).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_CREDENTIALS, AIM does not accept this user name and password.",
        "UNREACHABLE, AIM cannot be reached at the moment.",
        "REFUSED, AIM refuses the login. (test)"
    })
    void saysWhyThereIsNoRegistration(LegacyEvent.Failure failure, String why) {
        say("register Romeo ILoveJuliet");
        List<Element> sent = world.lose(failure).sent();
        assertThat(sent).hasSize(1);
        assertThat(words(sent.get(0))).isEqualTo(why);
        assertThat(world.unsettled).isEmpty();
        assertThat(world.record.isRegistered()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "register",
                "register Romeo",
                "register ! ILoveJuliet",
                "login",
                "logout",
                "contacts",
                "unregister",
                "unregister yes",
                "ILoveJuliet",
                "Register: ILoveJuliet"
            })
    void nothingComesOfTheRestAndNoPasswordGoesBack(String said) {
        assertThat(answer(said)).isNotBlank().doesNotContain("ILoveJuliet");
        assertThat(world.session).isNull();
        assertThat(world.unsettled).isEmpty();
    }

    @Test
    void whatCannotBeStoredIsSaid() {
        say("register Romeo ILoveJuliet");
        Input.FromLegacy loggedIn = new Input.FromLegacy(
                Objects.requireNonNull(world.session).session(), new LegacyEvent.LoggedIn("Romeo"));
        List<Element> sent = world.decide(new Input.StoreFailed(loggedIn)).sent();
        assertThat(words(sent.get(0))).startsWith("Nothing can be stored");
        assertThat(world.unsettled).isEmpty();
    }

    /** A login that nobody has to be online for: who asks counts as online. */
    @Test
    void logsInWhosePresenceNeverCame() {
        say("register Romeo ILoveJuliet");
        world.legacy(new LegacyEvent.LoggedIn("Romeo"));
        world.decide(new Input.TimerFired(Input.Timer.UNUSED_SESSION));
        assertThat(world.session).isNull();
        answer("login");
        world.legacy(new LegacyEvent.LoggedIn("Romeo"));
        assertThat(world.record.wanted()).containsExactly("orchard");
        world.stanza("presence", "unavailable", ORCHARD, DeciderWorld.GATEWAY);
        assertThat(world.session).isNull();
    }

    @Test
    void answersInTheSameConversationAndLanguage() {
        Element answer = world.stanza(message("normal", "fr")
                        .childText("body", "help")
                        .childText("thread", "t1")
                        .build())
                .sent()
                .get(0);
        assertThat(answer.attribute("type")).isEqualTo("normal");
        assertThat(answer.attribute("to")).isEqualTo(ORCHARD);
        assertThat(answer.attribute("from")).isEqualTo(DeciderWorld.GATEWAY);
        assertThat(answer.attribute(Element.LANG)).isEqualTo("fr");
        assertThat(answer.childText(Stanza.NAMESPACE, "thread")).isEqualTo("t1");
        assertThat(words(answer)).contains("Vous pouvez écrire");
    }

    @Test
    void doesNotAnswerWhatIsNoQuestion() {
        assertThat(world.stanza(message("headline", null)
                                .childText("body", "help")
                                .build())
                        .sent())
                .isEmpty();
        assertThat(world.stanza(message("error", null).childText("body", "help").build())
                        .sent())
                .isEmpty();
        Element composing = Element.of("http://jabber.org/protocol/chatstates", "composing");
        assertThat(world.stanza(message("chat", null).child(composing).build()).sent())
                .isEmpty();
        assertThat(world.unsettled).isEmpty();
    }

    private static Element.Builder message(String type, @Nullable String lang) {
        return Element.builder(Stanza.NAMESPACE, "message")
                .attribute("type", type)
                .attribute(Element.LANG, lang)
                .attribute("from", ORCHARD)
                .attribute("to", DeciderWorld.GATEWAY);
    }

    private List<Element> say(String body) {
        return world.stanza(message("chat", null).childText("body", body).build())
                .sent();
    }

    private String answer(String body) {
        List<Element> sent = say(body);
        assertThat(sent).hasSize(1);
        return words(sent.get(0));
    }

    private static String words(Element message) {
        assertThat(message.name()).isEqualTo("message");
        assertThat(message.attribute("type")).isNotEqualTo("error");
        return Objects.requireNonNull(message.childText(Stanza.NAMESPACE, "body"));
    }
}
