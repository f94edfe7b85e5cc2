package im.gateway.protocol.oscar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the samples say, as their pages explain it; and that everything written is read again. */
class SnacBodiesTest {
    private static final Charset LATIN = StandardCharsets.ISO_8859_1;

    @Test
    void everyKnownSampleIsReadAsItWasWritten() throws OscarException {
        for (String name : Samples.FRAMES.keySet()) {
            FlapFrame frame = Samples.decode(Objects.requireNonNull(Samples.FRAMES.get(name)))
                    .get(0);
            if (frame.channel() == FlapFrame.DATA) {
                Snac snac = Snac.parse(frame.data());
                SnacBody body = SnacBodies.parse(snac);
                assertThat(body).as(name).isNotInstanceOf(SnacBodies.Unknown.class);
                assertThat(SnacBodies.parse(Snac.of(body, snac.request(), snac.flags())))
                        .as(name)
                        .isEqualTo(body);
            }
        }
    }

    @Test
    void login() throws OscarException {
        assertThat(Samples.body("17_06")).isEqualTo(new Bucp.ChallengeRequest("6218895"));
        assertThat(((Bucp.Challenge) Samples.body("17_07")).key().length()).isEqualTo(0x38);
        Bucp.LoginRequest request = (Bucp.LoginRequest) Samples.body("17_02");
        assertThat(request.screenName()).isEqualTo("6218895");
        assertThat(request.hash().length()).isEqualTo(16);
        assertThat(request.hashedPassword()).isTrue();
        assertThat(request.client()).isEqualTo("AOL Instant Messenger, version 5.1.3036/WIN32");
        Bucp.LoginReply refused = (Bucp.LoginReply) Samples.body("17_03");
        assertThat(LoginError.of(refused.error())).isEqualTo(LoginError.DELETED_ACCOUNT);
        Bucp.LoginReply accepted = Bucp.LoginReply.accepted("Juliet", "bos.example:5190", Bytes.utf8("cookie"));
        assertThat(again(accepted)).isEqualTo(accepted);
        assertThatThrownBy(() -> Bucp.LoginReply.parse(Bytes.EMPTY)).hasMessageContaining("neither an error nor");
    }

    @Test
    void signOnAndSignOff() throws OscarException {
        FlapFrame cookie = Samples.decode(Objects.requireNonNull(Samples.FRAMES.get("cli_cookie")))
                .get(0);
        assertThat(Objects.requireNonNull(SignOn.parse(cookie.data()).cookie()).length())
                .isEqualTo(256);
        assertThat(SignOn.parse(SignOn.PLAIN.encode()).cookie()).isNull();
        SignOff elsewhere = new SignOff(SignOff.SIGNED_ON_ELSEWHERE, "http://example/");
        assertThat(SignOff.parse(elsewhere.encode())).isEqualTo(elsewhere);
        assertThat(SignOff.parse(Bytes.EMPTY)).isEqualTo(SignOff.PLAIN);
    }

    @Test
    void rates() throws OscarException {
        Rates.Info info = (Rates.Info) Samples.body("01_07");
        assertThat(info.classes()).hasSize(5);
        assertThat(info.classes().get(2)).isEqualTo(new RateClass(3, 20, 5100, 5000, 4000, 3000, 4423, 6000, 23768, 0));
        assertThat(Objects.requireNonNull(info.members().get(3))).isNotEmpty();
        Rates.Change change = (Rates.Change) Samples.body("01_0a");
        assertThat(change.code()).isEqualTo(Rates.Change.WARNING);
        assertThat(change.rate().id()).isEqualTo(3);
    }

    @Test
    void presence() throws OscarException {
        UserInfo online = ((Buddy.Presence) Samples.body("03_0b")).users().get(0);
        assertThat(online.name()).isEqualTo("3413950");
        assertThat(online.tlvs().number(UserInfo.CLASS, 0)).isEqualTo(UserInfo.CLASS_ICQ | UserInfo.CLASS_AIM);
        assertThat(online.status()).isZero();
        assertThat(online.unavailable()).isFalse();
        UserInfo withIcon = ((Buddy.Presence) Samples.body("03_0b#2")).users().get(0);
        assertThat(Objects.requireNonNull(withIcon.iconHash()).length()).isEqualTo(16);
        assertThat(((Buddy.Presence) Samples.body("03_0c")).users().get(0).name())
                .isEqualTo("32714944");
        UserInfo texted = new UserInfo("x", 0, Tlvs.of(UserInfo.statusTextTlv("h\u00e4")));
        assertThat(texted.statusText()).isEqualTo("h\u00e4");
    }

