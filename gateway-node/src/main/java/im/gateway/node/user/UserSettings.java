package im.gateway.node.user;

import java.time.Duration;

/**
 * The user actor's settings.
 *
 * @param firstRetry the pause after the first failed login; doubles with each further one, and half of it is random
 * @param longestRetry the longest pause between two logins
 * @param unusedSession how long the login that checked the credentials waits for its user to come online
 * @param tellOutage how long a connection that was lost may be away before the user hears of it
 * @param probeAnswer how long the user's server has to say which resources are online, and a server or client to answer a request
 * @param suggestionAnswer how long a client has to answer suggestions for the roster, which it may show to its user first
 * @param reconcile how long after a login the network has to report the contacts that are there
 * @param firstPresence how long a contact that was just granted may go unreported before it counts as not there
 * @param maxHeld messages that may wait for a login; further ones are answered with {@code resource-constraint}
 * @param idle how long an actor that nobody needs stays in memory
 */
public record UserSettings(
        Duration firstRetry,
        Duration longestRetry,
        Duration unusedSession,
        Duration tellOutage,
        Duration probeAnswer,
        Duration suggestionAnswer,
        Duration reconcile,
        Duration firstPresence,
        int maxHeld,
        Duration idle) {
    /** What is shipped; the reasons stand beside the keys in users.conf. */
    public static final UserSettings DEFAULT = new UserSettings(
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            200,
            Duration.ofMinutes(2));
}
