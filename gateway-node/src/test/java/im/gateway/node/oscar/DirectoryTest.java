package im.gateway.node.oscar;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.ContactDetails;
import im.gateway.node.legacy.LegacyCommand.RequestProfile;
import im.gateway.node.legacy.LegacyCommand.Search;
import im.gateway.node.legacy.LegacyEvent.ContactProfile;
import im.gateway.node.legacy.LegacyEvent.SearchResult;
import im.gateway.node.legacy.SearchField;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.Icq;
import im.gateway.protocol.oscar.IcqDirectory;
import im.gateway.protocol.oscar.Locate;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacError;
import im.gateway.protocol.oscar.UserInfo;
import im.gateway.protocol.stanza.StanzaCondition;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** ICQ's directory and AIM's profiles. */
class DirectoryTest {
    private static final Charset CHARSET = StandardCharsets.UTF_8;
    private static final String SETTINGS = "charset = utf-8";

    @Test
    void eachFieldHasItsQuestion() throws OscarException {
        OscarHarness icq = icq();
        assertThat(asked(icq, Map.of(SearchField.NAME, "1-000 001")))
                .isEqualTo(IcqDirectory.askByNumber(IcqDirectory.SEARCH_BY_NUMBER, 1_000_001));
        assertThat(asked(icq, Map.of(SearchField.NICK, "1000001", SearchField.LAST, "Capulet")))
                .isEqualTo(IcqDirectory.askByNumber(IcqDirectory.SEARCH_BY_NUMBER, 1_000_001));
        assertThat(asked(icq, Map.of(SearchField.EMAIL, "j@capulet.lit", SearchField.LAST, "Capulet")))
                .isEqualTo(IcqDirectory.searchByEmail("j@capulet.lit", CHARSET));
        assertThat(asked(icq, Map.of(SearchField.LAST, "Capulet", SearchField.NICK, "sun")))
                .isEqualTo(IcqDirectory.searchByDetails("", "Capulet", "sun", CHARSET));
        icq.sent.clear();
        icq.command(new Search(9, Map.of(SearchField.NAME, "juliet")));
        assertThat(icq.sent).isEmpty();
        assertThat(icq.events).containsExactly(SearchResult.of(9, List.of()));
    }

    @Test
    void theFoundAreCollectedUntilTheLast() throws OscarException {
        OscarHarness icq = icq();
        icq.command(new Search(1, Map.of(SearchField.LAST, "Capulet")));
        Icq.Envelope question = question(icq);
        answer(icq, question, found(2_000_002, "Juliet").encode(false, CHARSET), true);
        assertThat(icq.events).isEmpty();
        answer(icq, question, found(2_000_003, "").encode(true, CHARSET), false);
        answer(icq, question, found(2_000_004, "late").encode(true, CHARSET), false);
        assertThat(icq.events)
                .containsExactly(SearchResult.of(
                        1,
                        List.of(
                                new SearchResult.Found("2000002", "Juliet", "Capulet", null, null),
                                new SearchResult.Found("2000003", null, "Capulet", null, null))));
    }

    @Test
    void theDirectoryMayRefuseFindNobodyOrSayNothing() throws OscarException {
        OscarHarness icq = icq();
        icq.command(new Search(1, Map.of(SearchField.LAST, "Capulet")));
        answer(icq, question(icq), IcqDirectory.nothing(IcqDirectory.FOUND_LAST), false);
        icq.command(new Search(2, Map.of(SearchField.LAST, "Capulet")));
        answer(icq, question(icq), IcqDirectory.nothing(IcqDirectory.PROCESSING_ERROR), false);
        icq.command(new Search(3, Map.of(SearchField.LAST, "Capulet")));
        icq.command(new RequestProfile(4, "2000002"));
        assertThat(icq.events).hasSize(2);
        icq.pass(Duration.ofMinutes(1));
        assertThat(icq.events)
                .extracting(e -> e instanceof SearchResult r ? r.error() : ((ContactProfile) e).error())
                .containsExactly(
                        null,
                        StanzaCondition.SERVICE_UNAVAILABLE,
                        StanzaCondition.REMOTE_SERVER_TIMEOUT,
                        StanzaCondition.REMOTE_SERVER_TIMEOUT);
    }