    @Test
    void messages() throws OscarException {
        Icbm.ToHost sent = (Icbm.ToHost) Samples.body("04_06_ch1");
        assertThat(sent.cookie()).isEqualTo(0x67C315013D3A0000L);
        assertThat(sent.to()).isEqualTo("1000000");
        assertThat(sent.wantsAck()).isFalse();
        assertThat(sent.mayBeStored()).isTrue();
        Icbm.ToClient got = (Icbm.ToClient) Samples.body("04_07_ch1");
        assertThat(ImText.decode(Objects.requireNonNull(got.text()), LATIN)).isEqualTo("test plain-text message");
        assertThat(got.sentAt()).isNull();
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        assertThat(((Icbm.ToClient) again(got.sentAt(time))).sentAt()).isEqualTo(time);
        Icbm.ToClient old = (Icbm.ToClient) Samples.body("04_07_ch4");
        IcqMessage url = IcqMessage.parse(Objects.requireNonNull(old.icqData()));
        assertThat(url.uin()).isEqualTo(1000000);
        assertThat(url.kind()).isEqualTo(IcqMessage.URL);
        assertThat(url.fields(LATIN)).containsExactly("Url description", "http://test.url");
        assertThat(IcqMessage.parse(url.encode())).isEqualTo(url);
        assertThat(Samples.body("04_14")).isEqualTo(new Icbm.Typing(0, 1, "6218895", Icbm.Typing.BEGUN));
        assertThat(((SnacError) Samples.body("04_01")).code()).isEqualTo(SnacError.INCORRECT_FORMAT);
        assertThat(((Icbm.HostAck) Samples.body("04_0c")).to()).isEqualTo("52943127");
        assertThat(((Icbm.Missed) Samples.body("04_0a")).senders()).hasSize(1);
    }

    @Test
    void contactList() throws OscarException {
        Feedbag.Reply list = (Feedbag.Reply) Samples.body("13_06");
        assertThat(list.items()).hasSize(8);
        FeedbagItem waiting = list.items().get(6);
        assertThat(waiting.name()).isEqualTo("6251723");
        assertThat(waiting.attributes().text(FeedbagItem.ALIAS, "")).isEqualTo("Ghost");
        assertThat(waiting.attributes().has(FeedbagItem.PENDING)).isTrue();
        assertThat(((Feedbag.Change) Samples.body("13_08")).items())
                .extracting(FeedbagItem::name)
                .containsExactly("Family", "testgroup", "General");
        // The page's dump announces bytes before the body, and has none: so its one code is taken for their length.
        assertThat(Samples.body("13_0e")).isEqualTo(new Feedbag.Status(List.of()));
        assertThat(Samples.body("13_19"))
                .isEqualTo(new Authorization.Request(Authorization.Request.TO_CLIENT, "6218895", "please"));
        assertThat(Samples.body("13_1b"))
                .isEqualTo(new Authorization.Answer(Authorization.Answer.TO_CLIENT, "6218895", false, "sorry"));
        assertThat(Samples.body("13_1c")).isEqualTo(new Authorization.Name(Authorization.Name.ADDED, "6218895"));
    }

    @Test
    void icq() throws OscarException {
        Icq.Envelope stored = (Icq.Envelope) Samples.body("15_03_0041");
        assertThat(Samples.snac("15_03_0041").moreFollows()).isTrue();
        Icq.OfflineMessage message = Icq.OfflineMessage.parse(stored.data());
        assertThat(message.sentAt()).isEqualTo(Instant.parse("2002-12-12T06:29:00Z"));
        assertThat(message.message().uin()).isEqualTo(1001);
        assertThat(message.text(LATIN))
                .startsWith("test plaintext offline message")
                .endsWith("GMT\r\n");
        assertThat(Icq.OfflineMessage.parse(message.encode())).isEqualTo(message);
        assertThat(((Icq.Envelope) Samples.body("15_03_0042")).kind()).isEqualTo(Icq.Envelope.OFFLINE_END);

        IcqDirectory.Basic basic = Objects.requireNonNull(
                IcqDirectory.Basic.parse(((Icq.Envelope) Samples.body("15_03_07da_00c8")).data(), LATIN));
        assertThat(basic.nick()).isEqualTo("Capulet_1");
        assertThat(basic.email()).isEqualTo("juliet@shakespeare.lit");
        assertThat(basic.authorizationRequired()).isFalse();
        assertThat(IcqDirectory.Basic.parse(basic.encode(LATIN), LATIN)).isEqualTo(basic);
        IcqDirectory.Found found = Objects.requireNonNull(
                IcqDirectory.Found.parse(((Icq.Envelope) Samples.body("15_03_07da_01ae")).data(), LATIN));
        assertThat(found.uin()).isEqualTo(6218895);
        assertThat(found.email()).isEqualTo("juliet@shakespeare.lit");
        assertThat(IcqDirectory.Found.parse(found.encode(true, LATIN), LATIN)).isEqualTo(found);
        assertThat(IcqDirectory.Found.parse(IcqDirectory.nothing(IcqDirectory.FOUND_LAST), LATIN))
                .isNull();
        Icq.Envelope search = (Icq.Envelope) Samples.body("15_02_07d0_0529");
        assertThat(search.data()).isEqualTo(IcqDirectory.searchByEmail("nurse@capulet.lit...", LATIN));
        Icq.Envelope byNumber = (Icq.Envelope) Samples.body("15_02_07d0_051f");
        assertThat(byNumber.data()).isEqualTo(IcqDirectory.askByNumber(IcqDirectory.SEARCH_BY_NUMBER, 6218895));
    }

