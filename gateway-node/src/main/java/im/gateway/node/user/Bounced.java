package im.gateway.node.user;

/**
 * Presence that could not be delivered: whose, and where.
 *
 * @param contact the legacy user whose presence it was; empty for the gateway's own
 * @param resource the user's resource that it was for; empty for the bare address
 */
record Bounced(String contact, String resource) {
    /** How many are remembered of one user, at most. */
    static final int MOST = 1000;
}
