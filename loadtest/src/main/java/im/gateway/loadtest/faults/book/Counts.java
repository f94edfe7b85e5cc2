package im.gateway.loadtest.faults.book;

import java.util.List;
import java.util.function.Predicate;

/**
 * What became of many messages.
 *
 * @param sent all of them
 * @param delivered once or more
 * @param refused answered with an error and not delivered
 * @param lost none of these
 * @param inSockets neither delivered nor answered, and inside a connection that broke, which nothing acknowledges
 * @param duplicated arrivals of what had arrived already
 * @param reordered arrivals after one that was sent later
 */
public record Counts(int sent, int delivered, int refused, int lost, int inSockets, int duplicated, int reordered) {
    /**
     * Counts them.
     *
     * @param inSocket of a message without an outcome, whether it was in a connection that broke
     */
    public static Counts of(List<Message> messages, Predicate<Message> inSocket) {
        int delivered = 0;
        int refused = 0;
        int inSockets = 0;
        int lost = 0;
        int duplicated = 0;
        int reordered = 0;
        for (Message message : messages) {
            if (message.arrivals() > 0) {
                delivered++;
                duplicated += message.arrivals() - 1;
                reordered += message.reordered() ? 1 : 0;
            } else if (message.refused()) {
                refused++;
            } else if (inSocket.test(message)) {
                inSockets++;
            } else {
                lost++;
            }
        }
        return new Counts(messages.size(), delivered, refused, lost, inSockets, duplicated, reordered);
    }
}
