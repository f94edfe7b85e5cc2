package im.gateway.protocol.xml;

/**
 * What a peer may make the parser hold. Each limit is checked while the stanza is still incomplete, so that none can be passed by
 * never finishing. Going over one ends the stream with {@code policy-violation}.
 *
 * @param stanzaBytes bytes from a stanza's first {@code <} to its last {@code >}; the stream header is held to it as well
 * @param depth elements inside each other, the stanza itself being the first
 * @param attributes attributes and namespace declarations of one element
 * @param names different names (of elements, attributes and prefixes) that one stanza may bring that the stream has not had
 *     lately; the parser's table of names costs more with each, in memory and in time
 * @param nameLength characters of a name, a prefix or a namespace
 */
public record StreamLimits(int stanzaBytes, int depth, int attributes, int names, int nameLength) {
    /** What Prosody lets a component send; no server passes on a stanza larger than that. */
    public static final int STANZA_BYTES = 512 * 1024;

    /** The deepest payload in use (a forwarded message with XHTML inside a pubsub event) stays under twenty. */
    public static final int DEPTH = 64;

    /** The richest element in use (a jingle candidate) has about a dozen. */
    public static final int ATTRIBUTES = 64;

    /** A client's whole vocabulary is some hundreds of names; one stanza has a few dozen. */
    public static final int NAMES = 1024;

    /** The longest namespaces in use are about 80 characters; 1023 is also the bound of each part of an address (RFC 7622). */
    public static final int NAME_LENGTH = 1023;

    public static final StreamLimits DEFAULT = new StreamLimits(STANZA_BYTES, DEPTH, ATTRIBUTES, NAMES, NAME_LENGTH);

    /** RFC 6120 section 13.12 forbids a limit under 10,000 bytes for a stanza. */
    private static final int SMALLEST_STANZA_LIMIT = 10_000;

    /**
     * Checks the bounds of the bounds.
     *
     * @throws IllegalArgumentException when a limit is too small for XMPP to work
     */
    public StreamLimits {
        atLeast("stanzaBytes", stanzaBytes, SMALLEST_STANZA_LIMIT);
        atLeast("depth", depth, 1);
        atLeast("attributes", attributes, 8);
        atLeast("names", names, 64);
        atLeast("nameLength", nameLength, 64);
    }

    /** The usual limits for names, with those that an operator sets. */
    public static StreamLimits of(int stanzaBytes, int depth, int attributes) {
        return new StreamLimits(stanzaBytes, depth, attributes, NAMES, NAME_LENGTH);
    }

    private static void atLeast(String limit, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(limit + ": " + value + " (expected: >= " + least + ")");
        }
    }
}
