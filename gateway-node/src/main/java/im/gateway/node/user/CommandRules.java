package im.gateway.node.user;

import im.gateway.node.command.GatewayCommand;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.text.TextKey;
import im.gateway.persistence.Preferences;
import im.gateway.persistence.UserRecord.Registration;
import im.gateway.protocol.commands.CommandError;
import im.gateway.protocol.commands.CommandNote;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.commands.CommandResponse;
import im.gateway.protocol.commands.CommandResponse.Status;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.register.RegistrationRequest;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The gateway's ad-hoc commands (XEP-0050): each is done at once, or asks one form. */
final class CommandRules {
    private CommandRules() {}

    /**
     * One step of a command.
     *
     * @return whether the outcome is certain already
     */
    static boolean request(Draft draft, long token, Iq iq) {
        CommandRequest.Reading reading = CommandRequest.parse(Objects.requireNonNull(iq.payload()));
        if (reading instanceof CommandRequest.Reading.Refused refused) {
            return refuse(draft, iq, refused.error());
        } else if (reading instanceof CommandRequest.Reading.Valid valid) {
            CommandRequest request = valid.request();
            return request.sessionId() == null ? begin(draft, token, iq, request) : goOn(draft, token, iq, request);
        }
        throw new AssertionError("a reading without a rule: " + reading.getClass());
    }

    private static boolean begin(Draft draft, long token, Iq iq, CommandRequest request) {
        GatewayCommand command = GatewayCommand.ofNode(request.node());
        if (command == null || (command == GatewayCommand.CHANGE_CONTACT && !draft.rules.has(Feature.GROUPS))) {
            return refuse(draft, iq, StanzaCondition.ITEM_NOT_FOUND, null);
        }
        switch (request.action()) {
            case EXECUTE -> {}
            case CANCEL, COMPLETE, NEXT, PREV -> {
                return refuse(draft, iq, CommandError.BAD_ACTION);
            }
        }
        if (isRefused(draft, iq, command)) {
            return true;
        }
        CommandSession session = CommandSession.begin(
                command, iq.from(), now(draft), draft.rules.random().applyAsLong(Long.MAX_VALUE));
        if (command == GatewayCommand.CHANGE_CONTACT && ContactListing.of(draft).isEmpty()) {
            complete(draft, iq, command, session.id(), null, TextKey.NO_CONTACTS);
        } else if (CommandForms.has(command)) {
            ask(draft, iq, session, List.of());
        } else if (command == GatewayCommand.SEAL_PASSWORDS) {
            draft.effect(new Effect.StartAll());
            complete(draft, iq, command, session.id(), null, TextKey.PASSWORDS_BEING_SEALED);
        } else if (command.isForAdministrators()) {
            AdminRules.count(draft, token, iq, session.id());
            return false;
        } else {
            doAtOnce(draft, iq, session.id(), command, Objects.requireNonNull(draft.record.registration()));
        }
        return true;
    }

    /** Refuses a command to who may not have it, at each step: it may have changed since the first one. */
    private static boolean isRefused(Draft draft, Iq iq, GatewayCommand command) {
        if (!draft.record.isRegistered() && !command.isForTheUnregistered()) {
            String text = Answers.text(draft, iq, TextKey.NOT_REGISTERED, draft.rules.serviceName());
            return refuse(draft, iq, StanzaCondition.REGISTRATION_REQUIRED, text);
        }
        boolean forbidden = command.isForAdministrators() && !draft.rules.isAdministrator();
        return forbidden
                && refuse(draft, iq, StanzaCondition.FORBIDDEN, Answers.text(draft, iq, TextKey.ADMINISTRATORS_ONLY));
    }

