package im.gateway.node.irc;

import im.gateway.protocol.stanza.StanzaCondition;
import org.jspecify.annotations.Nullable;

/** A message on its way: how many of its lines have no certain outcome yet, and what went wrong with any of them. */
final class SentMessage {
    final long number;
    /** As the core names the contact. */
    final String contact;

    private int unsettled;
    private @Nullable StanzaCondition error;
    private @Nullable String reason;

    SentMessage(long number, String contact, int lines) {
        this.number = number;
        this.contact = contact;
        this.unsettled = lines;
    }

    /** The first error is the one that is told. */
    void fail(StanzaCondition condition, String why) {
        if (error == null) {
            error = condition;
            reason = why;
        }
    }

    boolean isFailed() {
        return error != null;
    }

    @Nullable
    StanzaCondition error() {
        return error;
    }

    @Nullable
    String reason() {
        return reason;
    }

    /** One line's outcome is certain: returns true with the last one. */
    boolean settle() {
        return --unsettled == 0;
    }
}
