package im.gateway.protocol.register;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.dataform.FieldType;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service asks of who wants to register, or knows of who is registered (XEP-0077 section 3.1, XEP-0100 sections 4.1 and 4.2):
 * the plain fields, and beside them the same as a data form (XEP-0077 section 4) for clients that can show one.
 *
 * @param registered whether who asks is registered
 * @param username the name of record; null for none
 * @param password the password to show; null to leave the field empty, which is what every gateway should do
 * @param words what a person reads
 */
public record RegistrationForm(
        boolean registered,
        @Nullable String username,
        @Nullable String password,
        Words words) {
    public static final String NAMESPACE = "jabber:iq:register";

    /**
     * The form's texts, all in one language.
     *
     * @param remove the label of the box that ends a registration
     */
    public record Words(String title, String instructions, String username, String password, String remove) {}

    @Override
    public String toString() {
        return "RegistrationForm[registered=" + registered + ", username=" + username + "]";
    }

    public Element toXml() {
        Element.Builder query = Element.builder(NAMESPACE, "query");
        if (registered) {
            query.child("registered");
        }
        return query.childText("instructions", words.instructions())
                .child(plain("username", username))
                .child(plain("password", password))
                .child(dataForm().toXml())
                .build();
    }

    /**
     * A registration as somebody sent it, as far as it may be repeated to them in an error: the name, and the password's place. What
     * came in the data form goes back as plain fields: a client that finds an empty query there takes the whole error for malformed
     * (Gajim does) and does not show its text.
     */
    public static Element withoutSecrets(Element query) {
        Element.Builder shown = Element.builder(NAMESPACE, "query");
        for (Element field : query.children()) {
            if (field.is(NAMESPACE, "password")) {
                shown.child("password");
            } else if (field.namespace().equals(NAMESPACE)) {
                shown.child(field);
            }
        }
        if (query.child(NAMESPACE, "username") == null
                && query.child(DataForm.NAMESPACE, "x") != null
                && RegistrationRequest.parse(query) instanceof RegistrationRequest.Submit submit) {
            shown.child(plain("username", submit.username())).child(plain("password", null));
        }
        return shown.build();
    }

    private static Element plain(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? Element.of(NAMESPACE, name) : Element.ofText(NAMESPACE, name, value);
    }

    private DataForm dataForm() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.hidden(DataForm.FORM_TYPE, NAMESPACE));
        fields.add(field("username", FieldType.TEXT_SINGLE, words.username(), username));
        fields.add(field("password", FieldType.TEXT_PRIVATE, words.password(), password));
        if (registered) {
            fields.add(Field.of("remove", FieldType.BOOLEAN, words.remove(), List.of("0")));
        }
        return new DataForm(DataForm.Type.FORM, words.title(), List.of(words.instructions()), fields);
    }

    /** Required only of who is not registered: who ends a registration by the form has no password to give. */
    private Field field(String name, FieldType type, String label, @Nullable String value) {
        Field field = Field.of(name, type, label, value == null ? List.of() : List.of(value));
        return registered ? field : field.asRequired();
    }
}
