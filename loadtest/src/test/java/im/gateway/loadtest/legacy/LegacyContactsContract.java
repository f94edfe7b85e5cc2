package im.gateway.loadtest.legacy;

import static im.gateway.loadtest.legacy.RecordedEvents.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.gateway.loadtest.legacy.LegacySide.Contact;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.AddContactFailed;
import im.gateway.node.legacy.LegacyEvent.AuthorizationAnswered;
import im.gateway.node.legacy.LegacyEvent.AuthorizationRequested;
import im.gateway.node.legacy.LegacyEvent.ContactChanged;
import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.node.legacy.LegacyEvent.ContactPresence;
import im.gateway.node.legacy.LegacyEvent.LoggedIn;
import im.gateway.node.legacy.LegacyEvent.MessageReceived;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.legacy.LegacySession;
import im.gateway.protocol.stanza.Presence.Show;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract's part about contacts, presence and authorization. */
abstract class LegacyContactsContract extends LegacyProfilesContract {
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
    void aContactIsCalledOtherwiseAndMovedAndNeverOutOfSight() {
        assumeTrue(can(Feature.GROUPS), "the network keeps no names and groups");
        Contact contact = side.contact();
        contact.signOn();
        side.setContactList(
                "Friends", List.of(contact.name(), side.awkwardContact().name()));
        LegacySession session = loggedIn();
        events.await(ContactList.class);
        presenceOf(contact, true);
        session.perform(new LegacyCommand.ChangeContact(
                ++number, contact.name(), "\u041f Jule \uD83D\uDE00", List.of("Verona")));
        assertThat(entry(events.await(ContactList.class), contact))
                .isEqualTo(new ContactList.Entry(contact.name(), "\u041f Jule \uD83D\uDE00", List.of("Verona")));
        ContactChanged changed = events.await(ContactChanged.class);
        assertThat(changed).isEqualTo(new ContactChanged(number, contact.name(), null, null));
        assertThat(side.listed(contact.name()))
                .isEqualTo(new ContactList.Entry(contact.name(), "\u041f Jule \uD83D\uDE00", List.of("Verona")));

        session.perform(new LegacyCommand.ChangeContact(++number, contact.name(), null, List.of()));
        assertThat(entry(events.await(ContactList.class), contact))
                .isEqualTo(new ContactList.Entry(contact.name(), null, List.of("Verona")));
        contact.away("still seen");
        events.await(ContactPresence.class, event -> "still seen".equals(event.status()));
        assertThat(side.contactList()).contains(side.awkwardContact().name()).hasSize(2);
    }

    @Test
    void whoIsNotOnTheListCannotBeChanged() {
        assumeTrue(can(Feature.GROUPS), "the network keeps no names and groups");
        LegacySession session = loggedIn();
        session.perform(new LegacyCommand.ChangeContact(++number, side.contact().name(), "Jule", List.of()));
        ContactChanged changed = events.await(ContactChanged.class);
        assertThat(changed.error()).isEqualTo(StanzaCondition.ITEM_NOT_FOUND);
        assertThat(changed.number()).isEqualTo(number);
    }

    private static ContactList.@Nullable Entry entry(ContactList list, Contact contact) {
        return list.contacts().stream()
                .filter(entry -> entry.contact().equals(contact.name()))
                .findFirst()
                .orElse(null);
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
    @Tag("rfc2779-5.1.15")
    void whoIsBlockedSeesNobodyAndIsNotHeard() {
        assumeTrue(can(Feature.BLOCKING), "the network shows everybody to everybody");
        Contact contact = side.contact();
        contact.signOn();
        contact.watch();
        LegacySession session = loggedIn();
        until("the contact sees the user", contact::seesUser);
        session.perform(new LegacyCommand.Block(contact.name()));
        until("the user is gone for the contact", () -> !contact.seesUser());
        contact.send("art thou there?");

        LegacySession again = loggedIn();
        again.perform(new LegacyCommand.Block(contact.name()));
        outcomeOf(send(again, side.awkwardContact().name(), "is anybody looking?"));
        assertThat(contact.seesUser()).as("the network remembers").isFalse();
        again.perform(new LegacyCommand.Unblock(contact.name()));
        until("the contact sees the user again", contact::seesUser);
        contact.send("there thou art");
        assertThat(events.await(MessageReceived.class).body()).isEqualTo("there thou art");
    }

    @Test
    @Tag("rfc3921-5.1.6-record")
    void aQuestionThatCameWhileTheUserWasAwayIsAskedAtTheLogin() {
        assumeTrue(can(Feature.AUTHORIZATION), "the network has no authorization");
        Contact contact = side.contact();
        contact.signOn();
        contact.askForAuthorization("are you there?");
        loggedIn();
        assertThat(events.await(AuthorizationRequested.class).text()).isEqualTo("are you there?");
    }
}
