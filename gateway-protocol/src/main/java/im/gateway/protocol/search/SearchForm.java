package im.gateway.protocol.search;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.dataform.FieldType;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a directory can be asked (XEP-0055 section 2.1): the plain fields, and beside them the same as a data form (section 3) for clients
 * that can show one. Fields that the plain form has no name for stand in the data form only.
 *
 * @param title what a person reads above the data form
 * @param fields in the order in which they are shown
 */
public record SearchForm(String title, String instructions, List<Entry> fields) {
    public static final String NAMESPACE = "jabber:iq:search";
    /** The fields of the plain form; its schema has no others. */
    public static final Set<String> PLAIN = Set.of("first", "last", "nick", "email");

    /** One field: its name on the wire, and what a person reads. */
    public record Entry(String var, String label) {}

    public SearchForm {
        fields = List.copyOf(fields);
    }

    public Element toXml() {
        Element.Builder query = Element.builder(NAMESPACE, "query").childText("instructions", instructions);
        List<Field> inForm = new ArrayList<>();
        inForm.add(Field.hidden(DataForm.FORM_TYPE, NAMESPACE));
        for (Entry field : fields) {
            if (PLAIN.contains(field.var())) {
                query.child(field.var());
            }
            inForm.add(Field.of(field.var(), FieldType.TEXT_SINGLE, field.label(), List.of()));
        }
        return query.child(new DataForm(DataForm.Type.FORM, title, List.of(instructions), inForm).toXml())
                .build();
    }
}
