package im.gateway.node.legacy;

/** What a search for legacy users can ask for. */
public enum SearchField {
    /** The name that the contact's address is made of, such as a number. Not a field of its own in XEP-0055's plain form. */
    NAME,
    FIRST,
    LAST,
    NICK,
    EMAIL
}
