package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a login ends by the will of one of the two sides, and what the user and those who wrote hear of it (XEP-0100 section 4.5). */
final class LogoutRules {
    private LogoutRules() {}

    /** Nobody came online after registering: the session that checked the credentials ends, and what it brought goes to the user's server. */
    static void unused(Draft draft) {
        if (draft.login instanceof LoginState.Connected && !LoginRules.isWanted(draft)) {
            draft.takeUnread().forEach(draft::send);
            end(draft);
        }
    }

    /** The contacts and the gateway are gone, for all resources. */
    static void goneForAll(Draft draft, @Nullable String status) {
        boolean gatewayTaken = draft.gatewayTold || draft.earlier.gateway() || draft.afterFailure;
        for (String name : ContactPresenceRules.takenToBeThere(draft)) {
            draft.send(Presence.plain(Presence.Type.UNAVAILABLE, draft.contactSender(name), draft.user()));
        }
        draft.setContacts(Map.of());
        draft.earlier = Earlier.NONE;
        draft.afterFailure = false;
        draft.gatewayTold = false;
        if (gatewayTaken) {
            draft.send(Presence.plain(Presence.Type.UNAVAILABLE, draft.gateway(), draft.user()).toBuilder()
                    .childText("status", status)
                    .build());
        }
    }

    /** The last resource has left: log out (XEP-0100 section 4.5). */
    static void logOut(Draft draft) {
        draft.setContacts(Map.of());
        draft.gatewayTold = false;
        if (draft.login instanceof LoginState.Verifying) {
            // Somebody waits for what comes of these credentials; the session ends by itself when nobody comes to use
            // it.
            return;
        }
        LoginRules.failMessages(draft, List.of(), StanzaCondition.SERVICE_UNAVAILABLE);
        end(draft);
    }

    /** The registration ends: the login goes, and what waits for it is answered. */
    static void logOutForGood(Draft draft) {
        LoginRules.failMessages(draft, List.of(), StanzaCondition.SERVICE_UNAVAILABLE);
        draft.takeUnread().forEach(draft::send);
        draft.gatewayTold = false;
        TellingRules.forget(draft);
        end(draft);
        draft.clearResources();
    }

    static void end(Draft draft) {
        TellingRules.abandon(draft);
        if (draft.login.session() != 0) {
            draft.effect(new Effect.CloseSession());
        }
        for (Input.Timer timer : Input.Timer.values()) {
            draft.stopTimer(timer);
        }
        draft.login = new LoginState.LoggedOut();
        draft.outageTold = false;
        draft.afterFailure = false;
        draft.earlier = Earlier.NONE;
        draft.avatars = Map.of();
    }

    /** The login stays wanted, so that it is there again when the service is (XEP-0100 section 8, on shutdown). */
    static void serviceEnds(Draft draft) {
        if (draft.login instanceof LoginState.Verifying verifying) {
            RegistrationRules.refused(draft, verifying, Failure.UNREACHABLE, "the gateway stops");
        }
        goneForAll(draft, null);
        draft.takeUnread().forEach(draft::send);
        LoginRules.failMessages(draft, List.of(), StanzaCondition.SERVICE_UNAVAILABLE);
        if (draft.login.session() != 0) {
            draft.effect(new Effect.CloseSession());
        }
        draft.login = new LoginState.LoggedOut();
        draft.clearResources();
    }
}
