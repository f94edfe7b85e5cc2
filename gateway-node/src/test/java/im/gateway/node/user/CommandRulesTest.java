package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import im.gateway.node.command.GatewayCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.disco.DiscoItems;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ad-hoc commands (XEP-0050), and what service discovery tells of them. */
class CommandRulesTest {
    private static final String ORCHARD = DeciderWorld.USER + "/orchard";
    private static final String PASSWORD = "ILoveJuliet";

    private final DeciderWorld world = new DeciderWorld(Set.of());

    @Test
    void registersByAForm() {
        Element asked = command(begin("register"));
        assertThat(asked.attribute("status")).isEqualTo("executing");
        assertThat(asked.child(CommandRequest.NAMESPACE, "actions")).isNotNull();
        DataForm form = form(asked);
        assertThat(Objects.requireNonNull(form.field("username")).required()).isTrue();
        assertThat(form.value("password")).isNull();

        assertThat(submit(asked, "Romeo", PASSWORD))
                .as("the service is asked first")
                .isEmpty();
        List<Element> sent = world.legacy(new LegacyEvent.LoggedIn("Romeo")).sent();
        Element done = command(sent.get(0));
        assertThat(done.attribute("status")).isEqualTo("completed");
        assertThat(done.toString()).contains("You are now registered with AIM.").doesNotContain(PASSWORD);
        assertThat(sent.get(1).attribute("type")).isEqualTo("subscribe");
        assertThat(world.record.isRegistered()).isTrue();
        assertThat(world.unsettled).isEmpty();
    }

    /** The form comes back with the reason, in the same session, until the credentials are right. */
    @Test
    void aRefusedRegistrationIsAskedForAgain() {
        Element asked = command(begin("register"));
        assertThat(note(submit(asked, "!", PASSWORD).get(0))).isEqualTo("error");
        submit(asked, "Romeo", PASSWORD);
        Element again =
                command(world.lose(LegacyEvent.Failure.BAD_CREDENTIALS).sent().get(0));
        assertThat(again.attribute("status")).isEqualTo("executing");
        assertThat(again.attribute("sessionid")).isEqualTo(asked.attribute("sessionid"));
        assertThat(again.toString()).contains("does not accept").doesNotContain(PASSWORD);
        submit(again, "Romeo", PASSWORD);
        assertThat(command(world.legacy(new LegacyEvent.LoggedIn("Romeo"))
                                .sent()
                                .get(0))
                        .attribute("status"))
                .isEqualTo("completed");
    }

    @Test
    void editsTheRegistration() {
        register();
        Element asked = command(begin("edit"));
        assertThat(form(asked).value("username")).isEqualTo("RomeoMyRomeo");
        assertThat(form(asked).value("password")).isNull();
        submit(asked, "Romeo2", PASSWORD);
        world.legacy(new LegacyEvent.LoggedIn("Romeo2"));
        assertThat(world.journal.get(world.journal.size() - 1)).isInstanceOf(UserEvent.CredentialsChanged.class);
    }

    @Test
    void unregistersAfterAQuestion() {
        register();
        Element asked = command(begin("unregister"));
        assertThat(form(asked).instructions()).hasSize(1);
        assertThat(world.record.isRegistered()).isTrue();
        List<Element> sent = step(asked, "complete", null);
        assertThat(command(sent.get(0)).attribute("status")).isEqualTo("completed");
        assertThat(sent.subList(1, 4))
                .extracting(stanza -> stanza.attribute("type"))
                .containsExactly("unsubscribe", "unsubscribed", "unavailable");
        assertThat(world.record.isRegistered()).isFalse();
    }

    @Test
    void aCommandCanBePutAway() {
        Element asked = command(begin("register"));
        assertThat(command(step(asked, "cancel", null).get(0)).attribute("status"))
                .isEqualTo("canceled");
        assertError(step(asked, "complete", null).get(0), "bad-request", "bad-sessionid");
    }

