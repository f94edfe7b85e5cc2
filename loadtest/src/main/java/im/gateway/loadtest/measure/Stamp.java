package im.gateway.loadtest.measure;

import org.jspecify.annotations.Nullable;

/**
 * What a message carries in its text, so that it is known again on the other side of any network: {@code lt RUN FLOW SEQUENCE TIME}
 * in base 36, and dots up to the wanted length.
 *
 * @param run which run of the load test it belongs to: what an earlier one has left is not counted
 * @param flow from whom to whom, see {@link Ledger}
 * @param sequence its number in the flow, from 0
 * @param intendedNanos when it was meant to be sent, in the time of {@link System#nanoTime()}
 */
public record Stamp(int run, int flow, int sequence, long intendedNanos) {
    private static final String MARK = "lt";
    private static final int RADIX = 36;
    private static final int PARTS = 5;

    /** The text of the message, at least so long. */
    public String toBody(int length) {
        StringBuilder body = new StringBuilder(Math.max(length, 48))
                .append(MARK)
                .append(' ')
                .append(Integer.toString(run, RADIX))
                .append(' ')
                .append(Integer.toString(flow, RADIX))
                .append(' ')
                .append(Integer.toString(sequence, RADIX))
                .append(' ')
                .append(Long.toString(intendedNanos, RADIX));
        if (body.length() < length) {
            int dots = length - body.length() - 1;
            body.append(' ').append(".".repeat(dots));
        }
        return body.toString();
    }

    /** Reads a message's text; null where it is no such message. */
    public static @Nullable Stamp parse(String body) {
        String[] parts = body.split(" ", PARTS + 1);
        if (parts.length < PARTS || !parts[0].equals(MARK)) {
            return null;
        }
        try {
            return new Stamp(
                    Integer.parseInt(parts[1], RADIX),
                    Integer.parseInt(parts[2], RADIX),
                    Integer.parseInt(parts[3], RADIX),
                    Long.parseLong(parts[4], RADIX));
        } catch (NumberFormatException otherWords) {
            return null;
        }
    }
}
