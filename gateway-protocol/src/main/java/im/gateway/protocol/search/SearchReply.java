package im.gateway.protocol.search;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.dataform.FieldType;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Map;

/**
 * Who was found (XEP-0055 section 2.1, by data form section 3). Nobody is an empty query in either form.
 *
 * @param items in the directory's order
 */
public record SearchReply(List<Item> items) {
    private static final String ADDRESS = "jid";

    /**
     * One person.
     *
     * @param values what is known of them, by the name of its field
     */
    public record Item(Jid jid, Map<String, String> values) {
        public Item {
            values = Map.copyOf(values);
        }
    }

    public SearchReply {
        items = List.copyOf(items);
    }

    public Element toPlainXml() {
        Element.Builder query = Element.builder(SearchForm.NAMESPACE, "query");
        for (Item item : items) {
            Element.Builder found = Element.builder(SearchForm.NAMESPACE, "item")
                    .attribute(ADDRESS, item.jid().toString());
            // The schema wants each of the four, in this order.
            for (String field : List.of("first", "last", "nick", "email")) {
                String value = item.values().get(field);
                found.child(
                        value == null
                                ? Element.of(SearchForm.NAMESPACE, field)
                                : Element.ofText(SearchForm.NAMESPACE, field, value));
            }
            query.child(found.build());
        }
        return query.build();
    }

    /**
     * The same as the result of a form (XEP-0004 section 3.4).
     *
     * @param columns the fields that are shown, in their order
     * @param addressLabel what stands above the column of addresses
     */
    public Element toFormXml(List<SearchForm.Entry> columns, String addressLabel) {
        Element.Builder query = Element.builder(SearchForm.NAMESPACE, "query");
        if (items.isEmpty()) {
            return query.build();
        }
        Element.Builder reported = Element.builder(DataForm.NAMESPACE, "reported");
        reported.child(column(ADDRESS, FieldType.JID_SINGLE, addressLabel));
        columns.forEach(column -> reported.child(column(column.var(), FieldType.TEXT_SINGLE, column.label())));
        Element form = new DataForm(
                        DataForm.Type.RESULT,
                        null,
                        List.of(),
                        List.of(Field.hidden(DataForm.FORM_TYPE, SearchForm.NAMESPACE)))
                .toXml().toBuilder()
                        .child(reported.build())
                        .children(items.stream().map(item -> row(item, columns)).toList())
                        .build();
        return query.child(form).build();
    }

    private static Element column(String var, FieldType type, String label) {
        return Element.builder(DataForm.NAMESPACE, "field")
                .attribute("var", var)
                .attribute("type", type.wire())
                .attribute("label", label)
                .build();
    }

    private static Element row(Item item, List<SearchForm.Entry> columns) {
        Element.Builder row = Element.builder(DataForm.NAMESPACE, "item")
                .child(cell(ADDRESS, item.jid().toString()));
        columns.forEach(column -> row.child(cell(column.var(), item.values().getOrDefault(column.var(), ""))));
        return row.build();
    }

    private static Element cell(String var, String value) {
        return Element.builder(DataForm.NAMESPACE, "field")
                .attribute("var", var)
                .childText("value", value)
                .build();
    }
}
