package im.gateway.protocol.dataform;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of a form's field (XEP-0004 section 3.3). */
public enum FieldType {
    BOOLEAN,
    FIXED,
    HIDDEN,
    JID_MULTI,
    JID_SINGLE,
    LIST_MULTI,
    LIST_SINGLE,
    TEXT_MULTI,
    TEXT_PRIVATE,
    TEXT_SINGLE;

    private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String wire() {
        return wire;
    }

    /** The type of that name; {@code TEXT_SINGLE} for one that is missing or unknown, as that section says. */
    static FieldType ofWire(@Nullable String name) {
        for (FieldType type : values()) {
            if (type.wire.equals(name)) {
                return type;
            }
        }
        return TEXT_SINGLE;
    }
}
