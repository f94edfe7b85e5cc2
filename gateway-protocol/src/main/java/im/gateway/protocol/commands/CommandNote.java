package im.gateway.protocol.commands;

import im.gateway.protocol.xml.Element;
import java.util.Locale;

/** Words about a step (XEP-0050 section 4.3). */
public record CommandNote(Type type, String text) {
    /** How a note is meant. */
    public enum Type {
        INFO,
        WARN,
        ERROR;

        private final String wire = name().toLowerCase(Locale.ROOT);

        public String wire() {
            return wire;
        }
    }

    public static CommandNote info(String text) {
        return new CommandNote(Type.INFO, text);
    }

    public static CommandNote error(String text) {
        return new CommandNote(Type.ERROR, text);
    }

    Element toXml() {
        return Element.builder(CommandRequest.NAMESPACE, "note")
                .attribute("type", type.wire())
                .text(text)
                .build();
    }
}
