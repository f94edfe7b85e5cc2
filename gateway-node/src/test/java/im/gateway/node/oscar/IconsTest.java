package im.gateway.node.oscar;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.Avatar;
import im.gateway.node.legacy.ContactDetails;
import im.gateway.node.legacy.LegacyCommand.RequestProfile;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.ContactAvatar;
import im.gateway.node.legacy.LegacyEvent.ContactProfile;
import im.gateway.protocol.oscar.Bart;
import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.Locate;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.PasswordHash;
import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.SignOn;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBodies;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.SnacError;
import im.gateway.protocol.oscar.UserInfo;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Icons: seen by hash, fetched from their own server, kept for other sessions. */
class IconsTest {
    /** One dot. */
    private static final Bytes GIF =
            Bytes.of(Base64.getDecoder().decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="));

    private static final Bytes HASH = PasswordHash.md5(GIF);
    private static final Avatar PICTURE = Objects.requireNonNull(Avatar.of(GIF.toArray()));

    @Test
    void anIconIsFetchedOnceForAllWhoHaveIt() throws OscarException {
        OscarHarness aim = OscarHarness.loggedIn("romeo");
        arrived(aim, "juliet", HASH);
        arrived(aim, "nurse", HASH);
        arrived(aim, "juliet", HASH);
        assertThat(requests(aim)).isEqualTo(1);
        redirect(aim);
        assertThat(last(aim).connectTo()).isEqualTo(new Address("icons.example", 5190));
        negotiate(aim);
        assertThat(asked(aim)).isEqualTo(new Bart.Request(Bart.Request.AIM, "juliet", HASH));
        aim.events.clear();
        side(aim, new Bart.Reply(Bart.Reply.AIM, "juliet", HASH, GIF));
        assertThat(aim.events)
                .containsExactlyInAnyOrder(
                        new ContactAvatar("juliet", PICTURE.facts()), new ContactAvatar("nurse", PICTURE.facts()));
        assertThat(last(aim).close()).isTrue();
        aim.events.clear();
        arrived(aim, "tybalt", HASH);
        assertThat(avatars(aim)).containsExactly(new ContactAvatar("tybalt", PICTURE.facts()));
        assertThat(requests(aim)).isEqualTo(1);
    }

    @Test
    void aProfileWaitsForItsPicture() throws OscarException {
        OscarHarness aim = OscarHarness.loggedIn("romeo");
        arrived(aim, "juliet", HASH);
        aim.command(new RequestProfile(7, "juliet"));
        aim.answer(
                new Locate.Reply(OscarHarness.info("Juliet"), null, null),
                aim.last(Locate.Query.TYPE).request());
        assertThat(profile(aim)).isNull();
        redirect(aim);
        negotiate(aim);
        side(aim, new Bart.Reply(Bart.Reply.AIM, "juliet", HASH, GIF));
        assertThat(profile(aim))
                .isEqualTo(ContactProfile.of(
                        7,
                        "juliet",
                        ContactDetails.builder().nick("Juliet").build().with(PICTURE)));
    }

    /** The cache is everybody's: what has another hash than it was asked for by is thrown away. */
    @Test
    void whatHasAnotherHashIsNotKept() throws OscarException {
        OscarHarness aim = OscarHarness.loggedIn("romeo");
        Bytes other = PasswordHash.md5(Bytes.utf8("another"));
        arrived(aim, "juliet", other);
        redirect(aim);
        negotiate(aim);
        side(aim, new Bart.Reply(Bart.Reply.AIM, "juliet", other, GIF));
        assertThat(avatars(aim)).isEmpty();
        assertThat(aim.icons.get(other)).isNull();
        assertThat(last(aim).close()).isTrue();
    }

    @Test
    void withoutAServerOfIconsThereAreNone() throws OscarException {
        OscarHarness aim = OscarHarness.loggedIn("romeo");
        arrived(aim, "juliet", HASH);
        long request = aim.last(Oservice.ServiceRequest.TYPE).request();
        aim.command(new RequestProfile(7, "juliet"));
        aim.answer(
                new Locate.Reply(OscarHarness.info("Juliet"), null, null),
                aim.last(Locate.Query.TYPE).request());
        aim.answer(new SnacError(Oservice.FAMILY, SnacError.NOT_SUPPORTED_BY_HOST, 0), request);
        assertThat(Objects.requireNonNull(profile(aim)).profile())
                .isEqualTo(ContactDetails.builder().nick("Juliet").build());
        // And it is not asked at each arrival.
        arrived(aim, "nurse", PasswordHash.md5(Bytes.utf8("another")));
        assertThat(requests(aim)).isEqualTo(1);
        assertThat(avatars(aim)).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerOrGoesAwayIsGivenUp() throws OscarException {
        OscarHarness silent = OscarHarness.loggedIn("romeo");
        arrived(silent, "juliet", HASH);
        redirect(silent);
        silent.pass(Duration.ofSeconds(45));
        assertThat(last(silent).close()).isTrue();
        assertThat(silent.core.isOver()).isFalse();
    }

    @Test
    void anIconThatIsTakenAwayIsToldToBeGone() throws OscarException {
        OscarHarness icq = OscarHarness.loggedIn("1000001");
        arrived(icq, "2000002", HASH);
        redirect(icq);
        negotiate(icq);
        assertThat(asked(icq)).isEqualTo(new Bart.Request(Bart.Request.ICQ, "2000002", HASH));
        side(icq, new Bart.Reply(Bart.Reply.ICQ, "2000002", HASH, GIF));
        arrived(icq, "2000002", null);
        arrived(icq, "2000002", Bytes.utf8("short"));
        assertThat(avatars(icq))
                .containsExactly(new ContactAvatar("2000002", PICTURE.facts()), new ContactAvatar("2000002", null));
    }

    private static void arrived(OscarHarness harness, String name, @Nullable Bytes hash) throws OscarException {
        UserInfo info = hash == null ? OscarHarness.info(name) : OscarHarness.info(name, UserInfo.assetsTlv("", hash));
        harness.server(new Buddy.Presence(Buddy.Presence.ARRIVED, List.of(info)));
    }

    private static void redirect(OscarHarness harness) throws OscarException {
        harness.server(new Oservice.Redirect(Bart.FAMILY, "icons.example", Bytes.utf8("cookie")));
    }

    private static void negotiate(OscarHarness harness) throws OscarException {
        harness.sideFrame(FlapFrame.SIGN_ON, SignOn.PLAIN.encode());
        side(harness, new Oservice.HostOnline(List.of(Oservice.FAMILY, Bart.FAMILY)));
        side(harness, new Oservice.Versions(Oservice.Versions.GIVEN, List.of()));
        side(harness, new Rates.Info(List.of(), Map.of()));
    }

    private static void side(OscarHarness harness, SnacBody body) throws OscarException {
        harness.sideFrame(FlapFrame.DATA, Snac.of(body, 1).encode());
    }

    private static SnacBody asked(OscarHarness harness) throws OscarException {
        List<Bytes> frames = last(harness).frames();
        return SnacBodies.parse(
                Snac.parse(OscarHarness.decode(frames.get(frames.size() - 1)).data()));
    }

    private static Step.Side last(OscarHarness harness) {
        return harness.sides.get(harness.sides.size() - 1);
    }

    private static long requests(OscarHarness harness) {
        return harness.sent.stream()
                .filter(snac -> snac.type() == Oservice.ServiceRequest.TYPE)
                .count();
    }

    private static List<LegacyEvent> avatars(OscarHarness harness) {
        return harness.events.stream()
                .filter(event -> event instanceof ContactAvatar)
                .toList();
    }

    private static @Nullable ContactProfile profile(OscarHarness harness) {
        return (ContactProfile) harness.events.stream()
                .filter(event -> event instanceof ContactProfile)
                .findFirst()
                .orElse(null);
    }
}
