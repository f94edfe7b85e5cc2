package im.gateway.node.oscar;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand.AddContact;
import im.gateway.node.legacy.LegacyCommand.Block;
import im.gateway.node.legacy.LegacyCommand.Unblock;
import im.gateway.node.legacy.LegacyEvent.AddContactFailed;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBodies;
import im.gateway.protocol.oscar.Tlv;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is not to see the user, on the server's list; the server played word by word. */
class DenyListTest {
    private static final FeedbagItem DENY_SOME = privacy(FeedbagItem.DENY_SOME);

    private static FeedbagItem privacy(int mode) {
        return FeedbagItem.privacy(9).with(new Tlv(FeedbagItem.PRIVACY_MODE, Bytes.of(new byte[] {(byte) mode})));
    }

    /** The changes that were asked for, each answered with these codes as soon as it was; the last ones with 0. */
    private static List<Feedbag.Change> changes(OscarHarness harness, Integer... codes) throws OscarException {
        List<Feedbag.Change> changes = new ArrayList<>();
        for (int i = 0; i < harness.sent.size(); i++) {
            Snac snac = harness.sent.get(i);
            if (SnacBodies.parse(snac) instanceof Feedbag.Change change) {
                int code = changes.size() < codes.length ? codes[changes.size()] : Feedbag.Status.OK;
                changes.add(change);
                harness.answer(new Feedbag.Status(List.of(code)), snac.request());
            }
        }
        harness.sent.clear();
        return changes;
    }

    private static Feedbag.Change change(int type, FeedbagItem item) {
        return new Feedbag.Change(type, List.of(item));
    }

    @Test
    void aBlockGoesToTheDenyListWhichIsMadeToCount() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", FeedbagItem.buddy("Ty balt", 7, 1));
        harness.command(new Block("tybalt"));
        FeedbagItem mode = FeedbagItem.privacy(2)
                .with(new Tlv(FeedbagItem.PRIVACY_MODE, Bytes.of(new byte[] {FeedbagItem.DENY_SOME})));
        assertThat(changes(harness))
                .containsExactly(
                        change(Feedbag.Change.INSERT, mode),
                        change(Feedbag.Change.INSERT, FeedbagItem.deny("tybalt", 3)));
        harness.command(new Unblock("tybalt"));
        assertThat(changes(harness))
                .as("the contact himself stays on the list")
                .containsExactly(change(Feedbag.Change.DELETE, FeedbagItem.deny("tybalt", 3)));
    }

    @Test
    void aListThatLetsEverybodySeeIsMadeToDenySome() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", privacy(FeedbagItem.PERMIT_ALL));
        harness.command(new Block("tybalt"));
        assertThat(changes(harness))
                .containsExactly(
                        change(Feedbag.Change.UPDATE, DENY_SOME),
                        change(Feedbag.Change.INSERT, FeedbagItem.deny("tybalt", 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void oneThatNamesThoseWhoMaySeeStays(int mode) throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", privacy(mode));
        harness.command(new Block("tybalt"));
        assertThat(changes(harness)).containsExactly(change(Feedbag.Change.INSERT, FeedbagItem.deny("tybalt", 1)));
    }

    /** The names of those who may see the user are another client's doing: a block concerns one of them, and takes nobody else off. */
    @Test
    void whereOnlySomeMaySeeABlockTakesTheContactOffThem() throws OscarException {
        FeedbagItem permitted = FeedbagItem.permit("Ty balt", 4);
        OscarHarness harness = OscarHarness.loggedIn(
                "romeo", privacy(FeedbagItem.PERMIT_SOME), permitted, FeedbagItem.permit("juliet", 5));
        harness.command(new Block("tybalt"));
        assertThat(changes(harness))
                .containsExactly(
                        change(Feedbag.Change.INSERT, FeedbagItem.deny("tybalt", 1)),
                        change(Feedbag.Change.DELETE, permitted));
        harness.command(new Unblock("tybalt"));
        assertThat(changes(harness))
                .containsExactly(
                        change(Feedbag.Change.DELETE, FeedbagItem.deny("tybalt", 1)),
                        change(Feedbag.Change.INSERT, FeedbagItem.permit("tybalt", 1)));
        harness.command(new Unblock("juliet"));
        assertThat(changes(harness)).isEmpty();
    }

    @Test
    void whatTheListSaysAlreadyIsNotSaidAgain() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", DENY_SOME, FeedbagItem.deny("Ty Balt", 4));
        harness.command(new Block("tybalt"));
        harness.command(new Unblock("paris"));
        assertThat(changes(harness)).isEmpty();
        harness.command(new Unblock("tybalt"));
        assertThat(changes(harness)).containsExactly(change(Feedbag.Change.DELETE, FeedbagItem.deny("Ty Balt", 4)));
    }

    @Test
    void blocksAndContactsAreChangedOneAfterTheOther() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", DENY_SOME, FeedbagItem.group("Friends", 7));
        harness.command(new Block("tybalt"));
        harness.command(new AddContact("juliet"));
        harness.command(new Block("paris"));
        assertThat(harness.sent.stream().filter(snac -> snac.type() == Feedbag.Change.INSERT))
                .hasSize(1);
        assertThat(changes(harness))
                .filteredOn(change -> change.type() == Feedbag.Change.INSERT)
                .flatExtracting(Feedbag.Change::items)
                .containsExactly(
                        FeedbagItem.deny("tybalt", 1), FeedbagItem.buddy("juliet", 7, 2), FeedbagItem.deny("paris", 3));
    }

    @Test
    void oneThatTheServerRefusesIsNobodysContactAndIsAskedForAgainWhenItIsTold() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", DENY_SOME);
        harness.command(new Block("tybalt"));
        assertThat(changes(harness, Feedbag.Status.LIMIT)).hasSize(1);
        harness.command(new Block("tybalt"));
        harness.pass(Duration.ofHours(1));
        assertThat(harness.events).doesNotHaveAnyElementsOfTypes(AddContactFailed.class);
        harness.sent.clear();
        harness.command(new Block("tybalt"));
        assertThat(harness.sent).isNotEmpty();
    }
}
