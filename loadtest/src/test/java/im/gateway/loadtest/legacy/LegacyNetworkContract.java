package im.gateway.loadtest.legacy;

import static im.gateway.loadtest.legacy.RecordedEvents.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.gateway.loadtest.legacy.LegacySide.Contact;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.MessageOutcome;
import im.gateway.node.legacy.LegacyEvent.MessageReceived;
import im.gateway.node.legacy.LegacyEvent.TypingShown;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.Typing;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the port to legacy networks promises, whatever the network. What a network says that it cannot do is not asked of it. */
public abstract class LegacyNetworkContract extends LegacyContactsContract {
    private static final int MANY = 300;
    /** Fewer than any network refuses to queue. */
    private static final int AT_ONCE = 100;

    @Test
    @Tag("rfc2779-4.1.5")
    void messagesGoBothWaysWithEveryCharacter() {
        Contact contact = side.contact();
        contact.signOn();
        LegacySession session = loggedIn();
        for (String text : List.of(
                "plain",
                "a <b>bold</b> & \"quoted\" 'text' &amp; more",
                "h\u00e4user \u20ac \u041f\u0440\u0438\u0432\u0435\u0442 \uD83D\uDE00",
                "https://example.net/?a=1&b=2")) {
            long message = send(session, contact.name(), text);
            assertThat(contact.next()).isEqualTo("message: " + text);
            assertThat(outcomeOf(message)).isEqualTo(new MessageOutcome(message, null, null));
            contact.send(text);
            assertThat(events.await(MessageReceived.class)).isEqualTo(new MessageReceived(contact.name(), text, null));
        }
    }

    @Test
    void manyMessagesStayInOrderAndEachHasOneOutcome() {
        Contact contact = side.contact();
        contact.signOn();
        LegacySession session = loggedIn();
        OptionalLong acknowledgedBefore = side.acknowledged();
        for (int i = 0; i < MANY; i++) {
            if (i % AT_ONCE == AT_ONCE - 1) {
                outcomeOf(number);
            }
            send(session, contact.name(), "message " + i);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(contact.next()).isEqualTo("message: message " + i);
        }
        outcomeOf(number);
        assertThat(events.all(MessageOutcome.class))
                .hasSize(MANY)
                .allSatisfy(outcome -> assertThat(outcome.error()).isNull())
                .extracting(MessageOutcome::number)
                .doesNotHaveDuplicates();
        if (acknowledgedBefore.isPresent()) {
            assertThat(side.acknowledged()).hasValue(acknowledgedBefore.getAsLong() + MANY);
        }
        for (int i = 0; i < MANY; i++) {
            contact.send("answer " + i);
            if (i % AT_ONCE == AT_ONCE - 1) {
                for (int j = i - AT_ONCE + 1; j <= i; j++) {
                    assertThat(events.await(MessageReceived.class).body()).isEqualTo("answer " + j);
                }
            }
        }
    }

    @Test
    void aMessageToSomebodyWhoDoesNotExistFails() {
        LegacySession session = loggedIn();
        String nobody =
                Objects.requireNonNull(network.canonicalName(side.nobody().username()));
        MessageOutcome outcome = outcomeOf(send(session, nobody, "anybody there?"));
        assertThat(outcome.error()).isNotNull();
        assertThat(outcome.reason()).isNotNull();
    }

    @Test
    void aMessageThatIsTooLongIsRefusedAndTheNextIsNot() {
        Contact contact = side.contact();
        contact.signOn();
        LegacySession session = loggedIn();
        long tooLong = send(session, contact.name(), "x".repeat(200_000));
        assertThat(outcomeOf(tooLong).error()).isNotNull();
        assertThat(outcomeOf(send(session, contact.name(), "short")).error()).isNull();
    }

    @Test
    void whatIsAskedBeforeTheLoginIsCompleteWaitsForIt() {
        Contact contact = side.contact();
        contact.signOn();
        LegacySession session = open(side.user());
        long message = send(session, contact.name(), "early");
        assertThat(contact.next()).isEqualTo("message: early");
        assertThat(outcomeOf(message).error()).isNull();
    }

    @Test
    void messagesWaitForThoseWhoAreAway() {
        assumeTrue(can(Feature.OFFLINE_MESSAGES), "the network stores no messages");
        Contact contact = side.contact();
        LegacySession session = loggedIn();
        assertThat(outcomeOf(send(session, contact.name(), "for later")).error())
                .isNull();
        contact.signOn();
        assertThat(contact.next()).isEqualTo("message: for later");
        session.close();
        until("the user is gone", () -> !side.isOnline());
        contact.send("while you were away \u00e4");
        loggedIn();
        MessageReceived stored = events.await(MessageReceived.class);
        assertThat(stored.body()).isEqualTo("while you were away \u00e4");
        assertThat(stored.storedAt()).isNotNull();
        // Once only.
        loggedIn().perform(new LegacyCommand.SendMessage(++number, contact.name(), "thanks"));
        outcomeOf(number);
        assertThat(events.rest()).noneMatch(event -> event instanceof MessageReceived);
    }

    @Test
    void typingIsShownBothWays() {
        assumeTrue(can(Feature.TYPING), "the network does not tell who is typing");
        Contact contact = side.contact();
        contact.signOn();
        LegacySession session = loggedIn();
        for (Typing state : List.of(Typing.COMPOSING, Typing.PAUSED, Typing.STOPPED)) {
            session.perform(new LegacyCommand.ShowTyping(contact.name(), state));
            assertThat(contact.next()).isEqualTo("typing: " + state);
            contact.type(state);
            assertThat(events.await(TypingShown.class)).isEqualTo(new TypingShown(contact.name(), state));
        }
    }

    @Test
    void aNameThatAJidForbidsGoesThroughUnchanged() {
        Contact awkward = side.awkwardContact();
        assertThat(network.canonicalName(awkward.name())).isEqualTo(awkward.name());
        awkward.signOn();
        LegacySession session = loggedIn();
        session.perform(new LegacyCommand.AddContact(awkward.name()));
        presenceOf(awkward, true);
        awkward.send("hello");
        assertThat(events.await(MessageReceived.class).contact()).isEqualTo(awkward.name());
        assertThat(outcomeOf(send(session, awkward.name(), "hello back")).error())
                .isNull();
        assertThat(awkward.next()).isEqualTo("message: hello back");
    }
}
