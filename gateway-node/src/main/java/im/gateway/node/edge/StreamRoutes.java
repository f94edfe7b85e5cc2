package im.gateway.node.edge;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The {@link Outbox} of a node: for each domain the streams of this node, and the other nodes' edges for when this one has none.
 * The edges keep it up to date.
 */
public final class StreamRoutes implements Outbox {
    private final ConcurrentMap<String, DomainExits> domains = new ConcurrentHashMap<>();

    @Override
    public void send(String domain, BareJid user, List<Element> stanzas, Receipt receipt) {
        List<byte[]> chunks = StanzaEncoder.encode(domain, stanzas);
        if (chunks.isEmpty()) {
            // All of it was refused by the gate, which has said so: sending it again would change nothing.
            receipt.done(true);
        } else {
            exits(domain).write(user, chunks, receipt);
        }
    }

    @Override
    public void whenUp(String domain, Runnable task) {
        exits(domain).whenUp(task);
    }

    /** Whether the domain has a stream somewhere in the cluster. */
    public boolean isUp(String domain) {
        return exits(domain).isUp();
    }

    void add(String domain, Exit exit) {
        exits(domain).add(exit);
    }

    void remove(String domain, Exit exit) {
        exits(domain).remove(exit);
    }

    private DomainExits exits(String domain) {
        return domains.computeIfAbsent(domain, d -> new DomainExits());
    }
}
