package im.gateway.node.oscar;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand.ChangeContact;
import im.gateway.node.legacy.LegacyEvent.ContactChanged;
import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBodies;
import im.gateway.protocol.oscar.Tlv;
import im.gateway.protocol.stanza.StanzaCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and groups of the server's list, the server played word by word. */
class ContactChangesTest {
    private static final FeedbagItem FRIENDS = FeedbagItem.group("Friends", 7);
    private static final FeedbagItem FAMILY = FeedbagItem.group("Family", 8);
    private static final Set<Integer> CHANGES =
            Set.of(Feedbag.Change.INSERT, Feedbag.Change.UPDATE, Feedbag.Change.DELETE);

    private static FeedbagItem buddy(String name, int group, int id, @Nullable String alias) {
        FeedbagItem item = FeedbagItem.buddy(name, group, id);
        return alias == null ? item : item.with(new Tlv(FeedbagItem.ALIAS, alias));
    }

    /** The server does what is asked until nothing more is; returns what was asked of contacts, without the order of the groups. */
    private static List<Feedbag.Change> serve(OscarHarness harness) throws OscarException {
        List<Feedbag.Change> asked = new ArrayList<>();
        while (!harness.sent.isEmpty()) {
            List<Snac> sent = List.copyOf(harness.sent);
            harness.sent.clear();
            for (Snac snac : sent) {
                if (CHANGES.contains(snac.type())) {
                    Feedbag.Change change = (Feedbag.Change) SnacBodies.parse(snac);
                    if (change.items().stream().anyMatch(item -> item.kind() == FeedbagItem.BUDDY)) {
                        asked.add(change);
                    }
                    harness.answer(
                            new Feedbag.Status(
                                    change.items().stream().map(item -> 0).toList()),
                            snac.request());
                }
            }
        }
        return asked;
    }

    private static Feedbag.Change change(int type, FeedbagItem... items) {
        return new Feedbag.Change(type, List.of(items));
    }

    @Test
    void aNewNameIsAChangeOfTheItemAndNothingElse() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", FRIENDS, buddy("Juliet C", 7, 1, null));
        harness.command(new ChangeContact(5, "julietc", "Jule", List.of()));
        assertThat(serve(harness)).containsExactly(change(Feedbag.Change.UPDATE, buddy("Juliet C", 7, 1, "Jule")));
        assertThat(harness.events)
                .containsExactly(
                        new ContactList(List.of(new ContactList.Entry("julietc", "Jule", List.of("Friends")))),
                        new ContactChanged(5, "julietc", null, null));
    }

    @Test
    void whoMovesIsPutThereBeforeTheyAreTakenAwayWithAllThatIsKnownOfThem() throws OscarException {
        FeedbagItem waiting = buddy("2000002", 7, 1, "Jule").with(Tlv.empty(FeedbagItem.PENDING));
        OscarHarness harness = OscarHarness.loggedIn("1000001", FRIENDS, FAMILY, waiting);
        harness.command(new ChangeContact(1, "2000002", "Jule", List.of("Verona", "Family")));
        FeedbagItem verona = FeedbagItem.group("Verona", 1);
        assertThat(serve(harness))
                .as("ICQ's users are in one group")
                .containsExactly(
                        change(
                                Feedbag.Change.INSERT,
                                verona,
                                new FeedbagItem("2000002", 1, 2, FeedbagItem.BUDDY, waiting.attributes())),
                        change(Feedbag.Change.DELETE, waiting));
        harness.events.clear();
        harness.command(new ChangeContact(2, "2000002", "Jule", List.of("Family", "Verona")));
        assertThat(serve(harness)).as("the contact is in one of them").isEmpty();
        assertThat(harness.events).containsExactly(new ContactChanged(2, "2000002", null, null));
    }

    @Test
    void anAimContactMayBeInSeveralGroups() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn(
                "romeo", FRIENDS, FAMILY, buddy("juliet", 7, 1, "Jule"), buddy("juliet", 8, 2, "Jule"));
        harness.command(new ChangeContact(1, "juliet", null, List.of("Family", "Verona")));
        assertThat(serve(harness))
                .containsExactly(
                        change(Feedbag.Change.INSERT, FeedbagItem.group("Verona", 1), buddy("juliet", 1, 3, null)),
                        change(Feedbag.Change.UPDATE, buddy("juliet", 8, 2, null)),
                        change(Feedbag.Change.DELETE, buddy("juliet", 7, 1, "Jule")));
        assertThat(harness.events)
                .startsWith(
                        new ContactList(List.of(new ContactList.Entry("juliet", null, List.of("Verona", "Family")))));
    }

    @ParameterizedTest
    @CsvSource({"12,RESOURCE_CONSTRAINT", "10,ITEM_NOT_FOUND", "14,UNDEFINED_CONDITION"})
    void aMoveThatIsRefusedLeavesTheContactWhereTheyWere(int code, StanzaCondition error) throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", FRIENDS, FAMILY, buddy("juliet", 7, 1, null));
        harness.command(new ChangeContact(1, "juliet", null, List.of("Family")));
        harness.answer(
                new Feedbag.Status(List.of(code)),
                harness.last(Feedbag.Change.INSERT).request());
        assertThat(harness.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        ContactChanged.class,
                        changed -> assertThat(changed.error()).isEqualTo(error));
        assertThat(harness.sent).noneMatch(snac -> snac.type() == Feedbag.Change.DELETE);
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForAndTheNextChangeIsMade() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", FRIENDS, buddy("juliet", 7, 1, null));
        harness.command(new ChangeContact(1, "juliet", "one", List.of()));
        harness.command(new ChangeContact(2, "juliet", "two", List.of()));
        harness.pass(Duration.ofSeconds(30));
        assertThat(harness.events).singleElement().isInstanceOfSatisfying(ContactChanged.class, changed -> {
            assertThat(changed.number()).isEqualTo(1);
            assertThat(changed.error()).isEqualTo(StanzaCondition.INTERNAL_SERVER_ERROR);
        });
        assertThat(harness.lastBody(Feedbag.Change.UPDATE))
                .isEqualTo(change(Feedbag.Change.UPDATE, buddy("juliet", 7, 1, "two")));
    }
}
