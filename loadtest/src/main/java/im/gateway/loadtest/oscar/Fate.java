package im.gateway.loadtest.oscar;

/** What the network does with a message at once. */
enum Fate {
    /** It is written to the connection of whom it is for; whether they read it, nobody knows. */
    HANDED,
    /** They are not there, and get it when they come. */
    STORED,
    /** The sender is told so. */
    REFUSED
}
