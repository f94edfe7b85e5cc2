package im.gateway.protocol.xml;

/** What the bytes of a stream say, in the order in which they say it. Nothing follows {@link Closed} or {@link Failed}. */
public sealed interface StreamEvent {
    /** The opening tag. */
    record Opened(StreamHeader header) implements StreamEvent {}

    /** One complete child of the stream: a stanza, a handshake, a stream error. */
    record StanzaRead(Element element) implements StreamEvent {}

    /** The closing tag. */
    record Closed() implements StreamEvent {}

    /**
     * The peer sent what ends a stream.
     *
     * @param condition the stream error that it is to be told
     * @param reason what was wrong and what was expected; may quote the peer's bytes
     */
    record Failed(StreamCondition condition, String reason) implements StreamEvent {}
}
