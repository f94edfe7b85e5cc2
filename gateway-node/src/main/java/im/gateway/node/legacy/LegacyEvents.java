package im.gateway.node.legacy;

/** Where a session tells what happened: one call at a time, in order, on a thread of the network's that must not be blocked. */
public interface LegacyEvents {
    void on(LegacyEvent event);
}
