package im.gateway.node.oscar;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand.AddContact;
import im.gateway.node.legacy.LegacyCommand.RemoveContact;
import im.gateway.node.legacy.LegacyCommand.Watch;
import im.gateway.node.legacy.LegacyEvent.AddContactFailed;
import im.gateway.node.legacy.LegacyEvent.AddedBy;
import im.gateway.node.legacy.LegacyEvent.AuthorizationAnswered;
import im.gateway.node.legacy.LegacyEvent.AuthorizationRequested;
import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.node.legacy.LegacyEvent.ContactPresence;
import im.gateway.protocol.oscar.Authorization;
import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.IcqMessage;
import im.gateway.protocol.oscar.Locate;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Tlv;
import im.gateway.protocol.oscar.Tlvs;
import im.gateway.protocol.oscar.UserInfo;
import im.gateway.protocol.stanza.Presence.Show;
import im.gateway.protocol.stanza.StanzaCondition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contact list, its members' presence and their permission, the server played word by word. */
class OscarContactsTest {
    private static final FeedbagItem GROUP = FeedbagItem.group("Friends", 7);

    @Test
    void listsThatComeInPartsAreOneListAndDoublesAreOneContact() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn(
                "romeo",
                FeedbagItem.group("", 0),
                GROUP,
                FeedbagItem.group("Family", 8),
                FeedbagItem.buddy("Juliet C", 7, 1).with(new Tlv(FeedbagItem.ALIAS, "Jule")),
                FeedbagItem.buddy("julietc", 8, 2));
        harness.server(new Feedbag.Change(Feedbag.Change.UPDATE, List.of(FeedbagItem.buddy("nurse", 8, 3))));
        assertThat(harness.events)
                .containsExactly(new ContactList(List.of(
                        new ContactList.Entry("julietc", "Jule", List.of("Friends", "Family")),
                        new ContactList.Entry("nurse", null, List.of("Family")))));
    }

    @Test
    void anAddedContactGoesToTheFirstGroupAndTheGroupNamesIt() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", GROUP);
        harness.command(new AddContact("juliet"));
        FeedbagItem juliet = FeedbagItem.buddy("juliet", 7, 1);
        assertThat(harness.lastBody(Feedbag.Change.INSERT))
                .isEqualTo(new Feedbag.Change(Feedbag.Change.INSERT, List.of(juliet)));
        harness.answer(
                new Feedbag.Status(List.of(0)),
                harness.last(Feedbag.Change.INSERT).request());
        FeedbagItem ordered = GROUP.with(Tlv.u16(FeedbagItem.ORDER, 1));
        assertThat(harness.lastBody(Feedbag.Change.UPDATE))
                .isEqualTo(new Feedbag.Change(Feedbag.Change.UPDATE, List.of(ordered)));
        harness.command(new RemoveContact("juliet"));
        assertThat(harness.lastBody(Feedbag.Change.DELETE))
                .isEqualTo(new Feedbag.Change(Feedbag.Change.DELETE, List.of(juliet)));
    }

    @Test
    void aListWithoutGroupsGetsOne() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo");
        harness.command(new AddContact("juliet"));
        harness.command(new AddContact("nurse"));
        Feedbag.Change first = (Feedbag.Change) harness.lastBody(Feedbag.Change.INSERT);
        assertThat(first.items()).extracting(FeedbagItem::name).containsExactly("Buddies", "juliet");
        harness.answer(
                new Feedbag.Status(List.of(0, 0)),
                harness.last(Feedbag.Change.INSERT).request());
        Feedbag.Change second = (Feedbag.Change) harness.lastBody(Feedbag.Change.INSERT);
        assertThat(second.items()).containsExactly(FeedbagItem.buddy("nurse", 1, 2));
    }

    @ParameterizedTest
    @CsvSource({"10,ITEM_NOT_FOUND", "12,RESOURCE_CONSTRAINT", "13,NOT_ALLOWED", "99,UNDEFINED_CONDITION"})
    void aContactThatCannotBeAdded(int code, StanzaCondition error) throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", GROUP);
        harness.command(new AddContact("juliet"));
        harness.answer(
                new Feedbag.Status(List.of(code)),
                harness.last(Feedbag.Change.INSERT).request());
        assertThat(harness.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        AddContactFailed.class,
                        failed -> assertThat(failed.error()).isEqualTo(error));
    }

    @Test
    void aChangeThatIsNeverAnsweredFailsAndTheNextIsMade() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", GROUP);
        harness.command(new AddContact("juliet"));
        harness.command(new AddContact("nurse"));
        harness.pass(Duration.ofSeconds(30));
        assertThat(harness.events).singleElement().isInstanceOf(AddContactFailed.class);
        assertThat(((Feedbag.Change) harness.lastBody(Feedbag.Change.INSERT)).items())
                .containsExactly(FeedbagItem.buddy("nurse", 7, 1));
    }

    @Test
    void anIcqContactIsAskedAndAddedAsWaiting() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("1000001", GROUP);
        harness.command(new AddContact("2000002"));
        harness.answer(
                new Feedbag.Status(List.of(Feedbag.Status.AUTHORIZATION_REQUIRED)),
                harness.last(Feedbag.Change.INSERT).request());
        assertThat(((Authorization.Request) harness.lastBody(Authorization.Request.TO_HOST)).name())
                .isEqualTo("2000002");
        FeedbagItem waiting = FeedbagItem.buddy("2000002", 7, 1).with(Tlv.empty(FeedbagItem.PENDING));
        assertThat(harness.lastBody(Feedbag.Change.INSERT))
                .isEqualTo(new Feedbag.Change(Feedbag.Change.INSERT, List.of(waiting)));
        harness.answer(
                new Feedbag.Status(List.of(0)),
                harness.last(Feedbag.Change.INSERT).request());
        assertThat(harness.events).isEmpty();
        harness.server(new Authorization.Answer(Authorization.Answer.TO_CLIENT, "2000002", true, ""));
        harness.command(new AddContact("2000002"));
        assertThat(harness.events)
                .containsExactly(
                        new AuthorizationAnswered("2000002", true), new AuthorizationAnswered("2000002", true));
    }

    @Test
    void theOldFormsOfAuthorizationMeanTheSame() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("1000001");
        icq(harness, IcqMessage.AUTHORIZATION_REQUEST, "nick\u00FEfirst\u00FElast\u00FEmail\u00FE1\u00FEplease");
        icq(harness, IcqMessage.AUTHORIZATION_GRANTED, "");
        icq(harness, IcqMessage.AUTHORIZATION_DENIED, "no");
        icq(harness, IcqMessage.ADDED, "");
        harness.server(new Authorization.Name(Authorization.Name.ADDED, "3000003"));
        assertThat(harness.events)
                .containsExactly(
                        new AuthorizationRequested("2000002", "please"),
                        new AuthorizationAnswered("2000002", true),
                        new AuthorizationAnswered("2000002", false),
                        new AddedBy("2000002"),
                        new AddedBy("3000003"));
    }

    private static void icq(OscarHarness harness, int kind, String text) throws OscarException {
        IcqMessage message = new IcqMessage(2000002, kind, 0, Bytes.of(text, StandardCharsets.ISO_8859_1));
        harness.server(new Icbm.ToClient(
                1, Icbm.CHANNEL_ICQ, OscarHarness.info("2000002"), Tlvs.of(new Tlv(5, message.encode()))));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0,ONLINE",
        "0,32,0,AWAY",
        "0,0,5,AWAY",
        "1,0,0,AWAY",
        "5,0,0,XA",
        "17,0,0,DND",
        "19,0,0,DND",
        "32,0,0,CHAT",
        "256,0,0,ONLINE"
    })
    void statesOfBothServicesAreShown(int status, int classes, int idle, Show show) throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("1000001");
        UserInfo user = OscarHarness.info(
                "Juliet C",
                Tlv.u16(UserInfo.CLASS, classes),
                Tlv.u32(UserInfo.STATUS, 0x1000_0000L | status),
                Tlv.u16(UserInfo.IDLE_MINUTES, idle));
        harness.server(new Buddy.Presence(Buddy.Presence.ARRIVED, List.of(user, OscarHarness.info("1000001"))));
        assertThat(harness.events).containsExactly(new ContactPresence("julietc", show, null));
    }

    @Test
    void anAwayTextIsAskedForAndStatusLinesAreThereAtOnce() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo");
        UserInfo away = OscarHarness.info("juliet", Tlv.u16(UserInfo.CLASS, UserInfo.CLASS_UNAVAILABLE));
        harness.server(new Buddy.Presence(Buddy.Presence.ARRIVED, List.of(away)));
        assertThat(harness.lastBody(Locate.Query.TYPE)).isEqualTo(new Locate.Query(Locate.Query.WANT_AWAY, "juliet"));
        harness.server(new Locate.Reply(away, null, "<HTML>at the <B>ball</B></HTML>"));
        UserInfo line = OscarHarness.info("nurse", UserInfo.statusTextTlv("busy"));
        harness.server(new Buddy.Presence(Buddy.Presence.ARRIVED, List.of(line)));
        harness.server(new Buddy.Presence(Buddy.Presence.DEPARTED, List.of(away)));
        assertThat(harness.events)
                .containsExactly(
                        new ContactPresence("juliet", Show.AWAY, null),
                        new ContactPresence("juliet", Show.AWAY, "at the ball"),
                        new ContactPresence("nurse", Show.ONLINE, "busy"),
                        new ContactPresence("juliet", null, null));
    }

    @Test
    void onlyThoseWhoAreNotOnTheListAreWatchedApart() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", GROUP, FeedbagItem.buddy("Juliet", 7, 1));
        harness.command(new Watch(List.of("juliet", "nurse")));
        assertThat(harness.lastBody(Buddy.Names.WATCH)).isEqualTo(new Buddy.Names(Buddy.Names.WATCH, List.of("nurse")));
    }
}
