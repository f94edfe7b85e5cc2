package im.gateway.protocol.stanza;

import im.gateway.protocol.stanza.StanzaCondition.ErrorType;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * A stanza error (RFC 6120 section 8.3) with the legacy code of XEP-0086.
 *
 * @param condition what went wrong
 * @param type what the sender may do about it
 * @param text words for a human, in the language {@code lang}; null for none
 * @param lang the language of {@code text}; null where not said
 * @param specific an application-specific condition; null for none
 */
public record StanzaError(
        StanzaCondition condition,
        ErrorType type,
        @Nullable String text,
        @Nullable String lang,
        @Nullable Element specific) {
    public static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-stanzas";

    public static StanzaError of(StanzaCondition condition) {
        return new StanzaError(condition, condition.usualType(), null, null, null);
    }

    public static StanzaError of(StanzaCondition condition, String text) {
        return new StanzaError(condition, condition.usualType(), text, "en", null);
    }

    /** The same error with words for a human in some language. */
    public StanzaError withText(String words, String language) {
        return new StanzaError(condition, type, words, language, specific);
    }

    /** The same error with what the sender may do about it, where that is not what is usual for the condition. */
    public StanzaError withType(ErrorType other) {
        return new StanzaError(condition, other, text, lang, specific);
    }

    public StanzaError withSpecific(Element condition) {
        return new StanzaError(this.condition, type, text, lang, condition);
    }

    /** The {@code error} element, in the namespace of the stanza that carries it. */
    public Element toXml() {
        Element.Builder error = Element.builder(Stanza.NAMESPACE, "error")
                .attribute("code", Integer.toString(condition.legacyCode()))
                .attribute("type", type.wire())
                .child(Element.of(NAMESPACE, condition.wire()));
        if (text != null) {
            error.child(Element.builder(NAMESPACE, "text")
                    .attribute(Element.LANG, lang)
                    .text(text)
                    .build());
        }
        return error.child(specific).build();
    }

    /** Reads the error of an error stanza; null where it has none, {@code undefined-condition} where it has one that is not known. */
    public static @Nullable StanzaError of(Stanza stanza) {
        Element error = stanza.element().child(Stanza.NAMESPACE, "error");
        if (error == null) {
            return null;
        }
        StanzaCondition condition = StanzaCondition.UNDEFINED_CONDITION;
        Element specific = null;
        for (Element child : error.children()) {
            StanzaCondition known = child.namespace().equals(NAMESPACE) ? StanzaCondition.ofWire(child.name()) : null;
            if (known != null) {
                condition = known;
            } else if (!child.namespace().equals(NAMESPACE)) {
                specific = child;
            }
        }
        ErrorType type = condition.usualType();
        for (ErrorType candidate : ErrorType.values()) {
            if (candidate.wire().equals(error.attribute("type"))) {
                type = candidate;
            }
        }
        Element text = error.child(NAMESPACE, "text");
        return new StanzaError(
                condition,
                type,
                text == null ? null : text.text(),
                text == null ? null : text.attribute(Element.LANG),
                specific);
    }
}