    @Test
    void thePagesOfAUserArePutTogether() throws OscarException {
        OscarHarness icq = icq();
        icq.command(new RequestProfile(7, "2000002"));
        Icq.Envelope question = question(icq);
        assertThat(question.data()).isEqualTo(IcqDirectory.askByNumber(IcqDirectory.FULL_INFO, 2_000_002));
        answer(
                icq,
                question,
                new IcqDirectory.Basic(
                                "sun",
                                "Juliet",
                                "Capulet",
                                "j@capulet.lit",
                                "Verona",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "37100",
                                39,
                                false)
                        .encode(CHARSET),
                true);
        answer(icq, question, new IcqDirectory.More(13, 1, "https://c.lit/", 1583, 2, 31).encode(CHARSET), true);
        answer(icq, question, new IcqDirectory.More(13, 1, "https://c.lit/", 1583, 8, 1).encode(CHARSET), true);
        answer(
                icq,
                question,
                new IcqDirectory.Work("", "", "", "", "", "", 0, "Capulet", "", "daughter").encode(CHARSET),
                true);
        answer(icq, question, IcqDirectory.nothing(IcqDirectory.AFFILIATIONS), true);
        answer(icq, question, IcqDirectory.encodeNotes("late", CHARSET), false);
        ContactDetails expected = ContactDetails.builder()
                .nick("sun")
                .given("Juliet")
                .family("Capulet")
                .fullName("Juliet Capulet")
                .email("j@capulet.lit")
                .birthday(LocalDate.of(1583, 8, 1))
                .gender(ContactDetails.Gender.FEMALE)
                .homepage("https://c.lit/")
                .address(new ContactDetails.Address(null, "Verona", null, "37100", null))
                .organization("Capulet")
                .position("daughter")
                .build();
        assertThat(icq.events).containsExactly(ContactProfile.of(7, "2000002", expected));
    }

    @Test
    void aNumberThatNobodyHasIsNotFound() throws OscarException {
        OscarHarness icq = icq();
        icq.command(new RequestProfile(7, "2000002"));
        answer(icq, question(icq), IcqDirectory.nothing(IcqDirectory.BASIC), false);
        assertThat(((ContactProfile) icq.events.get(0)).error()).isEqualTo(StanzaCondition.ITEM_NOT_FOUND);
    }

    @Test
    void aProfileIsTextWithoutTags() throws OscarException {
        OscarHarness aim = OscarHarness.loggedIn("romeo");
        aim.command(new RequestProfile(7, "juliet"));
        Snac query = aim.last(Locate.Query.TYPE);
        assertThat(aim.lastBody(Locate.Query.TYPE)).isEqualTo(new Locate.Query(Locate.Query.WANT_PROFILE, "juliet"));
        UserInfo juliet = OscarHarness.info("Juliet C");
        aim.answer(new Locate.Reply(juliet, "<html><i>the</i> east<br>is red</html>", null), query.request());
        aim.answer(new Locate.Reply(juliet, "again", null), query.request());
        assertThat(aim.events)
                .containsExactly(ContactProfile.of(
                        7,
                        "juliet",
                        ContactDetails.builder()
                                .nick("Juliet C")
                                .about("the east\nis red")
                                .build()));
    }

    @Test
    void whoIsAwayHasNoProfileNow() throws OscarException {
        OscarHarness aim = OscarHarness.loggedIn("romeo");
        aim.command(new RequestProfile(7, "juliet"));
        aim.answer(
                new SnacError(Locate.FAMILY, SnacError.NOT_LOGGED_ON, 0),
                aim.last(Locate.Query.TYPE).request());
        aim.command(new RequestProfile(8, "juliet"));
        aim.pass(Duration.ofMinutes(1));
        assertThat(aim.events)
                .extracting(e -> ((ContactProfile) e).error())
                .containsExactly(StanzaCondition.RECIPIENT_UNAVAILABLE, StanzaCondition.REMOTE_SERVER_TIMEOUT);
    }

    private static OscarHarness icq() throws OscarException {
        OscarHarness harness = new OscarHarness("1000001", SETTINGS);
        harness.login(new Rates.Info(List.of(), Map.of()), List.of());
        return harness;
    }

    private static Bytes asked(OscarHarness icq, Map<SearchField, String> fields) throws OscarException {
        icq.command(new Search(1, fields));
        return question(icq).data();
    }

    private static Icq.Envelope question(OscarHarness icq) throws OscarException {
        return Objects.requireNonNull((Icq.Envelope) icq.lastBody(Icq.Envelope.QUESTION));
    }

    private static IcqDirectory.Found found(long uin, String first) {
        return new IcqDirectory.Found(uin, "", first, "Capulet", "", false, 1);
    }

    private static void answer(OscarHarness icq, Icq.Envelope question, Bytes data, boolean more)
            throws OscarException {
        Icq.Envelope answer = new Icq.Envelope(
                Icq.Envelope.ANSWER, question.uin(), Icq.Envelope.META_ANSWER, question.sequence(), data);
        icq.frame(
                FlapFrame.DATA, Snac.of(answer, 1, more ? Snac.MORE_FOLLOWS : 0).encode());
    }
}
