package im.gateway.node.edge;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.xml.Element;
import java.util.List;

/**
 * The way back: stanzas for a Jabber user, out through whichever stream of the gateway's domain is there, on this node if
 * possible. Thread-safe; no method blocks. What one caller sends for one user goes out in the order in which it was sent.
 */
public interface Outbox {
    /**
     * Writes stanzas to a stream of the domain.
     *
     * @param domain the gateway's address that the stanzas are from
     * @param user whom they are for; only used to keep one user's stanzas on one stream while it lasts
     * @param receipt told once, on any thread, what became of them
     */
    void send(String domain, BareJid user, List<Element> stanzas, Receipt receipt);

    /** Runs the task once, on any thread, as soon as the domain has a stream; at once where it has one now. */
    void whenUp(String domain, Runnable task);

    /** What became of stanzas that were to be written. */
    @FunctionalInterface
    interface Receipt {
        /** For whom it does not matter. */
        Receipt NONE = written -> {};

        /**
         * Says it.
         *
         * @param written whether the socket took all of them; otherwise the domain had no stream, or lost it with them unwritten, and
         *     they have to be sent again
         */
        void done(boolean written);

        /**
         * Says, before {@link #done} and not after it, that the way to the stream has fallen silent with them on it: whether they are
         * written will be known later, or never if this node is the one that is cut off.
         */
        default void uncertain() {}
    }
}
