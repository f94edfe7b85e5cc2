package im.gateway.node.oscar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.node.legacy.LegacyCommand.AddContact;
import im.gateway.node.legacy.LegacyCommand.RemoveContact;
import im.gateway.node.legacy.LegacyCommand.SendMessage;
import im.gateway.node.legacy.LegacyCommand.ShowPresence;
import im.gateway.node.legacy.LegacyCommand.Watch;
import im.gateway.node.legacy.LegacyEvent.AddContactFailed;
import im.gateway.node.legacy.LegacyEvent.AuthorizationAnswered;
import im.gateway.node.legacy.LegacyEvent.AuthorizationRequested;
import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.node.legacy.LegacyEvent.ContactPresence;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvent.LoggedIn;
import im.gateway.node.legacy.LegacyEvent.LoggedOut;
import im.gateway.node.legacy.LegacyEvent.LoginFailed;
import im.gateway.node.legacy.LegacyEvent.MessageOutcome;
import im.gateway.node.legacy.LegacyEvent.MessageReceived;
import im.gateway.node.legacy.LegacyEvent.ServiceNotice;
import im.gateway.protocol.oscar.Authorization;
import im.gateway.protocol.oscar.Bucp;
import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.Icq;
import im.gateway.protocol.oscar.IcqMessage;
import im.gateway.protocol.oscar.IcqStatus;
import im.gateway.protocol.oscar.ImText;
import im.gateway.protocol.oscar.Locate;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.RateClass;
import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.SignOff;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.SnacError;
import im.gateway.protocol.oscar.Tlv;
import im.gateway.protocol.oscar.Tlvs;
import im.gateway.protocol.oscar.UserInfo;
import im.gateway.protocol.stanza.Presence.Show;
import im.gateway.protocol.stanza.StanzaCondition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One session, its server played word by word. */
class OscarSessionCoreTest {
    private static final FeedbagItem GROUP = FeedbagItem.group("Friends", 7);

    @Test
    void theLoginGoesThroughBothServers() throws OscarException {
        OscarHarness harness = new OscarHarness("Romeo M", "");
        harness.hello();
        assertThat(harness.lastBody(Bucp.ChallengeRequest.TYPE)).isEqualTo(new Bucp.ChallengeRequest("romeom"));
        harness.server(new Bucp.Challenge(Bytes.utf8("key")));
        Bucp.LoginRequest request = (Bucp.LoginRequest) harness.lastBody(Bucp.LoginRequest.TYPE);
        assertThat(request.hashedPassword()).isTrue();
        harness.server(Bucp.LoginReply.accepted("Romeo M", "bos.example:443", Bytes.utf8("cookie")));
        assertThat(harness.connectTo).isEqualTo(new Address("bos.example", 443));
        harness.frame(FlapFrame.SIGN_OFF, SignOff.PLAIN.encode());
        assertThat(harness.closed).isFalse();
        harness.hello();
        harness.server(new Oservice.HostOnline(List.of(1, 2, 3, 4, 0x13)));
        harness.server(new Oservice.Versions(Oservice.Versions.GIVEN, List.of()));
        harness.server(new Rates.Info(List.of(), Map.of()));
        harness.server(new Feedbag.Reply(List.of(), 0));
        assertThat(harness.events).isEmpty();
        harness.server(new Oservice.UserInfoUpdate(OscarHarness.info("Romeo M")));
        assertThat(harness.events).containsExactly(new LoggedIn("Romeo M"), new ContactList(List.of()));
        assertThat(harness.sent).extracting(snac -> snac.type()).contains(Feedbag.USE, Oservice.ClientOnline.TYPE);
    }