    @Test
    void icqDetails() throws OscarException {
        IcqDirectory.More more = Objects.requireNonNull(
                IcqDirectory.More.parse(((Icq.Envelope) Samples.body("15_03_07da_00dc")).data(), LATIN));
        assertThat(more)
                .isEqualTo(new IcqDirectory.More(54, IcqDirectory.More.MALE, "http://home.web.page", 1979, 3, 14));
        assertThat(IcqDirectory.More.parse(more.encode(LATIN), LATIN)).isEqualTo(more);
        IcqDirectory.Work work = Objects.requireNonNull(
                IcqDirectory.Work.parse(((Icq.Envelope) Samples.body("15_03_07da_00d2")).data(), LATIN));
        assertThat(work.company()).isEqualTo("Company");
        assertThat(work.department()).isEqualTo("Department");
        assertThat(work.position()).isEqualTo("Position");
        assertThat(work.country()).isEqualTo(7);
        assertThat(IcqDirectory.Work.parse(work.encode(LATIN), LATIN)).isEqualTo(work);
        String notes = IcqDirectory.notes(((Icq.Envelope) Samples.body("15_03_07da_00e6")).data(), LATIN);
        assertThat(notes).isEqualTo("user notes");
        assertThat(IcqDirectory.notes(IcqDirectory.encodeNotes("user notes", LATIN), LATIN))
                .isEqualTo(notes);
        assertThat(IcqDirectory.Work.parse(IcqDirectory.nothing(IcqDirectory.WORK), LATIN))
                .isNull();
    }

    @Test
    void icons() throws OscarException {
        assertThat(Samples.body("01_04")).isEqualTo(new Oservice.ServiceRequest(0x0D));
        assertThat(Samples.body("01_05"))
                .isEqualTo(new Oservice.Redirect(0x0D, "10.10.10.8:5190", Bytes.utf8("123456789ABCDEF")));
        Bart.Request asked = (Bart.Request) Samples.body("10_04");
        assertThat(asked.name()).isEqualTo("JulietCapu");
        assertThat(asked.hash().length()).isEqualTo(16);
        assertThat(((Bart.Request) Samples.body("10_06")).name()).isEqualTo("620000001");
        Bart.Reply icon = (Bart.Reply) Samples.body("10_05");
        assertThat(icon.icon().length()).isEqualTo(0x195);
        Bart.Reply forIcq = new Bart.Reply(Bart.Reply.ICQ, "620000001", asked.hash(), icon.icon());
        assertThat(again(forIcq)).isEqualTo(forIcq);
        UserInfo both = new UserInfo("x", 0, Tlvs.of(UserInfo.assetsTlv("h\u00e4", asked.hash())));
        assertThat(both.iconHash()).isEqualTo(asked.hash());
        assertThat(both.statusText()).isEqualTo("h\u00e4");
    }

    @Test
    void whatHasNoSampleIsReadAsItWasWritten() throws OscarException {
        UserInfo user = new UserInfo("Juliet C", 25, Tlvs.of(Tlv.u16(UserInfo.CLASS, UserInfo.CLASS_UNAVAILABLE)));
        List<SnacBody> bodies = List.of(
                new SnacError(Icbm.FAMILY, SnacError.NOT_LOGGED_ON, 0x0F),
                new Oservice.Warned(100, user),
                new Oservice.Warned(100, null),
                new Oservice.Idle(600),
                new Oservice.Motd(4, "hello"),
                new Rates.Ack(List.of(1, 2, 3)),
                new Locate.SetInfo("<b>me</b>", "weg \u20ac", null),
                new Locate.Reply(user, null, "gone"),
                new Locate.OldQuery(Locate.OldQuery.AWAY_WANTED, "juliet"),
                new Buddy.Names(Buddy.Names.UNWATCH, List.of("a", "b")),
                new Icbm.ClientError(7, 2, "juliet", Icbm.ClientError.UNSUPPORTED_CHANNEL),
                new Authorization.Name(Authorization.Name.REMOVE_ME, "1001"),
                new Rates.Info(
                        List.of(new RateClass(1, 2, 3, 4, 5, 6, 7, 8, 9, 3)), Map.of(1, List.of(Icbm.ToHost.TYPE))));
        for (SnacBody body : bodies) {
            assertThat(again(body)).isEqualTo(body);
        }
    }

    @Test
    void extraBytesBeforeTheBodyAreSkipped() throws OscarException {
        byte[] data = {0, 0x13, 0, 0x1C, (byte) 0x80, 0, 0, 0, 0, 1, 0, 6, 0, 1, 0, 2, 0, 4, 1, 'x'};
        Snac snac = Snac.parse(Bytes.of(data));
        assertThat(SnacBodies.parse(snac)).isEqualTo(new Authorization.Name(Authorization.Name.ADDED, "x"));
    }

    private static SnacBody again(SnacBody body) throws OscarException {
        return SnacBodies.parse(Snac.parse(Snac.of(body, 1).encode()));
    }
}
