package im.gateway.node.user;

import im.gateway.node.legacy.Avatar;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The user's volatile state: what is true while the actor lives and needs no disk. Immutable.
 *
 * @param login where the legacy login stands
 * @param lastSession the number of the newest legacy session; numbers count up
 * @param resources the resources that are online, by name
 * @param contacts the legacy users who are there, by legacy name
 * @param awaitingFirstPresence contacts just granted, whose presence is to come before their own subscription request
 * @param held messages that wait for the login, oldest first
 * @param unread stanzas for the user from the time between registering and the first presence, oldest first
 * @param gatewayTold whether the user was told that the gateway is there
 * @param outageTold whether the user was told of the present outage
 * @param afterFailure whether what was told before is not known, since the actor was started anew with a login wanted
 * @param earlier what was told before, where that is known
 * @param probesBounced how many probes in a row have come back, since the user's server could not be asked
 * @param streamLost whether a stanza could not be written, and no stream has been reported since
 * @param endedCommands the sessions of commands that have ended lately
 * @param telling how far the roster has been told of the contact list
 * @param blockListReaders the resources that have asked whom the user has blocked
 * @param questions requests that wait for the legacy network's answer
 * @param bounced presence that goes nowhere until presence comes from where it was for
 * @param avatars the pictures of contacts, by legacy name, as far as the network has told; the bytes are not kept
 */
record Live(
        LoginState login,
        long lastSession,
        Map<String, Resource> resources,
        NameMap<ContactPresence> contacts,
        Set<String> awaitingFirstPresence,
        List<Input.Held> held,
        List<Element> unread,
        boolean gatewayTold,
        boolean outageTold,
        boolean afterFailure,
        Earlier earlier,
        int probesBounced,
        boolean streamLost,
        EndedCommands endedCommands,
        Telling telling,
        Set<String> blockListReaders,
        Questions questions,
        Set<Bounced> bounced,
        Map<String, Avatar.Facts> avatars) {
    static final Live INITIAL = new Live(
            new LoginState.LoggedOut(),
            0,
            Map.of(),
            NameMap.empty(),
            Set.of(),
            List.of(),
            List.of(),
            false,
            false,
            false,
            Earlier.NONE,
            0,
            false,
            EndedCommands.NONE,
            Telling.NONE,
            Set.of(),
            Questions.NONE,
            Set.of(),
            Map.of());

    /** Whether the user was told the same in both, as far as can be seen at once; false where one has to look closer. */
    @SuppressWarnings(
            "ReferenceEquality") // Decided at each message: equal values that are not the same cost a closer look, no
    // more.
    boolean tellsAs(Live other) {
        return contacts == other.contacts
                && earlier == other.earlier
                && gatewayTold == other.gatewayTold
                && outageTold == other.outageTold
                && afterFailure == other.afterFailure
                && streamLost == other.streamLost
                && bounced == other.bounced;
    }

    /** Whether nothing here would be missed if the actor stopped. */
    boolean isIdle() {
        boolean resting = login instanceof LoginState.LoggedOut || login instanceof LoginState.Barred;
        return resting
                && resources.isEmpty()
                && held.isEmpty()
                && unread.isEmpty()
                && !streamLost
                && questions.isEmpty();
    }
}