    @ParameterizedTest
    @CsvSource({"next, bad-action", "prev, bad-action", "explode, malformed-action", "complete, bad-payload"})
    void aStepThatMakesNoSenseIsABadRequest(String action, String specific) {
        Element asked = command(begin("register"));
        assertError(step(asked, action, null).get(0), "bad-request", specific);
        assertThat(submit(asked, "Romeo", PASSWORD))
                .as("the session is there still")
                .isEmpty();
        assertThat(world.session).isNotNull();
    }

    /** Scenario 34: another's session, another command's, and none at all. */
    @Test
    void aWrongSessionIdIsABadRequest() {
        register();
        Element asked = command(begin("edit"));
        Element others = asked.toBuilder().attribute("node", "unregister").build();
        assertError(step(others, "complete", null).get(0), "bad-request", "bad-sessionid");
        Element unknown = asked.toBuilder().attribute("sessionid", "x").build();
        assertError(step(unknown, "complete", null).get(0), "bad-request", "bad-sessionid");
        Element request = request(asked, "complete", null);
        Element answer = world.stanza("iq", "set", DeciderWorld.USER + "/balcony", DeciderWorld.GATEWAY, request)
                .sent()
                .get(0);
        assertError(answer, "bad-request", "bad-sessionid");
        assertThat(world.record.isRegistered()).isTrue();
    }

    /** The hash has no secret: whoever sends an id may have made it up, and damage nothing by it. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "-", "-1-1", "x-y-z", "!-1", "zzzzzzzzzzzzzzzz-1", ""})
    void aMadeUpSessionIdIsABadRequest(String stem) {
        register();
        Element asked = command(begin("edit"));
        String hash = CommandSession.hash(stem, GatewayCommand.EDIT, Objects.requireNonNull(Jid.parse(ORCHARD)));
        Element madeUp =
                asked.toBuilder().attribute("sessionid", stem + "-" + hash).build();
        assertError(step(madeUp, "complete", null).get(0), "bad-request", "bad-sessionid");
    }

    @Test
    void aSessionExpires() {
        Element asked = command(begin("register"));
        world.now = world.now.plus(CommandSession.LIFETIME).minusMillis(1);
        assertThat(submit(asked, "Romeo", PASSWORD)).isEmpty();
        world.lose(LegacyEvent.Failure.BAD_CREDENTIALS);
        world.now = world.now.plusMillis(1);
        assertError(step(asked, "complete", null).get(0), "not-allowed", "session-expired");
    }

    /** The actor may move to another node, or die, between two steps. */
    @Test
    void aSessionNeedsNoMemory() {
        Element asked = command(begin("register"));
        assertThat(world.live.isIdle()).isTrue();
        world.live = Live.INITIAL;
        submit(asked, "Romeo", PASSWORD);
        Element done = world.legacy(new LegacyEvent.LoggedIn("Romeo")).sent().get(0);
        assertThat(command(done).attribute("status")).isEqualTo("completed");
    }

    @Test
    void aSessionThatHasEndedIsGone() {
        register();
        Element asked = command(begin("unregister"));
        step(asked, "complete", null);
        register();
        assertError(step(asked, "complete", null).get(0), "bad-request", "bad-sessionid");
        assertThat(world.record.isRegistered()).isTrue();
    }

    /** Only what asks something has a second step. */
    @Test
    void whatIsDoneAtOnceHasNoFurtherStep() {
        register();
        Element state = command(begin("state"));
        assertError(submit(state, "Romeo", PASSWORD).get(0), "bad-request", "bad-sessionid");
    }

    /** A made-up id is no way around what the first step asks for. */
    @Test
    void eachStepIsForThoseWhoMayBegin() {
        register();
        Element edit = command(begin("edit"));
        step(command(begin("unregister")), "complete", null);
        assertError(submit(edit, "Romeo", PASSWORD).get(0), "registration-required", null);

        CommandSession forged = CommandSession.begin(
                GatewayCommand.ANNOUNCE, Objects.requireNonNull(Jid.parse(ORCHARD)), world.now.toEpochMilli(), 1);
        Element asked = first(GatewayCommand.ANNOUNCE.node()).toBuilder()
                .attribute("sessionid", forged.id())
                .build();
        assertError(step(asked, "complete", null).get(0), "forbidden", null);
    }

