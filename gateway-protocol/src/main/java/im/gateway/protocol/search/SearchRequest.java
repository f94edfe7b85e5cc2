package im.gateway.protocol.search;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.xml.Element;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@code set} of {@code jabber:iq:search} asks for (XEP-0055 section 2.1, by data form section 3). */
public sealed interface SearchRequest {
    /**
     * Look for whom these values describe.
     *
     * @param values what was filled in, by the name of its field, in the order of the request; none of them blank
     * @param byForm whether it was asked by data form, and is to be answered by one
     */
    record Search(Map<String, String> values, boolean byForm) implements SearchRequest {
        public Search {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** The form was put away without an answer: nothing is to be done, and the result is empty. */
    record Cancelled() implements SearchRequest {}

    /** Not a request: answered with {@code bad-request}. */
    record Malformed(String reason) implements SearchRequest {}

    /** Reads the payload of the iq. A data form counts, and the plain fields beside it do not. */
    static SearchRequest parse(Element query) {
        if (!query.is(SearchForm.NAMESPACE, "query")) {
            return new Malformed("payload: " + query.name() + " in " + query.namespace() + " (expected: query in "
                    + SearchForm.NAMESPACE + ")");
        }
        Element form = query.child(DataForm.NAMESPACE, "x");
        if (form != null) {
            return ofForm(DataForm.parse(form));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Element field : query.children()) {
            if (field.namespace().equals(SearchForm.NAMESPACE)) {
                put(values, field.name(), field.text());
            }
        }
        return new Search(values, false);
    }

    private static SearchRequest ofForm(@Nullable DataForm form) {
        if (form != null && form.type() == DataForm.Type.CANCEL) {
            return new Cancelled();
        }
        if (form == null || form.type() != DataForm.Type.SUBMIT) {
            return new Malformed("data form: not of type submit or cancel");
        }
        String formType = form.formType();
        if (formType != null && !formType.equals(SearchForm.NAMESPACE)) {
            return new Malformed("FORM_TYPE: " + formType + " (expected: " + SearchForm.NAMESPACE + ")");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : form.fields()) {
            String var = field.var();
            if (var != null && !var.equals(DataForm.FORM_TYPE)) {
                put(values, var, field.value());
            }
        }
        return new Search(values, true);
    }

    private static void put(Map<String, String> values, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(field, value.strip());
        }
    }
}
