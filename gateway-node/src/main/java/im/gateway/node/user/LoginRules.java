package im.gateway.node.user;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.text.TextKey;
import im.gateway.persistence.Contact;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord.Registration;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.StanzaCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When the user is logged in on the legacy service, and what becomes of a login that fails (XEP-0100 section 4.4). */
final class LoginRules {
    /**
     * What looks like another client's login may be the gateway's own: a node that stood still has lost its users to the others, hears of
     * their logins first when it goes on, and only then, within a second or two, that it is none of the cluster's any more.
     */
    private static final Duration OWN_LOGIN_IS_KNOWN = Duration.ofSeconds(5);

    private LoginRules() {}

    /** The user is online: log in, unless that is so or under way already. */
    static void want(Draft draft) {
        Registration registration = draft.record.registration();
        if (registration == null) {
            return;
        }
        boolean resting = draft.login instanceof LoginState.LoggedOut || draft.login instanceof LoginState.Barred;
        if (!resting) {
            return;
        }
        if (registration.refused()) {
            draft.login = new LoginState.Barred(Failure.BAD_CREDENTIALS);
            sendFailure(draft, Failure.BAD_CREDENTIALS, null);
        } else {
            begin(draft, registration, 0);
        }
    }

    /** Somebody is online, or the user stays connected. */
    static boolean isWanted(Draft draft) {
        return !draft.resources().isEmpty() || draft.record.staying();
    }

    static void begin(Draft draft, Registration registration, int attempt) {
        draft.lastSession++;
        draft.login = new LoginState.Connecting(draft.lastSession, attempt);
        draft.effect(new Effect.OpenSession(draft.lastSession, registration.username(), registration.password()));
    }

    /** The actor is there: log in again by ourselves where a login is wanted (design, decision 2). */
    static void woken(Draft draft, @Nullable Told told) {
        Registration registration = draft.record.registration();
        if (!draft.record.buffered().isEmpty()) {
            MessageRules.sendBuffered(draft);
        }
        boolean nobodyYet = draft.resources().isEmpty() && draft.login instanceof LoginState.LoggedOut;
        if (registration == null || !draft.record.wantsSession() || !nobodyYet) {
            return;
        }
        draft.record.wanted().forEach(name -> draft.putResource(Resource.remembered(name)));
        if (told == null) {
            draft.afterFailure = true;
        } else {
            draft.earlier = Earlier.of(told, draft.record);
            draft.outageTold = told.outage();
        }
        ProbeRules.ask(draft);
        if (registration.refused()) {
            draft.login = new LoginState.Barred(Failure.BAD_CREDENTIALS);
        } else {
            begin(draft, registration, 0);
        }
    }

    static void loggedIn(Draft draft) {
        long session = draft.login.session();
        if (draft.login instanceof LoginState.Verifying verifying) {
            RegistrationRules.verified(draft, verifying);
        }
        draft.login = new LoginState.Connected(session, false);
        draft.outageTold = false;
        TellingRules.beginAnew(draft);
        draft.stopTimer(Input.Timer.RETRY_LOGIN);
        draft.stopTimer(Input.Timer.TELL_OUTAGE);
        Registration registration = draft.record.registration();
        if (registration != null && registration.refused()) {
            draft.event(new UserEvent.CredentialsAccepted(draft.rules.clock().millis()));
        }
        Map<String, ContactPresence> stale = new HashMap<>();
        draft.contacts().forEach((name, presence) -> stale.put(name, presence.asStale()));
        draft.setContacts(stale);
        PresenceRules.showPresence(draft);
        watch(draft);
        OwedRules.loggedIn(draft);
        draft.startTimer(Input.Timer.RECONCILE, draft.rules.settings().reconcile());
        if (!isWanted(draft)) {
            draft.startTimer(Input.Timer.UNUSED_SESSION, draft.rules.settings().unusedSession());
        } else if (!draft.resources().isEmpty()) {
            PresenceRules.announce(draft);
        }
        draft.takeHeld().forEach(held -> draft.effect(new Effect.SendMessage(held)));
    }

    private static void watch(Draft draft) {
        List<String> watched = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        for (Contact contact : draft.record.contacts()) {
            if (contact.subscription().userSeesContact()) {
                watched.add(contact.legacyName());
            } else if (contact.subscription().pendingOut()) {
                asked.add(contact.legacyName());
            }
        }
        if (!watched.isEmpty()) {
            draft.effect(new Effect.Perform(new LegacyCommand.Watch(watched)));
        }
        asked.forEach(name -> draft.effect(new Effect.Perform(new LegacyCommand.AddContact(name))));
    }

    static void sessionLost(Draft draft, Input.SessionLost lost) {
        if (lost.session() != draft.login.session()) {
            // The end of a session that was ended by us, or replaced by a newer one.
            return;
        }
        if (draft.login instanceof LoginState.Verifying verifying) {
            RegistrationRules.refused(draft, verifying, lost.failure(), lost.reason());
            draft.login = new LoginState.LoggedOut();
            failMessages(draft, lost.unconfirmed(), StanzaCondition.REMOTE_SERVER_TIMEOUT);
            if (isWanted(draft)) {
                want(draft);
            }
        } else if (lost.failure() == Failure.UNREACHABLE) {
            unreachable(draft, lost);
        } else if (lost.failure() == Failure.REPLACED && lost.wasLoggedIn() && isWanted(draft)) {
            replaced(draft, lost);
        } else {
            barred(draft, lost.failure(), lost.reason(), lost.unconfirmed());
        }
    }

