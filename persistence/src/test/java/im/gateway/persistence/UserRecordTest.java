package im.gateway.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.persistence.UserEvent.BufferDelivered;
import im.gateway.persistence.UserEvent.ContactSaved;
import im.gateway.persistence.UserEvent.CredentialsAccepted;
import im.gateway.persistence.UserEvent.CredentialsChanged;
import im.gateway.persistence.UserEvent.CredentialsRefused;
import im.gateway.persistence.UserEvent.SessionWanted;
import im.gateway.persistence.UserEvent.StanzaBuffered;
import im.gateway.persistence.UserEvent.SubscriptionChanged;
import im.gateway.persistence.UserEvent.Unregistered;
import im.gateway.protocol.subscription.SubscriptionState;
import java.util.List;
import java.util.stream.Stream;
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
    void unregisteringForgetsAll() {
        assertThat(Examples.record().apply(new SessionWanted(List.of("a"))).apply(new Unregistered(1)))
                .isEqualTo(UserRecord.EMPTY);
    }

    @Test
    void registrationIdsReadWhatTheyWrote() {
        assertThat(RegistrationId.ofText(Examples.JULIET.text())).isEqualTo(Examples.JULIET);
        for (String malformed : List.of("", "|juliet@capulet.example", "irc.example.org", "irc.example.org|a@b/c")) {
            assertThatThrownBy(() -> RegistrationId.ofText(malformed)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static UserRecord fold(UserRecord start, UserEvent... events) {
        return Stream.of(events).reduce(start, UserRecord::apply, (a, b) -> b);
    }
}
