package im.gateway.persistence;

import im.gateway.protocol.subscription.SubscriptionState;
import java.util.List;

/** One of each, for tests. */
public final class Examples {
    public static final RegistrationId JULIET = RegistrationId.ofText("irc.example.org|juliet@capulet.example");
    public static final Secret SECRET = new Secret("2026-11", "AAECAwQFBgcICQoL", "c2VhbGVkIHNlY3JldA==");

    public static final UserEvent.Registered REGISTERED =
            new UserEvent.Registered("juliet", SECRET, "it", 1_700_000_000_000L);

    /** One event of each kind, with every field filled. */
    public static final List<UserEvent> EVENTS = List.of(
            REGISTERED,
            new UserEvent.CredentialsChanged("julia", SECRET, 1_700_000_000_001L),
            new UserEvent.CredentialsRefused(1_700_000_000_002L),
            new UserEvent.CredentialsAccepted(1_700_000_000_003L),
            new UserEvent.ContactSaved("romeo", "Romeo M\u00f2ntague \u2665", List.of("Verona", "Friends")),
            new UserEvent.SubscriptionChanged("romeo", SubscriptionState.BOTH),
            new UserEvent.ContactRemoved("tybalt"),
            new UserEvent.SessionWanted(List.of("balcony", "chamber")),
            new UserEvent.StanzaBuffered(
                    7, "<message xmlns='jabber:component:accept'><body>wherefore</body></message>"),
            new UserEvent.BufferDelivered(6),
            new UserEvent.Unregistered(1_700_000_000_004L));

    private Examples() {}

    /** The record after all events but the last. */
    public static UserRecord record() {
        return EVENTS.subList(0, EVENTS.size() - 1).stream().reduce(UserRecord.EMPTY, UserRecord::apply, (a, b) -> b);
    }
}
