package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ORCHARD;
import static im.gateway.node.user.ListStories.only;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.persistence.InMemoryRegistrationTable;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.dataform.FieldType;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of XEP-0133 at the gateway, for an administrator who need not be registered, and for others (scenario 34). */
class AdminRulesTest {
    private static final String ADMIN = "http://jabber.org/protocol/admin#";

    private final DeciderWorld admin = new DeciderWorld(Set.of(), true);

    private static DeciderWorld.Step begin(DeciderWorld world, String node) {
        return step(world, node, null, null);
    }

    private static DeciderWorld.Step step(
            DeciderWorld world, String node, @Nullable String session, @Nullable DataForm form) {
        Element command = Element.builder(CommandRequest.NAMESPACE, "command")
                .attribute("node", node.equals("seal-passwords") ? node : ADMIN + node)
                .attribute("sessionid", session)
                .child(form == null ? null : form.toXml())
                .build();
        return world.stanza("iq", "set", ORCHARD, DeciderWorld.GATEWAY, command);
    }

    private static Element command(DeciderWorld.Step step) {
        return Objects.requireNonNull(only(step).child(CommandRequest.NAMESPACE, "command"));
    }

    private static DataForm form(DeciderWorld.Step step) {
        return Objects.requireNonNull(
                DataForm.parse(Objects.requireNonNull(command(step).child(DataForm.NAMESPACE, "x"))));
    }

    private DeciderWorld.Step submit(String node, Field... fields) {
        String session = command(begin(admin, node)).attribute("sessionid");
        return step(admin, node, session, new DataForm(DataForm.Type.SUBMIT, null, List.of(), List.of(fields)));
    }

    private DeciderWorld.Step found(Effect.@Nullable Registrations found) {
        return admin.decide(new Input.RegistrationsRead(admin.reads.remove(0), found));
    }

    private static Field field(String name, String... values) {
        return Field.of(name, FieldType.TEXT_SINGLE, null, List.of(values));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"get-registered-users-num", "get-online-users-num", "get-registered-users-list", "announce"})
    void othersAreForbiddenToUseThem(String node) {
        DeciderWorld romeo = new DeciderWorld(Set.of(), false);
        Element refused = only(begin(romeo, node));
        assertThat(refused.toString()).contains("<forbidden ").contains("type='auth'");
        assertThat(romeo.reads).isEmpty();
        assertThat(items(romeo)).doesNotContain(node);
        assertThat(items(admin)).contains(node);
    }

    private static String items(DeciderWorld world) {
        Element query = Element.builder("http://jabber.org/protocol/disco#items", "query")
                .attribute("node", CommandRequest.NAMESPACE)
                .build();
        return only(world.stanza("iq", "get", ORCHARD, DeciderWorld.GATEWAY, query))
                .toString();
    }

    @Test
    void countsAreReadFromTheTable() {
        assertThat(begin(admin, "get-registered-users-num").sent()).isEmpty();
        DeciderWorld.Step registered = found(new Effect.Registrations(20_000, 7, List.of(), false));
        assertThat(form(registered).value("registeredusersnum")).isEqualTo("20000");
        begin(admin, "get-online-users-num");
        DeciderWorld.Step online = found(new Effect.Registrations(20_000, 7, List.of(), false));
        assertThat(form(online).value("onlineusersnum")).isEqualTo("7");
        assertThat(command(online).attribute("status")).isEqualTo("completed");
        assertThat(admin.unsettled).isEmpty();
    }

    @Test
    void aTableThatCannotBeReadIsAnErrorThatMayPass() {
        begin(admin, "get-registered-users-num");
        assertThat(only(found(null)).toString()).contains("<internal-server-error ");
        assertThat(admin.unsettled).isEmpty();
    }

    @Test
    void theListComesInPages() {
        submit("get-registered-users-list", field("max_items", "2"), field("after", "mercutio@montague.lit"));
        assertThat(admin.reads)
                .extracting(Effect.ReadRegistrations::most, Effect.ReadRegistrations::after)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2, "mercutio@montague.lit"));
        BareJid romeo = BareJid.of("romeo@montague.lit");
        DeciderWorld.Step page = found(new Effect.Registrations(9, 0, List.of(romeo), true));
        assertThat(Objects.requireNonNull(form(page).field("registereduserjids"))
                        .values())
                .containsExactly("romeo@montague.lit");
        assertThat(command(page).toString()).contains("There are more");
    }

    @Test
    void aPageOfNothingIsABadPayload() {
        assertThat(only(submit("get-registered-users-list", field("max_items", "no")))
                        .toString())
                .contains("<bad-payload ");
        assertThat(only(submit("announce", field("announcement", " "))).toString())
                .contains("<bad-payload ");
    }

    @Test
    void anAnnouncementIsAHeadlineForEachUserWhoIsLoggedIn() {
        DeciderWorld.Step done = submit("announce", field("announcement", "Down at nine.", "Up at ten."));
        assertThat(command(done).attribute("status")).isEqualTo("completed");
        Effect.Announce announced = done.effects().stream()
                .filter(Effect.Announce.class::isInstance)
                .map(Effect.Announce.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(announced.message().attribute("type")).isEqualTo("headline");
        assertThat(announced.message().childText(im.gateway.protocol.stanza.Stanza.NAMESPACE, "body"))
                .isEqualTo("Down at nine.\nUp at ten.");
    }

    @Test
    void passwordsAreSealedAnewByTheActorsOfAllUsers() {
        DeciderWorld.Step done = begin(admin, "seal-passwords");
        assertThat(command(done).attribute("status")).isEqualTo("completed");
        assertThat(done.effects()).contains(new Effect.StartAll());
        DeciderWorld romeo = new DeciderWorld(Set.of(), false);
        DeciderWorld.Step refused = begin(romeo, "seal-passwords");
        assertThat(only(refused).toString()).contains("<forbidden ");
        assertThat(refused.effects()).doesNotContain(new Effect.StartAll());
    }

    @Test
    void aPageIsInOrderAndOnlyOfItsDomain() throws Exception {
        RegistrationTable table = new InMemoryRegistrationTable();
        for (String user : List.of("tybalt@capulet.lit", "romeo@montague.lit", "benvolio@montague.lit")) {
            table.put(new RegistrationTable.Row(new RegistrationId("aim.lit", BareJid.of(user)), user.startsWith("r")));
        }
        table.put(new RegistrationTable.Row(new RegistrationId("icq.lit", BareJid.of("paris@verona.lit")), true));
        Effect.Registrations all = read(table, "", 2);
        assertThat(all.registered()).isEqualTo(3);
        assertThat(all.wanted()).isEqualTo(1);
        assertThat(all.isCutOff()).isTrue();
        assertThat(all.page()).containsExactly(BareJid.of("benvolio@montague.lit"), BareJid.of("romeo@montague.lit"));
        Effect.Registrations rest = read(table, "romeo@montague.lit", 2);
        assertThat(rest.page()).containsExactly(BareJid.of("tybalt@capulet.lit"));
        assertThat(rest.isCutOff()).isFalse();
    }

    private static Effect.Registrations read(RegistrationTable table, String after, int most) throws Exception {
        return Registrations.read(table, "aim.lit", after, most)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }
}
