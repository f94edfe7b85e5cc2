package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.persistence.journal.UserJournal;
import org.jspecify.annotations.Nullable;

/** What the parts of a user actor tell it, from whatever thread: it never leaves the node. */
sealed interface Notice extends UserActor.Command {
    /** The legacy session of that number says something. */
    record FromSession(long session, LegacyEvent event) implements Notice {}

    /** The pace of logins allows this session. */
    record LoginPermitted(long session) implements Notice {}

    record FromJournal(UserJournal.Reply reply) implements Notice {}

    /** A row of the table of registrations could not be written. */
    record RowFailed() implements Notice {}

    record TimerOut(Input.Timer timer) implements Notice {}

    record FromWayOut(WayOut.News news) implements Notice {}

    /** It is this user's turn to be asked for their presence. */
    record TurnToAsk() implements Notice {}

    /** What the user was told by the actor before this one; null where that is not known. */
    record Recalled(@Nullable Told told) implements Notice {}

    record TableRead(Input.RegistrationsRead read) implements Notice {}

    /** The password is sealed with a key that is not the newest one. */
    record KeyIsOld() implements Notice {}

    /** Time to look whether anybody needs the actor. */
    record Idle() implements Notice {}

    /**
     * Time to look whether the actor, which is to end here, has nothing under way.
     *
     * @param overdue whether it ends in any case
     */
    record Leave(boolean overdue) implements Notice {}

    /** The network has said what it had to say before the logout. */
    record LoggedOut() implements Notice {}

    /** The session of that number, 0 for none, was to end before the node is taken out, and is over. */
    record SessionLeft(long session) implements Notice {}

    /** The network has had its time to end such a session. */
    record LeaveOverdue() implements Notice {}

    /** Time to look whether it is known what came to pass while the process stood still. */
    record LookAgain() implements Notice {}
}
