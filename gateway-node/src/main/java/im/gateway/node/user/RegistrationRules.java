package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.text.TextKey;
import im.gateway.persistence.Secret;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.UserRecord.Registration;
import im.gateway.protocol.register.RegistrationForm;
import im.gateway.protocol.register.RegistrationRequest;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.xml.Element;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Registering, editing a registration and unregistering (XEP-0100 sections 4.1 to 4.3, XEP-0077). */
final class RegistrationRules {
    private RegistrationRules() {}

    /**
     * A request for the gateway or a contact.
     *
     * @return whether the outcome is certain already
     */
    static boolean request(Draft draft, long token, Iq iq) {
        Element query = Objects.requireNonNull(iq.payload());
        if (!query.is(RegistrationForm.NAMESPACE, "query") || iq.to().local() != null) {
            return refuse(draft, iq, StanzaCondition.SERVICE_UNAVAILABLE, null);
        }
        if (iq.type() == Iq.Type.GET) {
            draft.send(iq.toResult(form(draft, iq).toXml()));
            return true;
        }
        RegistrationRequest request = RegistrationRequest.parse(query);
        if (request instanceof RegistrationRequest.Malformed malformed) {
            return refuse(draft, iq, StanzaCondition.BAD_REQUEST, malformed.reason());
        } else if (request instanceof RegistrationRequest.Cancelled) {
            draft.send(iq.toResult(null));
            return true;
        } else if (request instanceof RegistrationRequest.Remove) {
            return remove(draft, iq);
        } else if (request instanceof RegistrationRequest.Submit submit) {
            return submit(draft, token, iq, submit);
        }
        throw new AssertionError("a request without a rule: " + request.getClass());
    }

    private static RegistrationForm form(Draft draft, Iq iq) {
        Registration registration = draft.record.registration();
        String service = draft.rules.serviceName();
        RegistrationForm.Words words = new RegistrationForm.Words(
                Answers.text(draft, iq, TextKey.REGISTER_TITLE, service),
                Answers.text(draft, iq, TextKey.REGISTER_INSTRUCTIONS, service),
                Answers.text(draft, iq, TextKey.USERNAME),
                Answers.text(draft, iq, TextKey.PASSWORD),
                Answers.text(draft, iq, TextKey.REMOVE));
        return new RegistrationForm(
                registration != null, registration == null ? null : registration.username(), null, words);
    }

    /**
     * Registers, or changes the registration: first the legacy service is asked whether it accepts the credentials.
     *
     * @return whether the outcome is certain already
     */
    static boolean submit(Draft draft, long token, Stanza request, RegistrationRequest.Submit submit) {
        Credentials credentials = new Credentials(submit.username(), submit.password());
        if (submit.username().isEmpty() || submit.password().isEmpty()) {
            return refuse(
                    draft,
                    request,
                    StanzaCondition.NOT_ACCEPTABLE,
                    Answers.text(draft, request, TextKey.FIELDS_MISSING));
        }
        StanzaCondition wrongForm = draft.rules.network().refusal(credentials);
        if (wrongForm != null) {
            return refuse(draft, request, wrongForm, Answers.text(draft, request, TextKey.USERNAME_INVALID));
        }
        if (draft.login instanceof LoginState.Verifying) {
            return refuse(
                    draft, request, StanzaCondition.RESOURCE_CONSTRAINT, Answers.text(draft, request, TextKey.BUSY));
        }
        if (draft.login instanceof LoginState.SignedOff) {
            // Who was logged out on their own word, and now gives credentials, wants the login again.
            PresenceRules.rememberResources(draft);
        }
        // The session that is there ends first: one account is never logged in twice.
        if (draft.login.session() != 0) {
            draft.effect(new Effect.CloseSession());
        }
        draft.stopTimer(Input.Timer.RETRY_LOGIN);
        draft.stopTimer(Input.Timer.UNUSED_SESSION);
        Secret sealed = draft.rules.seal().apply(submit.password());
        draft.lastSession++;
        draft.login = new LoginState.Verifying(draft.lastSession, token, request, submit.username(), sealed);
        draft.effect(new Effect.OpenSession(draft.lastSession, submit.username(), sealed));
        return false;
    }

