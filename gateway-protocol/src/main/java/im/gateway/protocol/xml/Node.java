package im.gateway.protocol.xml;

/** What an {@link Element} contains: other elements and text, in document order. */
public sealed interface Node permits Element, Text {}