    @Test
    void aSecondSignOnFrameIsTheServersError() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo");
        assertThatThrownBy(harness::hello).isInstanceOf(OscarException.class);
    }

    @Test
    void aLoginThatIsNotCompletedInTimeFails() {
        OscarHarness harness = new OscarHarness("romeo", "timeouts { connect = 5s, login = 10s }");
        harness.pass(Duration.ofSeconds(14));
        assertThat(harness.events).isEmpty();
        harness.pass(Duration.ofSeconds(1));
        assertThat(harness.events).singleElement().isInstanceOf(LoginFailed.class);
        assertThat(harness.closed).isTrue();
    }

    @Test
    void whatAServerWithoutMessagesIsGoodForIsNothing() throws OscarException {
        OscarHarness harness = new OscarHarness("romeo", "");
        harness.hello();
        harness.server(Bucp.LoginReply.accepted("romeo", "bos.example", Bytes.utf8("cookie")));
        harness.hello();
        harness.server(new Oservice.HostOnline(List.of(1, 2, 3)));
        assertThat(harness.events).singleElement().isInstanceOf(LoginFailed.class);
    }

    @ParameterizedTest
    @CsvSource({"1,REPLACED", "0,UNREACHABLE", "2,UNREACHABLE"})
    void theServersGoodbyeHasAReason(int reason, Failure failure) throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo");
        harness.frame(FlapFrame.SIGN_OFF, new SignOff(reason, "").encode());
        assertThat(harness.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        LoggedOut.class, out -> assertThat(out.failure()).isEqualTo(failure));
        harness.server(SnacBody.empty(Oservice.MIGRATE));
        assertThat(harness.events).hasSize(1);
    }

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
                        new AuthorizationRequested("2000002", null),
                        new AuthorizationRequested("3000003", null));
    }

    private static void icq(OscarHarness harness, int kind, String text) throws OscarException {
        IcqMessage message = new IcqMessage(2000002, kind, 0, Bytes.of(text, StandardCharsets.ISO_8859_1));
        harness.server(new Icbm.ToClient(
                1, Icbm.CHANNEL_ICQ, OscarHarness.info("2000002"), Tlvs.of(new Tlv(5, message.encode()))));
    }

    @Test
    void icqsStoredMessagesAreForgottenWhenAllHaveCome() throws OscarException {
        OscarHarness harness = new OscarHarness("1000001", "");
        harness.login(new Rates.Info(List.of(), Map.of()), List.of());
        IcqMessage text = new IcqMessage(2000002, IcqMessage.PLAIN, 0, Bytes.utf8("hello"));
        Instant sentAt = Instant.parse("2026-01-02T03:04:00Z");
        harness.server(stored(Icq.Envelope.OFFLINE_MESSAGE, new Icq.OfflineMessage(sentAt, text).encode()));
        assertThat(harness.events).containsExactly(new MessageReceived("2000002", "hello", sentAt));
        harness.server(stored(Icq.Envelope.OFFLINE_END, Bytes.EMPTY));
        assertThat(((Icq.Envelope) harness.lastBody(Icq.Envelope.QUESTION)).kind())
                .isEqualTo(Icq.Envelope.OFFLINE_DELETE);
    }

    private static Icq.Envelope stored(int kind, Bytes data) {
        return new Icq.Envelope(Icq.Envelope.ANSWER, 1000001, kind, 2, data);
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
    void icqsStatusIsSetAndOnlyWhatChangesIsSent() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("1000001");
        harness.command(new ShowPresence(Show.DND, null));
        Oservice.SetStatus status = (Oservice.SetStatus) harness.lastBody(Oservice.SetStatus.TYPE);
        assertThat(status.tlvs().number(UserInfo.STATUS, 0)).isEqualTo(IcqStatus.SENT_DO_NOT_DISTURB);
        harness.sent.clear();
        harness.command(new ShowPresence(Show.DND, null));
        assertThat(harness.sent).isEmpty();
    }

    @Test
    void statusTextsAreCutToTheirField() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo");
        harness.command(new ShowPresence(Show.ONLINE, "\uD83D\uDE00".repeat(200)));
        Oservice.SetStatus status = (Oservice.SetStatus) harness.lastBody(Oservice.SetStatus.TYPE);
        assertThat(new UserInfo("", 0, status.tlvs()).statusText()).isEqualTo("\uD83D\uDE00".repeat(62));
    }

    @Test
    void numbersGetPlainTextAndNamesGetHtml() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo");
        harness.command(new SendMessage(1, "juliet", "a < b"));
        assertThat(textOf(harness)).isEqualTo("<HTML><BODY>a &lt; b</BODY></HTML>");
        harness.command(new SendMessage(2, "2000002", "a < b"));
        assertThat(textOf(harness)).isEqualTo("a < b");
        text(harness, "2000002", "a < b");
        text(harness, "juliet", "a &lt; b");
        text(harness, "2000002", "<HTML>a &lt; b</HTML>");
        assertThat(harness.events)
                .extracting(event -> ((MessageReceived) event).body())
                .containsExactly("a < b", "a < b", "a < b");
    }

    private static String textOf(OscarHarness harness) throws OscarException {
        Icbm.ToHost message = (Icbm.ToHost) harness.lastBody(Icbm.ToHost.TYPE);
        Bytes text = message.from(OscarHarness.info("me")).text();
        return text == null ? "" : ImText.decode(text, StandardCharsets.ISO_8859_1);
    }

    private static void text(OscarHarness harness, String from, String text) throws OscarException {
        harness.server(new Icbm.ToClient(
                1, Icbm.CHANNEL_TEXT, OscarHarness.info(from), Tlvs.of(new Tlv(2, ImText.encode(text)))));
    }

    @Test
    void aLongMessageGoesInPartsAndHasOneOutcome() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo");
        String body = "\uD83D\uDE00".repeat(900);
        harness.command(new SendMessage(1, "2000002", body));
        List<Long> requests = harness.sent.stream()
                .filter(snac -> snac.type() == Icbm.ToHost.TYPE)
                .map(snac -> snac.request())
                .toList();
        assertThat(requests).hasSize(2);
        harness.answer(new Icbm.HostAck(requests.get(0), 1, "2000002"), requests.get(0));
        assertThat(harness.events).isEmpty();
        harness.answer(new Icbm.HostAck(requests.get(1), 1, "2000002"), requests.get(1));
        assertThat(harness.events).containsExactly(new MessageOutcome(1, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "4,RECIPIENT_UNAVAILABLE",
        "2,RESOURCE_CONSTRAINT",
        "16,FORBIDDEN",
        "14,NOT_ACCEPTABLE",
        "20,ITEM_NOT_FOUND",
        "9,SERVICE_UNAVAILABLE"
    })
    void aRefusedMessageSaysWhy(int code, StanzaCondition error) throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo");
        harness.command(new SendMessage(5, "juliet", "hello"));
        SnacError refusal = new SnacError(Icbm.FAMILY, code, 0);
        harness.answer(refusal, harness.last(Icbm.ToHost.TYPE).request());
        harness.answer(refusal, harness.last(Icbm.ToHost.TYPE).request());
        assertThat(harness.events).containsExactly(new MessageOutcome(5, error, refusal.text()));
    }

    @Test
    void moreMessagesThanTheWindowHoldsWaitForAcknowledgements() throws OscarException {
        OscarHarness harness = new OscarHarness("romeo", "messages { window = 2, queue = 3 }");
        harness.login(new Rates.Info(List.of(), Map.of()), List.of());
        for (int i = 0; i < 6; i++) {
            harness.command(new SendMessage(i, "juliet", "number " + i));
        }
        assertThat(harness.sent).hasSize(2);
        assertThat(harness.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        MessageOutcome.class,
                        outcome -> assertThat(outcome.error()).isEqualTo(StanzaCondition.RESOURCE_CONSTRAINT));
        long request = harness.sent.get(0).request();
        harness.answer(new Icbm.HostAck(request, 1, "juliet"), request);
        assertThat(harness.sent).hasSize(3);
    }

    @Test
    void theRatesOfTheServerAreKept() throws OscarException {
        RateClass rate = new RateClass(3, 20, 5100, 5000, 4000, 3000, 6000, 6000, 0, 3);
        OscarHarness harness = new OscarHarness("romeo", "messages { window = 100 }");
        harness.login(new Rates.Info(List.of(rate), Map.of(3, List.of(Icbm.ToHost.TYPE))), List.of());
        for (int i = 0; i < 20; i++) {
            harness.command(new SendMessage(i, "juliet", "number " + i));
        }
        long level = rate.maxLevel();
        int burst = harness.sent.size();
        assertThat(burst).isBetween(5, 8);
        for (int i = 0; i < burst; i++) {
            level = RateClass.levelAfter(level, rate.window(), rate.maxLevel(), 0);
        }
        assertThat(level).isGreaterThan(rate.limitLevel());
        long waitNanos = harness.wakeAt;
        assertThat(Duration.ofNanos(waitNanos)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
        harness.pass(Duration.ofNanos(waitNanos));
        assertThat(harness.sent).hasSize(burst + 1);
        level = RateClass.levelAfter(level, rate.window(), rate.maxLevel(), waitNanos / 1_000_000);
        assertThat(level).isGreaterThan(rate.limitLevel());
    }

    @Test
    void aServerThatAsksForAPauseGetsIt() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo");
        harness.server(SnacBody.empty(Oservice.PAUSE));
        harness.last(Oservice.PAUSE_ACK);
        harness.command(new SendMessage(1, "juliet", "later"));
        assertThat(harness.sent).noneMatch(snac -> snac.type() == Icbm.ToHost.TYPE);
        harness.server(SnacBody.empty(Oservice.RESUME));
        harness.last(Icbm.ToHost.TYPE);
    }

    @Test
    void whatNobodyCanReadIsSentBack() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo");
        harness.server(new Icbm.ToClient(77, Icbm.CHANNEL_RENDEZVOUS, OscarHarness.info("Juliet"), Tlvs.EMPTY));
        assertThat(harness.lastBody(Icbm.ClientError.TYPE))
                .isEqualTo(new Icbm.ClientError(77, 2, "Juliet", Icbm.ClientError.UNSUPPORTED_CHANNEL));
        assertThat(harness.events).isEmpty();
    }

    @Test
    void noticesOfTheServiceAreToldAsSuch() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo");
        harness.server(new Oservice.Warned(255, OscarHarness.info("Tybalt")));
        harness.server(new Icbm.Missed(List.of(new Icbm.MissedFrom(1, OscarHarness.info("Nurse"), 3, 2))));
        harness.server(new Oservice.Motd(4, "<b>welcome</b>"));
        assertThat(harness.events)
                .containsExactly(
                        new ServiceNotice("Tybalt has warned you. Your warning level is 25.5 %."),
                        new ServiceNotice("3 message(s) of Nurse were not delivered to you: sent too fast"),
                        new ServiceNotice("welcome"));
    }

    @Test
    void onlyThoseWhoAreNotOnTheListAreWatchedApart() throws OscarException {
        OscarHarness harness = OscarHarness.loggedIn("romeo", GROUP, FeedbagItem.buddy("Juliet", 7, 1));
        harness.command(new Watch(List.of("juliet", "nurse")));
        assertThat(harness.lastBody(Buddy.Names.WATCH)).isEqualTo(new Buddy.Names(Buddy.Names.WATCH, List.of("nurse")));
    }
}
