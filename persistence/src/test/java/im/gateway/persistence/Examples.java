package im.gateway.persistence;

import im.gateway.protocol.subscription.SubscriptionState;
import java.util.List;
import java.util.stream.Stream;

/** One of each, for tests. */
public final class Examples {
    public static final RegistrationId JULIET = RegistrationId.ofText("irc.example.org|juliet@capulet.example");
    public static final Secret SECRET = new Secret("2026-11", "AAECAwQFBgcICQoL", "c2VhbGVkIHNlY3JldA==");

    public static final UserEvent.Registered REGISTERED =
            new UserEvent.Registered("juliet", SECRET, "it", 1_700_000_000_000L);

    private static final List<UserEvent> FIRST_RELEASE = List.of(
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
            new UserEvent.BufferDelivered(6));

    private static final List<UserEvent> ADDED_LATER = List.of(
            new UserEvent.ContactsTold(List.of("romeo", "mercutio"), true),
            new UserEvent.ContactGone("romeo"),
            new UserEvent.AuthorizationDenied("paris"),
            new UserEvent.DenialForgotten("rosaline"));

    /** Decisions that wait for a login, preferences and blocking. */
    private static final List<UserEvent> OF_DECISIONS = List.of(
            new UserEvent.DecisionOwed(new Owed("capuletnurse", Owed.Decision.GRANT)),
            new UserEvent.DecisionsCarriedOut(List.of("tybalt", "mercutio")),
            new UserEvent.PreferencesChanged(new Preferences(true, false, "fr")),
            new UserEvent.BlockingChanged(List.of("tybalt", "paris"), List.of("paris")));

    /** One event of each kind, with every field filled. */
    public static final List<UserEvent> EVENTS = Stream.<List<UserEvent>>of(
                    FIRST_RELEASE, ADDED_LATER, OF_DECISIONS, List.of(new UserEvent.Unregistered(1_700_000_000_004L)))
            .flatMap(List::stream)
            .toList();

    /** The login of a user who stays connected, and is not online. */
    public static final UserEvent.SessionWanted STAYING = new UserEvent.SessionWanted(List.of(), true);

    /** The other kind of decision that waits for a login: about a block. */
    public static final UserEvent.DecisionOwed UNBLOCKING =
            new UserEvent.DecisionOwed(new Owed("tybalt", Owed.Decision.UNBLOCK));

    private Examples() {}

    /** A record with every field that the first release had. */
    public static UserRecord record() {
        return FIRST_RELEASE.stream().reduce(UserRecord.EMPTY, UserRecord::apply, (a, b) -> b);
    }

    /** The same with what was added later. */
    public static UserRecord laterRecord() {
        return ADDED_LATER.stream().reduce(record(), UserRecord::apply, (a, b) -> b);
    }

    /** The same with decisions, preferences and blocking, of a user who stays connected. */
    public static UserRecord recordOfDecisions() {
        return OF_DECISIONS.stream()
                .reduce(laterRecord(), UserRecord::apply, (a, b) -> b)
                .apply(STAYING);
    }
}
