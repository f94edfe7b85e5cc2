package im.gateway.loadtest.legacy;

import static im.gateway.loadtest.legacy.RecordedEvents.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.gateway.loadtest.legacy.LegacySide.Contact;
import im.gateway.node.legacy.LegacyCommand;
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
import im.gateway.node.legacy.LegacyEvent.TypingShown;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.Typing;
import im.gateway.protocol.stanza.Presence.Show;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the port to legacy networks promises, whatever the network. What a network says that it cannot do is not asked of it. */
public abstract class LegacyNetworkContract {
    private static final int MANY = 300;

    private LegacySide side;
    private LegacyNetwork network;
    private final List<LegacySession> sessions = new ArrayList<>();
    private RecordedEvents events = new RecordedEvents();
    private long number;

    /** A network and a service, both new. */
    protected abstract LegacySide open();

    @BeforeEach
    final void begin() {
        side = open();
        network = side.network();
    }

    @AfterEach
    final void end() {
        sessions.forEach(LegacySession::close);
        side.close();
    }

    private LegacySession open(Credentials credentials) {
        events = new RecordedEvents();
        LegacySession session = network.open(credentials, events);
        sessions.add(session);
        return session;
    }

    private LegacySession loggedIn() {
        LegacySession session = open(side.user());
        events.await(LoggedIn.class);
        return session;
    }

    private boolean can(Feature feature) {
        return network.profile().features().contains(feature);
    }

    private long send(LegacySession session, String contact, String body) {
        session.perform(new LegacyCommand.SendMessage(++number, contact, body));
        return number;
    }

    private MessageOutcome outcomeOf(long message) {
        return events.await(MessageOutcome.class, outcome -> outcome.number() == message);
    }

    // Login and logout.

    @Test
    void aGoodLoginIsSeenOnBothSides() {
        open(side.user());
        LoggedIn loggedIn = events.await(LoggedIn.class);
        assertThat(network.canonicalName(loggedIn.ownName()))
                .isEqualTo(network.canonicalName(side.user().username()));
        until("the service shows the user", side::isOnline);
    }

