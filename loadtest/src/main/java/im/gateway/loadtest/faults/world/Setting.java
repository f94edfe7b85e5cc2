package im.gateway.loadtest.faults.world;

/**
 * What has to run for a case. Cases of the same setting share one start.
 *
 * @param side the XMPP server
 * @param nodes of the gateway
 * @param stores nodes of Cassandra, 1 or 3
 * @param links whether the nodes speak to each other through {@link im.gateway.loadtest.link.Links}, which can be cut
 */
public record Setting(Side side, int nodes, int stores, boolean links) {
    /** The XMPP servers, and how many streams a gateway has to each. */
    public enum Side {
        /** The real one: one stream for all nodes. */
        PROSODY,
        /** Played: a stream for each node. */
        PLAYED
    }

    /** The same with at least so many nodes of the gateway. */
    public Setting withNodes(int least) {
        return new Setting(side, Math.max(nodes, least), stores, links);
    }

    @Override
    public String toString() {
        return nodes + " nodes, "
                + (side == Side.PROSODY
                        ? "Prosody with one stream"
                        : "a played XMPP server with a stream for each node")
                + ", " + stores + " of Cassandra" + (links ? ", links that can be cut" : "");
    }
}