    @Test
    void logsOutAndIn() {
        register();
        online("");
        Element out = command(begin("logout"));
        assertThat(out.toString()).contains("completed", "logged out of AIM");
        assertThat(world.session).isNull();
        assertThat(world.record.wanted()).isEmpty();
        online("<away>");
        assertThat(world.session)
                .as("another presence of the same resource is no wish")
                .isNull();
        assertThat(command(begin("state")).toString()).contains("You are not logged in to AIM.");

        assertThat(command(begin("login")).toString()).contains("You are being logged in to AIM.");
        assertThat(world.session).isNotNull();
        assertThat(world.record.wanted()).containsExactly("orchard");
        world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
        assertThat(command(begin("state")).toString()).contains("You are logged in to AIM.");
    }

    @Test
    void anotherResourceEndsTheLogout() {
        register();
        online("");
        begin("logout");
        world.stanza("presence", "", DeciderWorld.USER + "/balcony", DeciderWorld.GATEWAY);
        assertThat(world.session).isNotNull();
        assertThat(world.record.wanted()).containsExactly("balcony", "orchard");
    }

    /** A login that the gateway has given up is tried again when the user says so. */
    @ParameterizedTest
    @ValueSource(strings = {"BAD_CREDENTIALS", "REPLACED", "REFUSED", "UNREACHABLE"})
    void aLoginIsTriedAgain(LegacyEvent.Failure failure) {
        register();
        online("");
        world.lose(failure);
        online("<away>");
        assertThat(world.session).isNull();
        begin("login");
        assertThat(world.session).isNotNull();
        world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
        assertThat(Objects.requireNonNull(world.record.registration()).refused())
                .isFalse();
    }

    @Test
    void sendsTheContactsAgain() {
        register();
        online("");
        assertThat(command(begin("contacts")).toString()).contains("You have no contacts on AIM.");
        world.stanza("presence", "subscribe", DeciderWorld.USER, "juliet@aim.shakespeare.lit");
        world.legacy(new LegacyEvent.ContactPresence("juliet", Presence.Show.AWAY, "tea"));
        List<Element> sent = world.stanza("iq", "set", ORCHARD, DeciderWorld.GATEWAY, first("contacts"))
                .sent();
        assertThat(form(command(sent.get(0))).field("contacts"))
                .satisfies(field -> assertThat(Objects.requireNonNull(field).values())
                        .containsExactly("juliet@aim.shakespeare.lit"));
        assertThat(sent.subList(1, sent.size()))
                .extracting(stanza -> stanza.attribute("from"), stanza -> stanza.attribute("to"))
                .containsExactly(tuple(DeciderWorld.GATEWAY, ORCHARD), tuple("juliet@aim.shakespeare.lit", ORCHARD));
    }

    @Test
    void whatNeedsARegistrationSaysSo() {
        for (String node : new String[] {"state", "login", "logout", "contacts", "preferences", "edit", "unregister"}) {
            assertError(begin(node), "registration-required", null);
        }
        assertError(begin("fly"), "item-not-found", null);
    }

    @Test
    void listsWhatMakesSense() {
        assertThat(nodes()).containsExactly("register");
        register();
        assertThat(nodes()).containsExactly("state", "logout", "contacts", "preferences", "edit", "unregister");
        online("");
        begin("logout");
        assertThat(nodes()).containsExactly("state", "login", "contacts", "preferences", "edit", "unregister");
    }

    @Test
    void theGatewaysItemsAreTheUsersContacts() {
        assertThat(items(null).items()).isEmpty();
        register();
        world.stanza("presence", "subscribe", DeciderWorld.USER, "juliet@aim.shakespeare.lit");
        world.legacy(new LegacyEvent.AuthorizationRequested("tybalt", null));
        assertThat(items(null).items())
                .extracting(item -> item.jid().toString())
                .containsExactly("juliet@aim.shakespeare.lit");
    }

