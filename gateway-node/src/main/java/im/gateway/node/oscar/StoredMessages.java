package im.gateway.node.oscar;

import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.Icq;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.SnacBody;

/**
 * What came while the user was away. AIM sends it as ordinary messages with a time (04/10); ICQ's old server keeps it until it is told to forget it (15/02), which is
 * done when all of it has been handed on.
 */
final class StoredMessages {
    private static final int SEQUENCE = 2;

    private final SessionContext context;
    private final Incoming incoming;

    StoredMessages(SessionContext context, Incoming incoming) {
        this.context = context;
        this.incoming = incoming;
    }

    void request() {
        if (context.icq) {
            ask(Icq.Envelope.OFFLINE_REQUEST);
        } else {
            context.enqueue(SnacBody.empty(Icbm.OFFLINE_RETRIEVE));
        }
    }

    void on(Icq.Envelope envelope) throws OscarException {
        if (envelope.kind() == Icq.Envelope.OFFLINE_MESSAGE) {
            Icq.OfflineMessage stored = Icq.OfflineMessage.parse(envelope.data());
            incoming.on(String.valueOf(stored.message().uin()), stored.message(), stored.sentAt());
        } else if (envelope.kind() == Icq.Envelope.OFFLINE_END) {
            ask(Icq.Envelope.OFFLINE_DELETE);
        }
    }

    private void ask(int kind) {
        context.enqueue(
                new Icq.Envelope(Icq.Envelope.QUESTION, Long.parseLong(context.account), kind, SEQUENCE, Bytes.EMPTY));
    }
}