    /** The legacy service accepted the credentials: the registration is there, or changed. */
    static void verified(Draft draft, LoginState.Verifying verifying) {
        long now = draft.rules.clock().millis();
        boolean isNew = !draft.record.isRegistered();
        draft.event(
                isNew
                        ? new UserEvent.Registered(
                                verifying.username(),
                                verifying.password(),
                                verifying.request().lang(),
                                now)
                        : new UserEvent.CredentialsChanged(verifying.username(), verifying.password(), now));
        RegistrationReplies.done(draft, verifying.request(), isNew ? TextKey.REGISTERED : TextKey.REGISTRATION_CHANGED);
        if (isNew) {
            draft.send(Presence.plain(Presence.Type.SUBSCRIBE, draft.gateway(), draft.user()));
        }
        draft.settle(verifying.token());
    }

    /** The legacy service did not accept them, or could not be asked. */
    static void refused(Draft draft, LoginState.Verifying verifying, Failure failure, String reason) {
        String text = Answers.text(draft, verifying.request(), LoginRules.text(failure), draft.rules.serviceName());
        StanzaCondition condition =
                failure == Failure.UNREACHABLE ? StanzaCondition.REMOTE_SERVER_TIMEOUT : StanzaCondition.NOT_ACCEPTABLE;
        String words = failure == Failure.REFUSED ? text + " (" + reason + ")" : text;
        refuse(draft, verifying.request(), condition, words);
        draft.settle(verifying.token());
    }

    /** Unregisters (XEP-0100 section 4.3.1). */
    static boolean remove(Draft draft, Stanza request) {
        if (!draft.record.isRegistered()) {
            return refuse(
                    draft,
                    request,
                    StanzaCondition.REGISTRATION_REQUIRED,
                    Answers.text(draft, request, TextKey.NOT_REGISTERED, draft.rules.serviceName()));
        }
        if (draft.login instanceof LoginState.Verifying) {
            return refuse(
                    draft, request, StanzaCondition.RESOURCE_CONSTRAINT, Answers.text(draft, request, TextKey.BUSY));
        }
        UserRecord before = draft.record;
        LogoutRules.logOutForGood(draft);
        RegistrationReplies.done(draft, request, TextKey.UNREGISTERED);
        draft.send(Presence.plain(Presence.Type.UNSUBSCRIBE, draft.gateway(), draft.user()));
        draft.send(Presence.plain(Presence.Type.UNSUBSCRIBED, draft.gateway(), draft.user()));
        draft.send(Presence.plain(Presence.Type.UNAVAILABLE, draft.gateway(), draft.user()));
        ContactRules.endAll(draft, before.contacts());
        RosterAccess.askToClear(draft, before.contacts());
        draft.event(new UserEvent.Unregistered(draft.rules.clock().millis()));
        draft.effect(new Effect.Erase());
        return true;
    }

    static void notStored(Draft draft, Stanza request) {
        refuse(
                draft,
                request,
                StanzaCondition.INTERNAL_SERVER_ERROR,
                Answers.text(draft, request, TextKey.STORAGE_UNAVAILABLE));
    }

    /** The credentials are right, and the registration could not be stored: there is none, and no login. */
    static void verifiedButNotStored(Draft draft, LoginState.Verifying verifying) {
        notStored(draft, verifying.request());
        draft.settle(verifying.token());
        draft.effect(new Effect.CloseSession());
        draft.login = new LoginState.LoggedOut();
        if (!draft.resources().isEmpty()) {
            LoginRules.want(draft);
        }
    }

    private static boolean refuse(Draft draft, Stanza request, StanzaCondition condition, @Nullable String text) {
        RegistrationReplies.refuse(draft, request, condition, text);
        return true;
    }
}