    private static void doAtOnce(Draft draft, Iq iq, String id, GatewayCommand command, Registration registration) {
        switch (command) {
            case STATE -> state(draft, iq, id);
            case LOG_IN -> complete(draft, iq, command, id, null, LoginByWord.logIn(draft, registration, iq.from()));
            case LOG_OUT -> complete(draft, iq, command, id, null, LoginByWord.logOut(draft));
            case CONTACTS -> {
                DataForm list = CommandForms.contacts(draft, iq);
                complete(draft, iq, command, id, list, list == null ? TextKey.NO_CONTACTS : TextKey.CONTACTS_SENT);
                PresenceRules.tellResource(draft, iq.from());
            }
            case REGISTER,
                    EDIT,
                    UNREGISTER,
                    CHANGE_CONTACT,
                    PREFERENCES,
                    REGISTERED_NUMBER,
                    ONLINE_NUMBER,
                    REGISTERED_LIST,
                    ANNOUNCE,
                    SEAL_PASSWORDS -> throw new AssertionError("not done at once: " + command);
        }
    }

    private static void state(Draft draft, Iq iq, String id) {
        List<CommandNote> notes = new ArrayList<>();
        notes.add(CommandNote.info(Answers.text(draft, iq, LoginByWord.state(draft), draft.rules.serviceName())));
        if (draft.record.staying()) {
            notes.add(CommandNote.info(Answers.text(draft, iq, TextKey.STAYING)));
        }
        respond(draft, iq, GatewayCommand.STATE, id, Status.COMPLETED, null, notes);
    }

    private static boolean goOn(Draft draft, long token, Iq iq, CommandRequest request) {
        CommandSession session = CommandSession.find(request.sessionId(), request.node(), iq.from());
        boolean isOpen =
                session != null && CommandForms.has(session.command()) && !draft.endedCommands.contains(session.id());
        if (session == null || !isOpen) {
            return refuse(draft, iq, CommandError.BAD_SESSIONID);
        }
        if (session.hasExpired(now(draft))) {
            return refuse(draft, iq, CommandError.SESSION_EXPIRED);
        }
        if (isRefused(draft, iq, session.command())) {
            return true;
        }
        DataForm form = request.form();
        boolean putAway = form != null && form.type() == DataForm.Type.CANCEL;
        return switch (request.action()) {
            case PREV -> refuse(draft, iq, CommandError.BAD_ACTION);
            case NEXT ->
                session.command() == GatewayCommand.CHANGE_CONTACT
                        ? submit(draft, token, iq, session, form)
                        : refuse(draft, iq, CommandError.BAD_ACTION);
            case CANCEL -> cancel(draft, iq, session);
            case EXECUTE, COMPLETE -> putAway ? cancel(draft, iq, session) : submit(draft, token, iq, session, form);
        };
    }

    private static boolean submit(Draft draft, long token, Iq iq, CommandSession session, @Nullable DataForm form) {
        GatewayCommand command = session.command();
        if (form != null && form.type() != DataForm.Type.SUBMIT) {
            return refuse(draft, iq, CommandError.BAD_PAYLOAD);
        }
        if (command == GatewayCommand.UNREGISTER) {
            // Its form only says what will happen: there is nothing to fill in.
            return RegistrationRules.remove(draft, iq);
        }
        if (command == GatewayCommand.PREFERENCES) {
            return choose(draft, iq, session, form);
        }
        if (command == GatewayCommand.CHANGE_CONTACT) {
            Boolean isSettled = form == null ? null : ContactEditRules.submit(draft, token, iq, session, form);
            return isSettled == null ? refuse(draft, iq, CommandError.BAD_PAYLOAD) : isSettled;
        }
        if (command.isForAdministrators()) {
            Boolean isSettled = AdminRules.submit(draft, token, iq, session, form);
            return isSettled == null ? refuse(draft, iq, CommandError.BAD_PAYLOAD) : isSettled;
        }
        RegistrationRequest.Submit submit = form == null ? null : CommandForms.registration(form);
        return submit == null
                ? refuse(draft, iq, CommandError.BAD_PAYLOAD)
                : RegistrationRules.submit(draft, token, iq, submit);
    }

