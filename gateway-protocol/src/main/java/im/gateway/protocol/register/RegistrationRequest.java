package im.gateway.protocol.register;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/** What a {@code set} of {@code jabber:iq:register} asks for (XEP-0077 sections 3.1 and 3.2, by data form section 4). */
public sealed interface RegistrationRequest {
    /**
     * Register, or change the registration. Empty and missing are not told apart: neither is a name or a password.
     *
     * @param username empty where it was left out
     * @param password empty where it was left out
     */
    record Submit(String username, String password) implements RegistrationRequest {
        @Override
        public String toString() {
            return "Submit[" + username + "]";
        }
    }

    /** End the registration. */
    record Remove() implements RegistrationRequest {}

    /** The form was put away without an answer: nothing is to be done, and the result is empty. */
    record Cancelled() implements RegistrationRequest {}

    /** Not a request: answered with {@code bad-request}. */
    record Malformed(String reason) implements RegistrationRequest {}

    /** Reads the payload of the iq. A data form counts more than the plain fields beside it (XEP-0077 section 4). */
    static RegistrationRequest parse(Element query) {
        if (!query.is(RegistrationForm.NAMESPACE, "query")) {
            return new Malformed("payload: " + query.name() + " in " + query.namespace() + " (expected: query in "
                    + RegistrationForm.NAMESPACE + ")");
        }
        if (query.child(RegistrationForm.NAMESPACE, "remove") != null) {
            return query.children().size() == 1
                    ? new Remove()
                    : new Malformed("remove: " + query.children().size() + " elements (expected: it alone)");
        }
        Element form = query.child(DataForm.NAMESPACE, "x");
        return form == null
                ? new Submit(text(query, "username"), text(query, "password"))
                : ofForm(DataForm.parse(form));
    }

    private static RegistrationRequest ofForm(@Nullable DataForm form) {
        if (form != null && form.type() == DataForm.Type.CANCEL) {
            return new Cancelled();
        }
        if (form == null || form.type() != DataForm.Type.SUBMIT) {
            return new Malformed("data form: not of type submit or cancel");
        }
        String formType = form.formType();
        if (formType != null && !formType.equals(RegistrationForm.NAMESPACE)) {
            return new Malformed("FORM_TYPE: " + formType + " (expected: " + RegistrationForm.NAMESPACE + ")");
        }
        if (form.isTrue("remove")) {
            return new Remove();
        }
        String username = form.value("username");
        String password = form.value("password");
        return new Submit(username == null ? "" : username.strip(), password == null ? "" : password);
    }

    private static String text(Element query, String field) {
        String text = query.childText(RegistrationForm.NAMESPACE, field);
        if (text == null) {
            return "";
        }
        // A password may begin or end with a space; a name, typed by a person, has one there by mistake.
        return field.equals("username") ? text.strip() : text;
    }
}
