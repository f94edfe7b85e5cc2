package im.gateway.protocol.component;

import im.gateway.protocol.xml.StreamCondition;

/** What a side of the handshake has to do next, in this order. */
public sealed interface HandshakeOutput {
    /** Write this to the stream. */
    record Send(String xml) implements HandshakeOutput {}

    /**
     * The stream is open for stanzas. Nothing follows.
     *
     * @param domain the component's address
     */
    record Established(String domain) implements HandshakeOutput {}

    /**
     * The stream has to be closed, after what was to be sent. Nothing follows.
     *
     * @param condition why, in the words of a stream error: the peer's, or what the peer was told
     * @param text for a log: what the peer said, or what was wrong and what was expected
     */
    record Refused(StreamCondition condition, String text) implements HandshakeOutput {}
}