    private static boolean choose(Draft draft, Iq iq, CommandSession session, @Nullable DataForm form) {
        Preferences chosen = form == null ? null : PreferenceRules.filledIn(draft, form);
        if (chosen == null) {
            return refuse(draft, iq, CommandError.BAD_PAYLOAD);
        }
        draft.endedCommands = draft.endedCommands.with(session.id());
        PreferenceRules.save(draft, chosen);
        complete(draft, iq, session.command(), session.id(), null, TextKey.PREFERENCES_SAVED);
        return true;
    }

    private static boolean cancel(Draft draft, Iq iq, CommandSession session) {
        draft.endedCommands = draft.endedCommands.with(session.id());
        respond(draft, iq, session.command(), session.id(), Status.CANCELED, null, List.of());
        return true;
    }

    /** A registration that a command has asked for is there, changed, or gone. */
    static void registrationDone(Draft draft, Iq iq, TextKey words) {
        Element command = Objects.requireNonNull(iq.payload());
        String id = command.attribute("sessionid", "");
        draft.endedCommands = draft.endedCommands.with(id);
        GatewayCommand done = Objects.requireNonNull(GatewayCommand.ofNode(command.attribute("node")));
        complete(draft, iq, done, id, null, words);
    }

    /** It came to nothing. Where other words may help, the form is shown again, with the reason. */
    static void registrationRefused(Draft draft, Iq iq, StanzaCondition condition, String text) {
        Element command = Objects.requireNonNull(iq.payload());
        CommandSession session =
                CommandSession.find(command.attribute("sessionid"), command.attribute("node", ""), iq.from());
        boolean mayHelp = switch (condition) {
            case NOT_ACCEPTABLE, REMOTE_SERVER_TIMEOUT, RESOURCE_CONSTRAINT -> true;
            default -> false;
        };
        if (session == null || !mayHelp) {
            refuse(draft, iq, condition, text);
            return;
        }
        ask(draft, iq, session, List.of(CommandNote.error(text)));
    }

    private static void ask(Draft draft, Iq iq, CommandSession session, List<CommandNote> notes) {
        boolean isFirstOfTwo = session.command() == GatewayCommand.CHANGE_CONTACT;
        Status status = isFirstOfTwo ? Status.EXECUTING_FIRST : Status.EXECUTING;
        DataForm form = CommandForms.of(draft, iq, session.command());
        respond(draft, iq, session.command(), session.id(), status, form, notes);
    }

    /** Shows the last form of a command that has two. */
    static void askLast(Draft draft, Iq iq, CommandSession session, DataForm form) {
        respond(draft, iq, session.command(), session.id(), Status.EXECUTING, form, List.of());
    }

    static void complete(
            Draft draft, Iq iq, GatewayCommand command, String id, @Nullable DataForm form, TextKey words) {
        String text = Answers.text(draft, iq, words, draft.rules.serviceName());
        respond(draft, iq, command, id, Status.COMPLETED, form, List.of(CommandNote.info(text)));
    }

    private static void respond(
            Draft draft,
            Iq iq,
            GatewayCommand command,
            String id,
            Status status,
            @Nullable DataForm form,
            List<CommandNote> notes) {
        String lang = draft.rules.texts().languageOf(Answers.lang(draft, iq));
        draft.send(iq.toResult(new CommandResponse(command.node(), id, status, lang, form, notes).toXml()));
    }

    private static boolean refuse(Draft draft, Iq iq, CommandError error) {
        draft.send(iq.toError(error.toStanzaError()));
        return true;
    }

    private static boolean refuse(Draft draft, Iq iq, StanzaCondition condition, @Nullable String text) {
        draft.send(iq.toError(Answers.error(draft, iq, condition, text)));
        return true;
    }

    private static long now(Draft draft) {
        return draft.rules.clock().millis();
    }
}
