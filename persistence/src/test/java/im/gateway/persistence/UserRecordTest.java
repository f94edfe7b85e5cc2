package im.gateway.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.persistence.UserEvent.AuthorizationDenied;
import im.gateway.persistence.UserEvent.BlockingChanged;
import im.gateway.persistence.UserEvent.BufferDelivered;
import im.gateway.persistence.UserEvent.ContactGone;
import im.gateway.persistence.UserEvent.ContactSaved;
import im.gateway.persistence.UserEvent.ContactsTold;
import im.gateway.persistence.UserEvent.CredentialsAccepted;
import im.gateway.persistence.UserEvent.CredentialsChanged;
import im.gateway.persistence.UserEvent.CredentialsRefused;
import im.gateway.persistence.UserEvent.DecisionOwed;
import im.gateway.persistence.UserEvent.DecisionsCarriedOut;
import im.gateway.persistence.UserEvent.DenialForgotten;
import im.gateway.persistence.UserEvent.SessionWanted;
import im.gateway.persistence.UserEvent.StanzaBuffered;
import im.gateway.persistence.UserEvent.SubscriptionChanged;
import im.gateway.persistence.UserEvent.Unregistered;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.subscription.SubscriptionState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UserRecordTest {
    private final UserRecord registered = UserRecord.EMPTY.apply(Examples.REGISTERED);

    @Test
    void everyEventHasARuleAlsoWhereItMakesNoSense() {
        for (UserRecord record : List.of(UserRecord.EMPTY, registered, Examples.record())) {
            for (UserEvent event : Examples.EVENTS) {
                assertThat(record.apply(event)).isNotNull();
            }
        }
    }

    @Test
    void credentialsAreRefusedUntilTheyChangeOrWorkAgain() {
        UserRecord refused = registered.apply(new CredentialsRefused(1));
        assertThat(refused.registration())
                .isEqualTo(new UserRecord.Registration("juliet", Examples.SECRET, "it", true));
        assertThat(refused.apply(new CredentialsAccepted(2))).isEqualTo(registered);

        UserRecord changed = refused.apply(new CredentialsChanged("julia", Examples.SECRET, 2));
        assertThat(changed.registration())
                .isEqualTo(new UserRecord.Registration("julia", Examples.SECRET, "it", false));
        assertThat(UserRecord.EMPTY.apply(new CredentialsRefused(1))).isEqualTo(UserRecord.EMPTY);
    }

    @Test
    void savingAContactKeepsItsSubscription() {
        UserRecord record = fold(
                registered,
                new SubscriptionChanged("romeo", SubscriptionState.BOTH),
                new ContactSaved("romeo", "Romeo", List.of("Verona")));
        assertThat(record.contacts().get("romeo"))
                .isEqualTo(new Contact("romeo", "Romeo", List.of("Verona"), SubscriptionState.BOTH));
    }

    @Test
    void aLaterDecisionTakesThePlaceOfTheEarlierOneOfItsKind() {
        UserRecord record = fold(
                registered,
                owed("romeo", Owed.Decision.GRANT),
                owed("romeo", Owed.Decision.ADD),
                owed("paris", Owed.Decision.DENY),
                owed("paris", Owed.Decision.UNBLOCK),
                owed("paris", Owed.Decision.BLOCK),
                owed("romeo", Owed.Decision.REMOVE));
        assertThat(record.owed())
                .containsExactly(
                        new Owed("romeo", Owed.Decision.GRANT),
                        new Owed("paris", Owed.Decision.DENY),
                        new Owed("paris", Owed.Decision.BLOCK),
                        new Owed("romeo", Owed.Decision.REMOVE));
        assertThat(record.apply(new DecisionsCarriedOut(List.of("romeo"))).owed())
                .containsExactly(new Owed("paris", Owed.Decision.DENY), new Owed("paris", Owed.Decision.BLOCK));
    }

    @Test
    void theOldestDecisionsAreForgotten() {
        UserRecord record = registered;
        for (int i = 0; i <= UserRecord.MAX_OWED; i++) {
            record = record.apply(owed("contact" + i, Owed.Decision.GRANT));
        }
        assertThat(record.owed())
                .hasSize(UserRecord.MAX_OWED)
                .doesNotContain(new Owed("contact0", Owed.Decision.GRANT));
    }

    @Test
    void whoIsBlockedIsKeptInOrder() {
        UserRecord record = fold(
                registered,
                new BlockingChanged(List.of("tybalt", "paris"), List.of()),
                new BlockingChanged(List.of("mercutio"), List.of("paris")));
        assertThat(record.blocked()).containsExactly("mercutio", "tybalt");
        assertThat(record.hasBlocked("tybalt")).isTrue();
        assertThat(record.hasBlocked("paris")).isFalse();
    }

    @Test
    void aSessionIsWantedByAResourceOrByWhoStays() {
        assertThat(registered.wantsSession()).isFalse();
        assertThat(registered.apply(new SessionWanted(List.of("a"))).wantsSession())
                .isTrue();
        assertThat(registered.apply(Examples.STAYING).wantsSession()).isTrue();
        assertThat(registered
                        .apply(Examples.STAYING)
                        .apply(new SessionWanted(List.of()))
                        .wantsSession())
                .isFalse();
        assertThat(UserRecord.EMPTY.apply(Examples.STAYING).wantsSession()).isFalse();
    }

    private static UserEvent owed(String contact, Owed.Decision decision) {
        return new DecisionOwed(new Owed(contact, decision));
    }

    @Test
    void theBufferKeepsOrderAndNumbers() {
        UserRecord record = fold(
                registered,
                new StanzaBuffered(1, "<a/>"),
                new StanzaBuffered(2, "<b/>"),
                new BufferDelivered(1),
                new StanzaBuffered(3, "<c/>"));
        assertThat(record.buffered()).containsExactly(new StanzaBuffered(2, "<b/>"), new StanzaBuffered(3, "<c/>"));

        UserRecord empty = record.apply(new BufferDelivered(3));
        assertThat(empty.buffered()).isEmpty();
        assertThat(empty.bufferedUpTo()).isEqualTo(3);
    }

    @Test
    void whatTheRosterWasToldFollowsTheNetworksList() {
        UserRecord told = fold(
                registered,
                new ContactSaved("romeo", "Romeo", List.of()),
                new ContactsTold(List.of("romeo", "nobody"), false));
        assertThat(told.contacts().get("nobody")).isNull();
        assertThat(listing(told)).isEqualTo(Listing.TOLD);
        UserRecord changed = told.apply(new ContactSaved("romeo", "R", List.of()));
        assertThat(listing(changed)).isEqualTo(Listing.CHANGED);
        assertThat(listing(changed.apply(new SubscriptionChanged("romeo", SubscriptionState.BOTH))))
                .isEqualTo(Listing.CHANGED);

        UserRecord gone =
                fold(changed, new SubscriptionChanged("romeo", SubscriptionState.BOTH), new ContactGone("romeo"));
        assertThat(gone.contacts().get("romeo"))
                .isEqualTo(new Contact("romeo", "R", List.of(), SubscriptionState.NONE, Listing.GONE));
        assertThat(gone.apply(new ContactGone("nobody"))).isEqualTo(gone);
        assertThat(listing(gone.apply(new ContactSaved("romeo", "R", List.of()))))
                .isEqualTo(Listing.CHANGED);
    }

    private static Listing listing(UserRecord record) {
        return java.util.Objects.requireNonNull(record.contacts().get("romeo")).listing();
    }

    @Test
    void aDenialHoldsUntilItIsForgottenAndThereIsALimit() {
        UserRecord denied = fold(registered, new AuthorizationDenied("paris"), new AuthorizationDenied("paris"));
        assertThat(denied.denied()).containsExactly("paris");
        assertThat(denied.apply(new DenialForgotten("paris")).hasDenied("paris"))
                .isFalse();
        UserRecord many = denied;
        for (int i = 0; i < UserRecord.MAX_DENIED; i++) {
            many = many.apply(new AuthorizationDenied("suitor" + i));
        }
        assertThat(many.denied()).hasSize(UserRecord.MAX_DENIED).doesNotContain("paris");
    }

    @Test
    @Tag("xep0100-4.3.1-3")
    void unregisteringForgetsAll() {
        assertThat(Examples.record().apply(new SessionWanted(List.of("a"))).apply(new Unregistered(1)))
                .isEqualTo(UserRecord.EMPTY);
    }

    @Test
    void registrationIdsReadWhatTheyWrote() {
        assertThat(RegistrationId.ofText(Examples.JULIET.text()))
                .isEqualTo(Examples.JULIET)
                .hasSameHashCodeAs(Examples.JULIET)
                .isNotEqualTo(new RegistrationId("elsewhere.example.org", Examples.JULIET.user()))
                .isNotEqualTo(new RegistrationId(Examples.JULIET.domain(), BareJid.of("nobody@example.org")));
        for (String malformed : List.of("", "|juliet@capulet.example", "irc.example.org", "irc.example.org|a@b/c")) {
            assertThatThrownBy(() -> RegistrationId.ofText(malformed)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static UserRecord fold(UserRecord start, UserEvent... events) {
        return Stream.of(events).reduce(start, UserRecord::apply, (a, b) -> b);
    }
}
