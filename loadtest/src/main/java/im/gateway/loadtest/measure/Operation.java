package im.gateway.loadtest.measure;

/** What simulated people do, and is timed. */
public enum Operation {
    /** From the request to register to its result. */
    REGISTER("register"),
    /** From the user's presence to the gateway's own. */
    LOGIN("login"),
    /** A message from an XMPP user, until the legacy user has it. */
    TO_LEGACY("to-legacy"),
    /** A message from a legacy user, until the XMPP user has it. */
    FROM_LEGACY("from-legacy"),
    /** A legacy user goes away or comes back, until one user has heard of it. */
    PRESENCE("presence"),
    /** From the request to see a contact to its approval. */
    SUBSCRIBE("subscribe"),
    /** From the request to be forgotten to its result. */
    UNREGISTER("unregister");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    /** As it is named in scenarios and results. */
    public String word() {
        return word;
    }
}
