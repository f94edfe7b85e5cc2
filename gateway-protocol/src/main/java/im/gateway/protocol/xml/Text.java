package im.gateway.protocol.xml;

/**
 * Character data, unescaped. Adjacent pieces are joined by the parser, so two texts are never neighbours in a parsed tree.
 *
 * @param value the characters, without any entity reference
 */
public record Text(String value) implements Node {}
