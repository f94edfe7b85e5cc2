package im.gateway.protocol.dataform;

import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form (XEP-0004 section 3.2).
 *
 * @param var the field's name; null only where it is {@link FieldType#FIXED}
 * @param label what a person reads beside it; null for none
 * @param description more words on it; null for none
 * @param required whether a person has to fill it in
 * @param values none, one, or several where the type allows that
 * @param options what can be chosen, for the list types
 */
public record Field(
        @Nullable String var,
        FieldType type,
        @Nullable String label,
        @Nullable String description,
        boolean required,
        List<String> values,
        List<Option> options) {
    /** One choice: the value that goes over the wire, and what a person reads. */
    public record Option(String value, @Nullable String label) {}

    public Field {
        values = List.copyOf(values);
        options = List.copyOf(options);
    }

    /** A field to be filled in. */
    public static Field of(String var, FieldType type, @Nullable String label, List<String> values) {
        return new Field(var, type, label, null, false, values, List.of());
    }

    /** A field that nobody sees. */
    public static Field hidden(String var, String value) {
        return of(var, FieldType.HIDDEN, null, List.of(value));
    }

    public Field asRequired() {
        return new Field(var, type, label, description, true, values, options);
    }

    public Field withOptions(List<Option> choices) {
        return new Field(var, type, label, description, required, values, choices);
    }

    /** The first value, or null where there is none. */
    public @Nullable String value() {
        return values.isEmpty() ? null : values.get(0);
    }

    /** Whether the value says yes; a boolean is {@code 1} or {@code true} (XEP-0004 section 3.3). */
    public boolean isTrue() {
        String value = value();
        return value != null && (value.equals("1") || value.equals("true"));
    }

    /** The field in a form; the fields of a submitted form carry only name and values. */
    Element toXml(DataForm.Type formType) {
        boolean filledIn = formType == DataForm.Type.SUBMIT;
        Element.Builder field = Element.builder(DataForm.NAMESPACE, "field")
                .attribute("type", filledIn && type != FieldType.HIDDEN ? null : type.wire())
                .attribute("var", var);
        if (!filledIn) {
            field.attribute("label", label).childText("desc", description);
            if (required) {
                field.child("required");
            }
        }
        values.forEach(v -> field.childText("value", v));
        if (!filledIn) {
            options.forEach(o -> field.child(Element.builder(DataForm.NAMESPACE, "option")
                    .attribute("label", o.label())
                    .childText("value", o.value())
                    .build()));
        }
        return field.build();
    }

    static Field parse(Element field) {
        List<Option> options = new ArrayList<>();
        for (Element option : field.children(DataForm.NAMESPACE, "option")) {
            String value = option.childText(DataForm.NAMESPACE, "value");
            if (value != null) {
                options.add(new Option(value, option.attribute("label")));
            }
        }
        return new Field(
                field.attribute("var"),
                FieldType.ofWire(field.attribute("type")),
                field.attribute("label"),
                field.childText(DataForm.NAMESPACE, "desc"),
                field.child(DataForm.NAMESPACE, "required") != null,
                field.children(DataForm.NAMESPACE, "value").stream()
                        .map(Element::text)
                        .toList(),
                options);
    }
}
