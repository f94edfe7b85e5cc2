package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.protocol.avatar.AvatarRequest;
import im.gateway.protocol.blocking.Blocking;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.disco.DiscoItems;
import im.gateway.protocol.roster.Roster;
import im.gateway.protocol.search.SearchForm;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.vcard.VCard;
import im.gateway.protocol.xml.Element;
import java.util.Objects;

/**
 * All rules about one registered Jabber user, as one pure function: what is known and what happens give what is stored, what is known
 * then, and what is to be done. No clock, no dice, no I/O: they are in {@link UserRules}.
 *
 * <p>The rules themselves stand in one class for each subject, {@code ...Rules} by its name.
 */
final class UserDecider {
    private UserDecider() {}

    static Decision decide(UserRules rules, UserRecord record, Live live, Input input) {
        Draft draft = new Draft(rules, record, live);
        if (input instanceof Input.StanzaIn in) {
            stanza(draft, in.token(), in.stanza());
        } else if (input instanceof Input.FromLegacy in) {
            if (in.session() == draft.login.session() && isAddressable(rules, in.event())) {
                legacy(draft, in.event());
            }
        } else if (input instanceof Input.SessionLost lost) {
            LoginRules.sessionLost(draft, lost);
        } else if (input instanceof Input.MessageSettled settled) {
            MessageRules.settled(draft, settled);
        } else if (input instanceof Input.TimerFired fired) {
            timer(draft, fired.timer());
        } else if (input instanceof Input.Woken woken) {
            LoginRules.woken(draft, woken.told());
        } else if (input instanceof Input.NotWritten notWritten) {
            MessageRules.notWritten(draft, notWritten.stanzas());
        } else if (input instanceof Input.NotAnswered notAnswered) {
            MessageRules.buffer(draft, notAnswered.stanzas());
        } else if (input instanceof Input.StreamBack) {
            PresenceRules.streamBack(draft);
        } else if (input instanceof Input.TurnToAsk) {
            PresenceRules.askAgain(draft);
        } else if (input instanceof Input.RegistrationsRead read) {
            AdminRules.read(draft, read);
        } else if (input instanceof Input.BufferWritten written) {
            MessageRules.bufferWritten(draft, written.upToNumber());
        } else if (input instanceof Input.SealedAnew sealed) {
            KeyRotation.sealedAnew(draft, sealed);
        } else if (input instanceof Input.ServiceEnds) {
            LogoutRules.serviceEnds(draft);
        } else if (input instanceof Input.StoreFailed failed) {
            storeFailed(draft, failed.of());
        } else {
            throw new AssertionError("an input without a rule: " + input.getClass());
        }
        QuestionRules.abandonOfOtherSessions(draft);
        return draft.finish();
    }

    private static void stanza(Draft draft, long token, Stanza stanza) {
        // An error is never answered.
        boolean settled = true;
        if (stanza instanceof Iq iq && !iq.isRequest()) {
            if (!ClientRules.answered(draft, iq)) {
                TellingRules.answered(draft, iq);
            }
        } else if (stanza.isError() && stanza instanceof Presence presence) {
            BounceRules.failed(draft, presence);
            ProbeRules.bounced(draft, presence);
        } else if (!stanza.isError()) {
            if (stanza instanceof Message message) {
                settled = MessageRules.fromJabber(draft, token, message);
            } else if (stanza instanceof Presence presence) {
                BounceRules.heard(draft, presence);
                PresenceRules.fromJabber(draft, presence);
            } else if (stanza instanceof Iq iq && iq.isRequest()) {
                settled = request(draft, token, iq);
            }
        }
        if (settled) {
            draft.settle(token);
        }
    }

    private static boolean request(Draft draft, long token, Iq iq) {
        Element payload = Objects.requireNonNull(iq.payload());
        boolean toGateway = iq.to().local() == null;
        if (toGateway && iq.type() == Iq.Type.SET && CommandRequest.isCommand(payload)) {
            return CommandRules.request(draft, token, iq);
        } else if (toGateway && iq.type() == Iq.Type.GET && payload.is(DiscoItems.NAMESPACE, "query")) {
            ContactListing.items(draft, iq, payload);
            return true;
        } else if (toGateway && payload.is(SearchForm.NAMESPACE, "query")) {
            return DirectoryRules.request(draft, token, iq);
        } else if (toGateway && iq.type() == Iq.Type.SET && payload.is(Roster.NAMESPACE, "query")) {
            ContactEditRules.pushed(draft, iq, payload);
            return true;
        } else if (toGateway && Blocking.isBlocking(payload)) {
            BlockingRules.request(draft, iq, payload);
            return true;
        } else if (!toGateway && VCard.isCard(payload)) {
            return ProfileRules.request(draft, token, iq);
        }
        AvatarRequest avatar = toGateway || iq.type() != Iq.Type.GET ? null : AvatarRequest.parse(payload);
        if (avatar != null) {
            return AvatarRules.request(draft, token, iq, avatar);
        }
        return RegistrationRules.request(draft, token, iq);
    }

