package im.gateway.protocol.chatstates;

import im.gateway.protocol.xml.Element;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far somebody is with the next message (XEP-0085 section 4). */
public enum ChatState {
    ACTIVE,
    COMPOSING,
    PAUSED,
    INACTIVE,
    GONE;

    public static final String NAMESPACE = "http://jabber.org/protocol/chatstates";

    private final String wire = name().toLowerCase(Locale.ROOT);

    public Element toXml() {
        return Element.of(NAMESPACE, wire);
    }

    /** The state that a message shows; null where it shows none. */
    public static @Nullable ChatState of(Element message) {
        for (Element child : message.children()) {
            for (ChatState state : values()) {
                if (child.is(NAMESPACE, state.wire)) {
                    return state;
                }
            }
        }
        return null;
    }
}