    @Test
    void aWrongPasswordFailsTheLoginAndNothingFollows() {
        LegacySession session = open(new Credentials(side.user().username(), "wrong-pw"));
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.BAD_CREDENTIALS);
        session.perform(new LegacyCommand.ShowPresence(Show.DND, "still there?"));
        assertThat(side.isOnline()).isFalse();
        assertThat(events.rest()).isEmpty();
    }

    @Test
    void anUnknownAccountFailsTheLogin() {
        open(side.nobody());
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.BAD_CREDENTIALS);
    }

    @Test
    void credentialsThatCannotBeRightAreRefusedBeforeAnybodyIsAsked() {
        Credentials impossible = new Credentials(side.impossibleName(), "secret");
        assertThat(network.refusal(impossible)).isNotNull();
        assertThat(network.refusal(side.user())).isNull();
        assertThat(network.canonicalName(side.impossibleName())).isNull();
        open(impossible);
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.BAD_CREDENTIALS);
    }

    @Test
    void aServiceThatIsAwayIsUnreachableAndCanBeReachedLater() {
        side.setReachable(false);
        open(side.user());
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.UNREACHABLE);
        side.setReachable(true);
        loggedIn();
    }

    @Test
    void aLostConnectionEndsTheSessionAndAnotherLoginWorks() {
        LegacySession session = loggedIn();
        side.dropConnections();
        assertThat(events.await(LoggedOut.class).failure()).isEqualTo(Failure.UNREACHABLE);
        session.perform(new LegacyCommand.SendMessage(99, side.contact().name(), "into the void"));
        assertThat(events.rest()).isEmpty();
        loggedIn();
        until("the service shows the user again", side::isOnline);
    }

    @Test
    void closingLogsOutAndSaysNothing() {
        LegacySession session = loggedIn();
        until("the service shows the user", side::isOnline);
        events.rest();
        session.close();
        until("the service shows the user as gone", () -> !side.isOnline());
        assertThat(events.rest()).noneMatch(event -> event instanceof LoggedOut);
    }

    @Test
    void closingDuringTheLoginIsPossible() {
        LegacySession session = open(side.user());
        session.close();
        session.close();
        loggedIn();
    }

    // Contacts and presence.

    @Test
    void theContactListComesAfterTheLogin() {
        assumeTrue(can(Feature.CONTACT_LIST), "the network keeps no contact list");
        List<String> names =
                List.of(side.contact().name(), side.awkwardContact().name());
        side.setContactList("Friends", names);
        loggedIn();
        ContactList list = events.await(ContactList.class);
        assertThat(list.contacts()).extracting(ContactList.Entry::contact).containsExactlyElementsOf(names);
        assertThat(list.contacts()).allSatisfy(entry -> {
            assertThat(entry.groups()).containsExactly("Friends");
            assertThat(network.canonicalName(entry.contact())).isEqualTo(entry.contact());
        });
    }

    @Test
    void aWatchedContactComesIsAwayAndGoes() {
        Contact contact = side.contact();
        LegacySession session = loggedIn();
        session.perform(new LegacyCommand.Watch(List.of(contact.name())));
        contact.signOn();
        assertThat(presenceOf(contact, true).show()).isEqualTo(Show.ONLINE);
        contact.away("at the <tomb> & back");
        ContactPresence away = events.await(
                ContactPresence.class, event -> event.contact().equals(contact.name()) && event.status() != null);
        assertThat(away.show()).isEqualTo(contact.awayShow());
        assertThat(away.status()).isEqualTo("at the <tomb> & back");
        contact.signOff();
        presenceOf(contact, false);
    }

    @Test
    void aContactWhoIsThereAlreadyIsSeenAtTheLogin() {
        Contact contact = side.contact();
        contact.signOn();
        LegacySession session = open(side.user());
        session.perform(new LegacyCommand.Watch(List.of(contact.name())));
        events.await(LoggedIn.class);
        presenceOf(contact, true);
    }

    private ContactPresence presenceOf(Contact contact, boolean there) {
        return events.await(
                ContactPresence.class,
                event -> event.contact().equals(contact.name()) && (event.show() != null) == there);
    }

    @Test
    void anAddedContactIsSeenAndARemovedOneIsNot() {
        Contact contact = side.contact();
        contact.signOn();
        LegacySession session = loggedIn();
        session.perform(new LegacyCommand.AddContact(contact.name()));
        presenceOf(contact, true);
        if (can(Feature.CONTACT_LIST)) {
            until("the contact is on the list", () -> side.contactList().contains(contact.name()));
        }
        session.perform(new LegacyCommand.RemoveContact(contact.name()));
        if (can(Feature.CONTACT_LIST)) {
            until("the contact is off the list", () -> side.contactList().isEmpty());
        }
        events.rest();
        contact.away("unseen");
        outcomeOf(send(session, contact.name(), "still friends?"));
        assertThat(events.rest())
                .noneMatch(event -> event instanceof ContactPresence presence && presence.show() != null);
        loggedIn();
    }

    @Test
    void aNameThatNobodyCanHaveIsNotAdded() {
        LegacySession session = loggedIn();
        session.perform(new LegacyCommand.AddContact("\u0001 " + side.impossibleName()));
        assertThat(events.await(AddContactFailed.class).error()).isEqualTo(StanzaCondition.ITEM_NOT_FOUND);
    }

    @Test
    void ownPresenceIsShownFromTheBeginningAndWhenItChanges() {
        LegacySession session = open(side.user());
        session.perform(new LegacyCommand.ShowPresence(Show.AWAY, "in exile"));
        events.await(LoggedIn.class);
        until("the first text is shown", () -> side.shownText().contains("in exile"));
        session.perform(new LegacyCommand.ShowPresence(Show.DND, "duelling"));
        until("the second text is shown", () -> side.shownText().contains("duelling"));
        session.perform(new LegacyCommand.ShowPresence(Show.ONLINE, null));
        until("no text is shown", () -> side.shownText().isEmpty());
    }

    // Authorization.

    @Test
    void aContactWhoHasToBeAskedIsAskedAndGrants() {
        assumeTrue(can(Feature.AUTHORIZATION), "the network has no authorization");
        Contact shy = side.shyContact();
        shy.signOn();
        LegacySession session = loggedIn();
        session.perform(new LegacyCommand.AddContact(shy.name()));
        assertThat(shy.next()).startsWith("asked: ");
        assertThat(events.rest())
                .noneMatch(event -> event instanceof ContactPresence presence
                        && presence.contact().equals(shy.name()));
        shy.answerAuthorization(true);
        AuthorizationAnswered answer = events.await(AuthorizationAnswered.class);
        assertThat(answer).isEqualTo(new AuthorizationAnswered(shy.name(), true));
        session.perform(new LegacyCommand.AddContact(shy.name()));
        assertThat(events.await(AuthorizationAnswered.class)).isEqualTo(answer);
        LegacySession again = loggedIn();
        again.perform(new LegacyCommand.Watch(List.of(shy.name())));
        presenceOf(shy, true);
    }

    @Test
    void aContactWhoHasToBeAskedMayDeny() {
        assumeTrue(can(Feature.AUTHORIZATION), "the network has no authorization");
        Contact shy = side.shyContact();
        shy.signOn();
        LegacySession session = loggedIn();
        session.perform(new LegacyCommand.AddContact(shy.name()));
        assertThat(shy.next()).startsWith("asked: ");
        shy.answerAuthorization(false);
        assertThat(events.await(AuthorizationAnswered.class)).isEqualTo(new AuthorizationAnswered(shy.name(), false));
    }

    @Test
    void aLegacyUserMayAskAndIsAnswered() {
        assumeTrue(can(Feature.AUTHORIZATION), "the network has no authorization");
        Contact contact = side.contact();
        contact.signOn();
        LegacySession session = loggedIn();
        contact.askForAuthorization("let me see you");
        AuthorizationRequested asked = events.await(AuthorizationRequested.class);
        assertThat(asked).isEqualTo(new AuthorizationRequested(contact.name(), "let me see you"));
        session.perform(new LegacyCommand.AnswerAuthorization(contact.name(), true));
        assertThat(contact.next()).isEqualTo("answered: true");
    }

    @Test
    void aQuestionThatCameWhileTheUserWasAwayIsAskedAtTheLogin() {
        assumeTrue(can(Feature.AUTHORIZATION), "the network has no authorization");
        Contact contact = side.contact();
        contact.signOn();
        contact.askForAuthorization("are you there?");
        loggedIn();
        assertThat(events.await(AuthorizationRequested.class).text()).isEqualTo("are you there?");
    }

    // Messages.

    @Test
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
        long acknowledgedBefore = side.acknowledged();
        for (int i = 0; i < MANY; i++) {
            if (i % 100 == 99) {
                outcomeOf(number);
            }
            send(session, contact.name(), "message " + i);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(contact.next()).isEqualTo("message: message " + i);
        }
        outcomeOf(number);
        assertThat(events.rest()).noneMatch(event -> event instanceof MessageOutcome);
        assertThat(side.acknowledged() - acknowledgedBefore).isEqualTo(MANY);
        for (int i = 0; i < MANY; i++) {
            contact.send("answer " + i);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(events.await(MessageReceived.class).body()).isEqualTo("answer " + i);
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
