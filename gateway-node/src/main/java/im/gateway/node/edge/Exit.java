package im.gateway.node.edge;

import java.util.List;

/** A way out for one domain: a stream on this node, or an edge on another one. Thread-safe; its methods do not block. */
interface Exit {
    /** The same for as long as the exit is there, and no other one's: exits are put in this order. */
    String id();

    boolean isLocal();

    /**
     * Writes whole stanzas, in the order of the calls.
     *
     * @param chunks UTF-8, for a place where the namespace of stanzas is declared; whole stanzas each
     * @param receipt told once
     */
    void write(List<byte[]> chunks, Outbox.Receipt receipt);
}
