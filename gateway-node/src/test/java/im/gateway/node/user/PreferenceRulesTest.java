package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ORCHARD;
import static im.gateway.node.user.ListStories.ROMEO;
import static im.gateway.node.user.ListStories.address;
import static im.gateway.node.user.ListStories.commands;
import static im.gateway.node.user.ListStories.only;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.persistence.Preferences;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.dataform.FieldType;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user may choose, and what follows from it. */
class PreferenceRulesTest {
    private final DeciderWorld world = new DeciderWorld(Set.of());

    @BeforeEach
    void romeoSeesJuliet() {
        ListStories.register(world);
        world.stanza("presence", "subscribe", ROMEO, address("juliet"));
        world.legacy(new LegacyEvent.ContactPresence("juliet", Presence.Show.ONLINE, null));
        world.stanza("presence", "subscribed", ROMEO, address("juliet"));
    }

    private DeciderWorld.Step say(String words) {
        return world.stanza(
                "message", "chat", ORCHARD, DeciderWorld.GATEWAY, Element.ofText(Stanza.NAMESPACE, "body", words));
    }

    private DeciderWorld.Step leave() {
        return world.stanza("presence", "unavailable", ORCHARD, DeciderWorld.GATEWAY);
    }

    private DeciderWorld.Step come() {
        return world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY);
    }

    private static String body(DeciderWorld.Step step) {
        return Objects.requireNonNull(only(step).childText(Stanza.NAMESPACE, "body"));
    }

    private DeciderWorld.Step command(@Nullable String session, @Nullable DataForm form) {
        return world.stanza(
                "iq",
                "set",
                ORCHARD,
                DeciderWorld.GATEWAY,
                Element.builder(CommandRequest.NAMESPACE, "command")
                        .attribute("node", "preferences")
                        .attribute("sessionid", session)
                        .child(form == null ? null : form.toXml())
                        .build());
    }

    private static Element commandIn(DeciderWorld.Step step) {
        return Objects.requireNonNull(only(step).child(CommandRequest.NAMESPACE, "command"));
    }

    private DeciderWorld.Step choose(Field... fields) {
        String session = commandIn(command(null, null)).attribute("sessionid");
        return command(session, new DataForm(DataForm.Type.SUBMIT, null, List.of(), List.of(fields)));
    }

    private static Field field(String name, String value) {
        return Field.of(name, FieldType.TEXT_SINGLE, null, List.of(value));
    }

    @Test
    void theFormShowsWhatHoldsAndChangesIt() {
        DataForm form = Objects.requireNonNull(DataForm.parse(
                Objects.requireNonNull(commandIn(command(null, null)).child(DataForm.NAMESPACE, "x"))));
        assertThat(form.isTrue("stay-connected")).isFalse();
        assertThat(form.isTrue("notices")).isTrue();
        assertThat(form.value("language")).isEqualTo("en");

        choose(field("stay-connected", "1"), field("notices", "0"), field("language", "fr"));
        assertThat(world.record.preferences()).isEqualTo(new Preferences(true, false, "fr"));
        assertThat(body(say("state"))).startsWith("Vous").contains("\nVous restez");
        assertThat(only(choose(field("language", "tlh"))).toString()).contains("<bad-payload ");
    }

    @Test
    void whoStaysIsAwayWithoutAResourceAndTheirServerKeepsTheirMessages() {
        say("set stay yes");
        DeciderWorld.Step left = leave();
        assertThat(commands(left)).containsExactly(new LegacyCommand.ShowPresence(Presence.Show.XA, null));
        assertThat(left.sent()).extracting(stanza -> stanza.attribute("to")).containsOnly(ORCHARD);
        assertThat(world.loggedIn).isTrue();
        assertThat(world.record.wantsSession()).isTrue();

        Element message = only(world.legacy(new LegacyEvent.MessageReceived("juliet", "O Romeo", null)));
        assertThat(message.attribute("to")).isEqualTo(ROMEO);
        assertThat(message.attribute("type")).isEqualTo("chat");

        assertThat(come().sent())
                .extracting(stanza -> stanza.attribute("from"))
                .containsExactly(DeciderWorld.GATEWAY, address("juliet"));
    }

    @Test
    void theLoginOfWhoStaysComesBackByItself() {
        say("set stay yes");
        leave();
        world.lose(LegacyEvent.Failure.UNREACHABLE);
        assertThat(world.live.login()).isInstanceOf(LoginState.Waiting.class);
        world.decide(new Input.TimerFired(Input.Timer.RETRY_LOGIN));
        assertThat(commands(world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"))))
                .contains(new LegacyCommand.ShowPresence(Presence.Show.XA, null));

        world.live = Live.INITIAL;
        world.session = null;
        world.decide(new Input.Woken());
        assertThat(world.session).as("after a failure of the node").isNotNull();
    }

    @Test
    void whoNoLongerStaysIsLoggedOutAtOnceWhereNobodyIsOnline() {
        say("set stay yes");
        leave();
        say("set stay no");
        assertThat(world.session).isNull();
        assertThat(world.record.wantsSession()).isFalse();
    }

    @Test
    void whoLogsOutByWordIsLoggedOutAlthoughTheyStay() {
        say("set stay yes");
        say("logout");
        leave();
        assertThat(world.session).isNull();
        assertThat(world.record.wantsSession()).isFalse();
    }

    @Test
    void aLoginThatIsRefusedIsNotTriedAgainWhileNobodyIsThere() {
        say("set stay yes");
        leave();
        world.lose(LegacyEvent.Failure.REPLACED);
        world.decide(new Input.TimerFired(Input.Timer.TELL_REPLACED));
        assertThat(world.record.wantsSession()).isFalse();
        come();
        assertThat(world.record.wantsSession()).isTrue();
        assertThat(world.session).isNotNull();
    }

    @Test
    void noticesAreShownToWhoWantsThem() {
        assertThat(world.legacy(new LegacyEvent.ServiceNotice("Welcome")).sent())
                .hasSize(1);
        say("set notices no");
        assertThat(world.legacy(new LegacyEvent.ServiceNotice("Welcome")).sent())
                .isEmpty();
    }

    @Test
    void whatCannotBeSetIsExplained() {
        for (String words : List.of("set", "set stay", "set stay perhaps", "set sail yes")) {
            assertThat(body(say(words))).startsWith("Please write: set stay yes");
        }
        assertThat(world.record.preferences()).isEqualTo(Preferences.DEFAULT);
    }
}