    @Test
    void speaksTheLanguageOfTheUser() {
        Element german = Element.builder(Stanza.NAMESPACE, "iq")
                .attribute("type", "set")
                .attribute("id", "1")
                .attribute("from", ORCHARD)
                .attribute("to", DeciderWorld.GATEWAY)
                .attribute(Element.LANG, "de-AT")
                .child(first("register"))
                .build();
        Element asked = command(world.stanza(german).sent().get(0));
        assertThat(asked.attribute(Element.LANG)).isEqualTo("de");
        assertThat(form(asked).title()).isEqualTo("Bei AIM registrieren");
        assertThat(Objects.requireNonNull(form(asked).field("username")).label())
                .isEqualTo("Benutzername");
    }

    private void register() {
        world.stanza(
                "iq",
                "set",
                ORCHARD,
                DeciderWorld.GATEWAY,
                Element.builder("jabber:iq:register", "query")
                        .childText("username", "RomeoMyRomeo")
                        .childText("password", PASSWORD)
                        .build());
        world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
    }

    private void online(String show) {
        if (show.isEmpty()) {
            world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY);
        } else {
            Element away = Element.ofText(Stanza.NAMESPACE, "show", "away");
            world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY, away);
        }
    }

    /** Begins a command; the answer, without the presence that may come with it. */
    private Element begin(String node) {
        List<Element> sent = world.stanza("iq", "set", ORCHARD, DeciderWorld.GATEWAY, first(node))
                .sent();
        return sent.stream()
                .filter(stanza -> stanza.name().equals("iq"))
                .findFirst()
                .orElseThrow();
    }

    private static Element first(String node) {
        return Element.builder(CommandRequest.NAMESPACE, "command")
                .attribute("node", node)
                .attribute("action", "execute")
                .build();
    }

    private List<Element> submit(Element asked, String username, String password) {
        Element form = Element.builder(DataForm.NAMESPACE, "x")
                .attribute("type", "submit")
                .child(RandomAsking.field("username", username))
                .child(RandomAsking.field("password", password))
                .build();
        return step(asked, "complete", form);
    }

    private List<Element> step(Element asked, String action, @Nullable Element form) {
        return world.stanza("iq", "set", ORCHARD, DeciderWorld.GATEWAY, request(asked, action, form))
                .sent();
    }

    private static Element request(Element asked, String action, @Nullable Element form) {
        return Element.builder(CommandRequest.NAMESPACE, "command")
                .attribute("node", asked.attribute("node"))
                .attribute("sessionid", asked.attribute("sessionid"))
                .attribute("action", action)
                .child(form)
                .build();
    }

    private DiscoItems items(@Nullable String node) {
        Element query = Element.builder(DiscoItems.NAMESPACE, "query")
                .attribute("node", node)
                .build();
        Element answer = world.stanza("iq", "get", ORCHARD, DeciderWorld.GATEWAY, query)
                .sent()
                .get(0);
        return Objects.requireNonNull(DiscoItems.parse(Objects.requireNonNull(answer.firstChild())));
    }

    private List<String> nodes() {
        List<String> nodes = new ArrayList<>();
        for (DiscoItems.Item item : items(CommandRequest.NAMESPACE).items()) {
            assertThat(item.name()).contains("AIM");
            nodes.add(Objects.requireNonNull(item.node()));
        }
        return nodes;
    }

    private static Element command(Element answer) {
        assertThat(answer.attribute("type")).as(answer.toString()).isEqualTo("result");
        return Objects.requireNonNull(answer.child(CommandRequest.NAMESPACE, "command"));
    }

    private static DataForm form(Element command) {
        return Objects.requireNonNull(DataForm.parse(Objects.requireNonNull(command.child(DataForm.NAMESPACE, "x"))));
    }

    private static String note(Element answer) {
        return Objects.requireNonNull(command(answer).child(CommandRequest.NAMESPACE, "note"))
                .attribute("type", "");
    }

    private static void assertError(Element answer, String condition, @Nullable String specific) {
        assertThat(answer.attribute("type")).isEqualTo("error");
        assertThat(answer.toString()).contains("<" + condition + " ");
        if (specific != null) {
            assertThat(answer.toString()).contains("<" + specific + " xmlns='http://jabber.org/protocol/commands'");
        }
    }
}