    private static boolean isAddressable(UserRules rules, LegacyEvent event) {
        String contact = event.contact();
        return contact == null || rules.hasAddress(contact);
    }

    private static void legacy(Draft draft, LegacyEvent event) {
        if (BlockingRules.isSilenced(draft, event)) {
            return;
        }
        if (event instanceof LegacyEvent.LoggedIn) {
            LoginRules.loggedIn(draft);
        } else if (event instanceof LegacyEvent.ContactPresence e) {
            ContactPresenceRules.contactPresence(draft, e);
        } else if (event instanceof LegacyEvent.ContactList e) {
            ContactListRules.listed(draft, e);
        } else if (event instanceof LegacyEvent.AuthorizationRequested e) {
            LegacyContactRules.authorizationRequested(draft, e);
        } else if (event instanceof LegacyEvent.AuthorizationAnswered e) {
            LegacyContactRules.authorizationAnswered(draft, e);
        } else if (event instanceof LegacyEvent.AddedBy e) {
            LegacyContactRules.addedBy(draft, e.contact());
        } else if (event instanceof LegacyEvent.RemovedBy e) {
            LegacyContactRules.removedBy(draft, e.contact());
        } else if (event instanceof LegacyEvent.AddContactFailed e) {
            LegacyContactRules.addFailed(draft, e);
        } else if (event instanceof LegacyEvent.MessageReceived e) {
            MessageRules.fromLegacy(draft, e);
        } else if (event instanceof LegacyEvent.MessageSentElsewhere e) {
            SentElsewhere.tell(draft, e);
        } else if (event instanceof LegacyEvent.TypingShown e) {
            MessageRules.typing(draft, e);
        } else if (event instanceof LegacyEvent.ServiceNotice e) {
            MessageRules.notice(draft, e.text());
        } else if (event instanceof LegacyEvent.SearchResult e) {
            DirectoryRules.answered(draft, e);
        } else if (event instanceof LegacyEvent.ContactChanged e) {
            ContactEditRules.changed(draft, e);
        } else if (event instanceof LegacyEvent.ContactProfile e) {
            ProfileRules.answered(draft, e);
        } else if (event instanceof LegacyEvent.ContactAvatar e) {
            AvatarRules.changed(draft, e);
        } else {
            // LoginFailed, LoggedOut and MessageOutcome come as inputs of their own, with what the shell knows about
            // them.
            throw new AssertionError("a legacy event without a rule: " + event.getClass());
        }
    }

    private static void timer(Draft draft, Input.Timer timer) {
        switch (timer) {
            case RETRY_LOGIN -> LoginRules.retry(draft);
            case UNUSED_SESSION -> LogoutRules.unused(draft);
            case TELL_OUTAGE -> LoginRules.tellOutage(draft);
            case TELL_REPLACED -> LoginRules.tellReplaced(draft);
            case PROBE_ANSWERED -> ProbeRules.timeIsOver(draft);
            case PROBE_AGAIN -> ProbeRules.askAgain(draft);
            case RECONCILE -> {
                OwedRules.settle(draft);
                ContactPresenceRules.reconcile(draft);
            }
            case FIRST_PRESENCE -> ContactRules.firstPresenceOverdue(draft);
            case LIST_ANSWER -> TellingRules.overdue(draft);
            case OLD_QUESTIONS -> QuestionRules.overdue(draft);
        }
    }

    /** Nothing of the input has happened. Whoever asked for something is told so; what the network told, it tells again at the next login. */
    private static void storeFailed(Draft draft, Input of) {
        if (of instanceof Input.StanzaIn in) {
            Stanza stanza = in.stanza();
            boolean isRequest = (stanza instanceof Iq iq && iq.isRequest())
                    || (stanza instanceof Message message && message.to().local() == null);
            if (isRequest) {
                RegistrationRules.notStored(draft, stanza);
            } else if (stanza instanceof Presence presence) {
                ContactRules.notStored(draft, presence);
            }
            draft.settle(in.token());
        } else if (of instanceof Input.FromLegacy in && draft.login instanceof LoginState.Verifying verifying) {
            if (in.session() == verifying.session()) {
                RegistrationRules.verifiedButNotStored(draft, verifying);
            }
        }
    }
}