    private static void unreachable(Draft draft, Input.SessionLost lost) {
        int failed = draft.login instanceof LoginState.Connecting c ? c.attempt() + 1 : 1;
        if (!isWanted(draft)) {
            draft.login = new LoginState.LoggedOut();
            failMessages(draft, lost.unconfirmed(), StanzaCondition.REMOTE_SERVER_TIMEOUT);
            return;
        }
        draft.login = new LoginState.Waiting(failed);
        draft.startTimer(Input.Timer.RETRY_LOGIN, pause(draft.rules, failed));
        if (lost.wasLoggedIn()) {
            // What the network has not confirmed is sent again after the next login: a duplicate is better than a loss.
            draft.holdFirst(lost.unconfirmed());
            draft.startTimer(Input.Timer.TELL_OUTAGE, draft.rules.settings().tellOutage());
            return;
        }
        failMessages(draft, lost.unconfirmed(), StanzaCondition.REMOTE_SERVER_TIMEOUT);
        if (draft.afterFailure || draft.earlier.gateway()) {
            if (failed == 1) {
                draft.startTimer(Input.Timer.TELL_OUTAGE, draft.rules.settings().tellOutage());
            }
        } else if (!draft.gatewayTold && !draft.outageTold) {
            draft.outageTold = true;
            sendFailure(draft, Failure.UNREACHABLE, null);
        }
    }

    /** Doubles with each failure up to the longest, and half of it is random, so that users do not come back all at once. */
    private static Duration pause(UserRules rules, int failed) {
        long first = rules.settings().firstRetry().toMillis();
        long longest = rules.settings().longestRetry().toMillis();
        long full = failed > 20 ? longest : Math.min(longest, first << (failed - 1));
        return Duration.ofMillis(full / 2 + rules.random().applyAsLong(full / 2 + 1));
    }

    private static void replaced(Draft draft, Input.SessionLost lost) {
        draft.login = LoginState.Waiting.REPLACED;
        draft.holdFirst(lost.unconfirmed());
        draft.startTimer(Input.Timer.TELL_REPLACED, OWN_LOGIN_IS_KNOWN);
    }

    /** It was another client's login. */
    static void tellReplaced(Draft draft) {
        if (draft.login.equals(LoginState.Waiting.REPLACED)) {
            barred(draft, Failure.REPLACED, null, List.of());
        }
    }

    private static void barred(
            Draft draft, Failure failure, @Nullable String networksWords, List<Input.Held> unconfirmed) {
        draft.login = new LoginState.Barred(failure);
        if (draft.resources().isEmpty() && draft.record.staying()) {
            // Nobody is there who could do something about it: the next resource tries again.
            draft.event(new UserEvent.SessionWanted(List.of()));
        }
        if (failure == Failure.BAD_CREDENTIALS) {
            draft.event(new UserEvent.CredentialsRefused(draft.rules.clock().millis()));
        }
        failMessages(draft, unconfirmed, condition(failure));
        LogoutRules.goneForAll(draft, null);
        sendFailure(draft, failure, networksWords);
    }

    static StanzaCondition condition(Failure failure) {
        return switch (failure) {
            case BAD_CREDENTIALS -> StanzaCondition.NOT_AUTHORIZED;
            case UNREACHABLE -> StanzaCondition.REMOTE_SERVER_TIMEOUT;
            case REPLACED -> StanzaCondition.CONFLICT;
            case REFUSED -> StanzaCondition.NOT_ALLOWED;
        };
    }

    static TextKey text(Failure failure) {
        return switch (failure) {
            case BAD_CREDENTIALS -> TextKey.CREDENTIALS_REFUSED;
            case UNREACHABLE -> TextKey.SERVICE_UNREACHABLE;
            case REPLACED -> TextKey.LOGIN_REPLACED;
            case REFUSED -> TextKey.LOGIN_REFUSED;
        };
    }

    /** The presence error of XEP-0100 section 4.4.2 (its listing 30 has the addresses swapped). */
    private static void sendFailure(Draft draft, Failure failure, @Nullable String networksWords) {
        String text = Answers.text(draft, null, text(failure), draft.rules.serviceName());
        String words = networksWords == null || failure != Failure.REFUSED ? text : text + " (" + networksWords + ")";
        draft.send(Presence.plain(Presence.Type.ERROR, draft.gateway(), draft.user()).toBuilder()
                .child(Answers.error(draft, null, condition(failure), words).toXml())
                .build());
    }

    static void failMessages(Draft draft, List<Input.Held> unconfirmed, StanzaCondition condition) {
        List<Input.Held> all = new ArrayList<>(unconfirmed);
        all.addAll(draft.takeHeld());
        all.forEach(held -> MessageRules.fail(draft, held, condition, null));
    }

    static void retry(Draft draft) {
        Registration registration = draft.record.registration();
        if (registration != null && draft.login instanceof LoginState.Waiting waiting) {
            begin(draft, registration, waiting.attempt());
        }
    }

    static void tellOutage(Draft draft) {
        boolean out = draft.login instanceof LoginState.Connecting || draft.login instanceof LoginState.Waiting;
        // After a failure it is not known what the user was told, so the gateway may well be there for them.
        boolean believed = draft.gatewayTold || draft.earlier.gateway() || draft.afterFailure;
        if (out && believed && !draft.outageTold) {
            draft.outageTold = true;
            LogoutRules.goneForAll(
                    draft, Answers.text(draft, null, TextKey.SERVICE_UNREACHABLE, draft.rules.serviceName()));
            failMessages(draft, List.of(), StanzaCondition.REMOTE_SERVER_TIMEOUT);
        }
    }
}
