package im.gateway.protocol.commands;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a requester wants done with a command (XEP-0050 section 3.4). */
public enum CommandAction {
    CANCEL,
    COMPLETE,
    EXECUTE,
    NEXT,
    PREV;

    private final String wire = name().toLowerCase(Locale.ROOT);

    public String wire() {
        return wire;
    }

    /** The action of that name; {@link #EXECUTE} where none is named, null for one that does not exist. */
    static @Nullable CommandAction ofWire(@Nullable String name) {
        if (name == null) {
            return EXECUTE;
        }
        for (CommandAction action : values()) {
            if (action.wire.equals(name)) {
                return action;
            }
        }
        return null;
    }
}
