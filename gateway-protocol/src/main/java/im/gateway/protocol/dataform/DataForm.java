package im.gateway.protocol.dataform;

import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A data form (XEP-0004).
 *
 * @param type what the form is for
 * @param title what a person reads above it; null for none
 * @param instructions what a person is to do, a line each
 */
public record DataForm(Type type, @Nullable String title, List<String> instructions, List<Field> fields) {
    public static final String NAMESPACE = "jabber:x:data";
    /** The hidden field that says what the others mean (XEP-0068). */
    public static final String FORM_TYPE = "FORM_TYPE";

    /** The types of a form (XEP-0004 section 3.1). */
    public enum Type {
        CANCEL,
        FORM,
        RESULT,
        SUBMIT;

        private final String wire = name().toLowerCase(Locale.ROOT);

        public String wire() {
            return wire;
        }
    }

    public DataForm {
        instructions = List.copyOf(instructions);
        fields = List.copyOf(fields);
    }

    /** What the form's fields mean, or null where it does not say. */
    public @Nullable String formType() {
        return value(FORM_TYPE);
    }

    /** The field of that name, or null where there is none. */
    public @Nullable Field field(String var) {
        for (Field field : fields) {
            if (var.equals(field.var())) {
                return field;
            }
        }
        return null;
    }

    /** The first value of the field of that name, or null where there is none. */
    public @Nullable String value(String var) {
        Field field = field(var);
        return field == null ? null : field.value();
    }

    /** Whether the field of that name says yes. */
    public boolean isTrue(String var) {
        Field field = field(var);
        return field != null && field.isTrue();
    }

    public Element toXml() {
        Element.Builder form =
                Element.builder(NAMESPACE, "x").attribute("type", type.wire()).childText("title", title);
        instructions.forEach(line -> form.childText("instructions", line));
        return form.children(fields.stream().map(f -> f.toXml(type)).toList()).build();
    }

    /** Reads a form; null where the element is none, or has a type that does not exist. */
    public static @Nullable DataForm parse(Element form) {
        if (!form.is(NAMESPACE, "x")) {
            return null;
        }
        for (Type type : Type.values()) {
            if (type.wire.equals(form.attribute("type"))) {
                return new DataForm(
                        type,
                        form.childText(NAMESPACE, "title"),
                        form.children(NAMESPACE, "instructions").stream()
                                .map(Element::text)
                                .toList(),
                        form.children(NAMESPACE, "field").stream()
                                .map(Field::parse)
                                .toList());
            }
        }
        return null;
    }
}
