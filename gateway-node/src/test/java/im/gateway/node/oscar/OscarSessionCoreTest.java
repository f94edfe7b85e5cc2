package im.gateway.node.oscar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.node.legacy.LegacyCommand.ShowPresence;
import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvent.LoggedIn;
import im.gateway.node.legacy.LegacyEvent.LoggedOut;
import im.gateway.node.legacy.LegacyEvent.LoginFailed;
import im.gateway.protocol.oscar.Bucp;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.IcqStatus;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.SignOff;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.UserInfo;
import im.gateway.protocol.stanza.Presence.Show;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One session, its server played word by word: from the login to the goodbye, and the user's own presence. */
class OscarSessionCoreTest {
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
}
