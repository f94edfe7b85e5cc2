package im.gateway.node.user;

import im.gateway.node.text.TextKey;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord.Registration;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.List;

/** Logging in and out because the user says so, by a command or in the chat with the gateway. */
final class LoginByWord {
    private LoginByWord() {}

    /**
     * Tries to log in, also where the gateway has given up trying by itself: after bad credentials, and after a login elsewhere.
     *
     * @param by the address that asks; its resource counts as online from now on, until its presence says otherwise
     * @return what the user is told
     */
    static TextKey logIn(Draft draft, Registration registration, Jid by) {
        if (draft.login instanceof LoginState.Connected) {
            return TextKey.LOGGED_IN;
        }
        boolean underWay = draft.login instanceof LoginState.Connecting || draft.login instanceof LoginState.Verifying;
        if (!underWay) {
            PresenceRules.countAsOnline(draft, by);
            draft.stopTimer(Input.Timer.RETRY_LOGIN);
            LoginRules.begin(draft, registration, 0);
        }
        return TextKey.LOGIN_UNDER_WAY;
    }

    /**
     * Logs out, and stays logged out although the user is online: until the user asks for a login, or a resource comes online.
     *
     * @return what the user is told
     */
    static TextKey logOut(Draft draft) {
        if (draft.login instanceof LoginState.Verifying) {
            return TextKey.BUSY;
        }
        boolean online = !draft.resources().isEmpty();
        LoginRules.failMessages(draft, List.of(), StanzaCondition.SERVICE_UNAVAILABLE);
        LogoutRules.goneForAll(draft, null);
        LogoutRules.end(draft);
        draft.login = online ? new LoginState.SignedOff() : new LoginState.LoggedOut();
        if (draft.record.wantsSession()) {
            draft.event(new UserEvent.SessionWanted(List.of()));
        }
        return TextKey.LOGGED_OUT;
    }

    /** The state of the login, in words. */
    static TextKey state(Draft draft) {
        LoginState login = draft.login;
        if (!draft.record.isRegistered() && !(login instanceof LoginState.Verifying)) {
            return TextKey.NOT_REGISTERED;
        } else if (login instanceof LoginState.Connected) {
            return TextKey.LOGGED_IN;
        } else if (login instanceof LoginState.Connecting || login instanceof LoginState.Verifying) {
            return TextKey.LOGIN_UNDER_WAY;
        } else if (login instanceof LoginState.Waiting) {
            return TextKey.LOGIN_WAITING;
        } else if (login instanceof LoginState.Barred barred) {
            return LoginRules.text(barred.failure());
        }
        return TextKey.NOT_LOGGED_IN;
    }
}
