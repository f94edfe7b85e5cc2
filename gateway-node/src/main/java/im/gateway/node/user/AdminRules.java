package im.gateway.node.user;

import im.gateway.node.command.GatewayCommand;
import im.gateway.node.text.TextKey;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.dataform.FieldType;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What administrators of a gateway may ask of it (XEP-0133). Their commands go through their own actor, whether they are registered or
 * not, so that it does not matter on which node a step arrives; the answers come from the table of registrations.
 */
final class AdminRules {
    private static final String FORM_TYPE = "http://jabber.org/protocol/admin";
    private static final String MOST = "max_items";
    private static final String AFTER = "after";
    private static final String ANNOUNCEMENT = "announcement";
    private static final int USUAL_ITEMS = 100;
    private static final int MOST_ITEMS = 1000;

    private AdminRules() {}

    static DataForm form(Draft draft, Iq iq, GatewayCommand command) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.hidden(DataForm.FORM_TYPE, FORM_TYPE));
        if (command == GatewayCommand.ANNOUNCE) {
            fields.add(Field.of(ANNOUNCEMENT, FieldType.TEXT_MULTI, text(draft, iq, TextKey.ANNOUNCEMENT), List.of())
                    .asRequired());
        } else {
            fields.add(Field.of(
                    MOST,
                    FieldType.TEXT_SINGLE,
                    text(draft, iq, TextKey.ADMIN_MOST),
                    List.of(String.valueOf(USUAL_ITEMS))));
            fields.add(Field.of(AFTER, FieldType.JID_SINGLE, text(draft, iq, TextKey.ADMIN_AFTER), List.of()));
        }
        return new DataForm(DataForm.Type.FORM, text(draft, iq, command.title()), List.of(), fields);
    }

    /** Has the registrations counted; the answer follows. */
    static void count(Draft draft, long token, Iq iq, String session) {
        draft.effect(new Effect.ReadRegistrations(token, iq, session, "", 0));
    }

    /**
     * A filled-in form.
     *
     * @return whether the outcome is certain already; null where the form cannot be what was asked for
     */
    static @Nullable Boolean submit(Draft draft, long token, Iq iq, CommandSession session, @Nullable DataForm form) {
        if (session.command() == GatewayCommand.REGISTERED_LIST) {
            int most = form == null || form.value(MOST) == null
                    ? USUAL_ITEMS
                    : number(Objects.requireNonNull(form.value(MOST)));
            if (most < 1) {
                return null;
            }
            String after = form == null ? null : form.value(AFTER);
            draft.effect(new Effect.ReadRegistrations(token, iq, session.id(), after == null ? "" : after, most));
            return false;
        }
        Field words = form == null ? null : form.field(ANNOUNCEMENT);
        String body = words == null ? "" : String.join("\n", words.values());
        if (body.isBlank()) {
            return null;
        }
        draft.effect(new Effect.Announce(announcement(draft, body)));
        CommandRules.complete(draft, iq, session.command(), session.id(), null, TextKey.ANNOUNCED);
        draft.endedCommands = draft.endedCommands.with(session.id());
        return true;
    }

    private static int number(String typed) {
        try {
            return Math.min(Integer.parseInt(typed.strip()), MOST_ITEMS);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    /** A message to everybody who is logged in, without their address. */
    private static Element announcement(Draft draft, String body) {
        return Element.builder(Stanza.NAMESPACE, "message")
                .attribute("type", Message.Type.HEADLINE.wire())
                .attribute("from", draft.gateway().toString())
                .childText("body", body)
                .build();
    }

    /** The table of registrations has been read. */
    static void read(Draft draft, Input.RegistrationsRead read) {
        Effect.ReadRegistrations asked = read.asked();
        Iq iq = asked.request();
        GatewayCommand command = Objects.requireNonNull(
                GatewayCommand.ofNode(Objects.requireNonNull(iq.payload()).attribute("node")));
        draft.endedCommands = draft.endedCommands.with(asked.session());
        Effect.Registrations found = read.found();
        if (found == null) {
            draft.send(iq.toError(Answers.error(
                    draft,
                    iq,
                    StanzaCondition.INTERNAL_SERVER_ERROR,
                    Answers.text(draft, iq, TextKey.STORAGE_UNAVAILABLE))));
        } else {
            boolean isCutOff = command == GatewayCommand.REGISTERED_LIST && found.isCutOff();
            CommandRules.complete(
                    draft,
                    iq,
                    command,
                    asked.session(),
                    new DataForm(
                            DataForm.Type.RESULT,
                            text(draft, iq, command.title()),
                            List.of(),
                            List.of(Field.hidden(DataForm.FORM_TYPE, FORM_TYPE), result(draft, iq, command, found))),
                    isCutOff ? TextKey.ADMIN_MORE : command.title());
        }
        draft.settle(asked.token());
    }

    private static Field result(Draft draft, Iq iq, GatewayCommand command, Effect.Registrations found) {
        String label = text(draft, iq, command.title());
        return switch (command) {
            case REGISTERED_NUMBER ->
                Field.of(
                        "registeredusersnum",
                        FieldType.TEXT_SINGLE,
                        label,
                        List.of(String.valueOf(found.registered())));
            case ONLINE_NUMBER ->
                Field.of("onlineusersnum", FieldType.TEXT_SINGLE, label, List.of(String.valueOf(found.wanted())));
            case REGISTERED_LIST ->
                Field.of(
                        "registereduserjids",
                        FieldType.JID_MULTI,
                        label,
                        found.page().stream().map(BareJid::toString).toList());
            case REGISTER,
                    STATE,
                    LOG_IN,
                    LOG_OUT,
                    CONTACTS,
                    CHANGE_CONTACT,
                    PREFERENCES,
                    EDIT,
                    UNREGISTER,
                    ANNOUNCE,
                    SEAL_PASSWORDS -> throw new AssertionError("not answered from the table: " + command);
        };
    }

    private static String text(Draft draft, Iq iq, TextKey key) {
        return Answers.text(draft, iq, key, draft.rules.serviceName());
    }
}
