package im.gateway.node.oscar;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand.SendMessage;
import im.gateway.node.legacy.LegacyEvent.MessageOutcome;
import im.gateway.node.legacy.LegacyEvent.MessageReceived;
import im.gateway.node.legacy.LegacyEvent.ServiceNotice;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.Icq;
import im.gateway.protocol.oscar.IcqMessage;
import im.gateway.protocol.oscar.ImText;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.RateClass;
import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.SnacError;
import im.gateway.protocol.oscar.Tlv;
import im.gateway.protocol.oscar.Tlvs;
import im.gateway.protocol.stanza.StanzaCondition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages both ways and their pace, the server played word by word. */
class OscarMessagesTest {
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

    @Test
    @Tag("rfc2779-5.4.8")
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
}
