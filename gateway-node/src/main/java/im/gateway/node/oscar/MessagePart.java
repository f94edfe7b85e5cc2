package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyCommand.SendMessage;

/** One of the data units that a message is sent in. */
final class MessagePart {
    /** What the parts of one message share. */
    static final class Message {
        final long number;
        final String contact;
        /** Parts that are not acknowledged yet. */
        int open;

        boolean failed;

        Message(SendMessage command, int parts) {
            this.number = command.number();
            this.contact = command.contact();
            this.open = parts;
        }
    }

    final Message message;
    /** The cookie of the data unit, and its request number: unique in the session. */
    final long id;

    long overdueAt = Now.NEVER;

    MessagePart(Message message, long id) {
        this.message = message;
        this.id = id;
    }
}
