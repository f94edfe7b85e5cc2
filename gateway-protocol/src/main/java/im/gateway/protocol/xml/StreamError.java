package im.gateway.protocol.xml;

import org.jspecify.annotations.Nullable;

/**
 * What a side says before it ends a stream (RFC 6120 section 4.9). There is no answer to it, and no stream after it.
 *
 * @param condition why; {@code undefined-condition} where a peer gave none that is known
 * @param text words for a reader, null where there are none
 */
public record StreamError(
        StreamCondition condition, @Nullable String text) {
    public static StreamError of(StreamCondition condition) {
        return new StreamError(condition, null);
    }

    /** Reads a child of a stream; null where it is something else than a stream error. */
    public static @Nullable StreamError of(Element element) {
        if (!element.is(StreamHeader.NAMESPACE, "error")) {
            return null;
        }
        StreamCondition condition = StreamCondition.UNDEFINED_CONDITION;
        for (Element child : element.children()) {
            StreamCondition known =
                    child.namespace().equals(StreamCondition.NAMESPACE) ? StreamCondition.ofWire(child.name()) : null;
            if (known != null) {
                condition = known;
            }
        }
        return new StreamError(condition, element.childText(StreamCondition.NAMESPACE, "text"));
    }

    /** The error as an element in the namespace of streams. */
    public Element toXml() {
        Element.Builder error = Element.builder(StreamHeader.NAMESPACE, "error")
                .child(Element.of(StreamCondition.NAMESPACE, condition.wire()));
        if (text != null) {
            error.child(Element.builder(StreamCondition.NAMESPACE, "text")
                    .attribute(Element.LANG, "en")
                    .text(text)
                    .build());
        }
        return error.build();
    }

    /** The error and the end of the stream: the last that is written to it. */
    public String toClosingXml() {
        return toXml() + StreamHeader.CLOSE;
    }
}
