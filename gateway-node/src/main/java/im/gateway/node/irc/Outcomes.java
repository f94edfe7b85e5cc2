package im.gateway.node.irc;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.irc.Digits;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.Numeric;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes certain what became of each message. IRC answers a PRIVMSG only when it fails, so the end of the wait has to be asked for:
 * where the server labels its answers (IRCv3 labeled-response), each line has a label, and its {@code ACK} or its error carries it;
 * elsewhere a {@code PING} follows the lines, at most one at a time, and its {@code PONG} settles all that went before it. Without
 * labels an error names only the nick, so it counts for all unsettled lines to that nick: a message twice is better than one lost.
 */
final class Outcomes {
    /** Of the pings that settle; keep-alives have another. */
    private static final String MARK = "settle-";

    /** A long holds as many, whatever they are. */
    private static final int MOST_DIGITS = 18;

    private static final Set<String> NAMING_A_TARGET = Set.of(
            Numeric.ERR_NOSUCHNICK,
            Numeric.ERR_CANNOTSENDTOCHAN,
            Numeric.ERR_TOOMANYTARGETS,
            Numeric.ERR_NEEDREGGEDNICK,
            Numeric.ERR_NONONREG,
            Numeric.ERR_CANNOTSENDTOUSER,
            Numeric.ERR_TARGUMODEG);
    private static final Set<String> NAMING_NONE = Set.of(Numeric.ERR_NOTEXTTOSEND, Numeric.ERR_INPUTTOOLONG);

    private final SessionContext context;
    private final Predicate<String> isWatched;
    /** Oldest first, which is mostly the one that is answered next. */
    private final Deque<Line> inFlight = new ArrayDeque<>(1);

    private final Map<String, Long> batches = new HashMap<>();
    private long lastSent;
    private long barrier;

    private record Line(long number, SentMessage message, String key, long sentAt) {}

    /**
     * For one session.
     *
     * @param isWatched whether a folded nick is one of the user's contacts: one that is not there is offline, anybody else is unknown
     */
    Outcomes(SessionContext context, Predicate<String> isWatched) {
        this.context = context;
        this.isWatched = isWatched;
    }

    int unsettled() {
        return inFlight.size();
    }

    /** Takes note of a line that goes out now; returns it as it has to go. */
    IrcLine sent(IrcLine line, SentMessage message) {
        lastSent++;
        inFlight.addLast(new Line(
                lastSent, message, context.fold(line.param(0)), context.now().nanos()));
        return hasLabels() ? line.withTag("label", Long.toString(lastSent)) : line;
    }

    /** The question that settles what is in flight, or null where none is needed now. */
    @Nullable
    IrcLine question() {
        if (hasLabels() || barrier != 0 || inFlight.isEmpty()) {
            return null;
        }
        barrier = lastSent;
        return IrcLine.of("PING", MARK + barrier);
    }

    /** Takes in a line from the server; returns whether it was about the outcome of a message and nothing else. */
    boolean on(IrcLine line) {
        return hasLabels() ? onLabelled(line) : onPlain(line);
    }

    /** When an answer is overdue. */
    long overdueAt() {
        Line oldest = inFlight.peekFirst();
        return oldest == null
                ? Now.NEVER
                : oldest.sentAt() + context.settings.timeouts().answer().toNanos();
    }

    /** A line that is not sent any more, because the message has failed already. */
    void dropped(SentMessage message) {
        settle(message);
    }

    private boolean hasLabels() {
        return context.hasLabels();
    }

    private boolean onLabelled(IrcLine line) {
        String reference = line.param(0);
        if (line.command().equals("BATCH") && reference.startsWith("-")) {
            Long label = batches.remove(reference.substring(1));
            return label != null && settle(label);
        }
        Long label = label(line);
        Line sent = label == null ? null : find(label);
        if (label == null || sent == null) {
            return false;
        }
        if (line.command().equals("BATCH")) {
            batches.put(reference.substring(1), label);
            return true;
        }
        boolean error = isError(line);
        if (error) {
            fail(sent, line);
        }
        if (line.tag("label") != null) {
            settle(label);
        }
        // What else is in the answer is for others: an away text, the words of a service.
        return error || line.command().equals("ACK");
    }

    private @Nullable Long label(IrcLine line) {
        String label = line.tag("label");
        String batch = line.tag("batch");
        if (label == null) {
            return batch == null ? null : batches.get(batch);
        }
        return Digits.isAll(label, MOST_DIGITS) ? Long.valueOf(label) : null;
    }

    private boolean onPlain(IrcLine line) {
        if (line.command().equals("PONG") && line.lastParam().startsWith(MARK)) {
            if (line.lastParam().equals(MARK + barrier)) {
                settleUpTo(barrier);
                barrier = 0;
            }
            return true;
        }
        return isError(line) && failPlain(line);
    }

    private boolean failPlain(IrcLine line) {
        boolean fail = line.command().equals("FAIL");
        String key = context.fold(line.param(fail ? 2 : 1));
        boolean any = false;
        for (Line sent : inFlight) {
            // The server works in order: before the answer to the ping comes, errors are about what went before it.
            boolean asked = barrier == 0 || sent.number() <= barrier;
            if (asked && sent.key().equals(key)) {
                fail(sent, line);
                any = true;
            }
        }
        boolean nameless = fail || NAMING_NONE.contains(line.command());
        if (!any && nameless && !inFlight.isEmpty()) {
            fail(inFlight.getFirst(), line);
            any = true;
        }
        return any;
    }

    private static boolean isError(IrcLine line) {
        return NAMING_A_TARGET.contains(line.command())
                || NAMING_NONE.contains(line.command())
                || (line.command().equals("FAIL") && line.param(0).equals("PRIVMSG"));
    }

    /** XEP-0100 section 4.8.2: {@code item-not-found} for who does not exist, {@code service-unavailable} for who is not there. */
    private void fail(Line sent, IrcLine error) {
        boolean unknown = error.command().equals(Numeric.ERR_NOSUCHNICK) && !isWatched.test(sent.key());
        StanzaCondition condition = unknown ? StanzaCondition.ITEM_NOT_FOUND : StanzaCondition.SERVICE_UNAVAILABLE;
        sent.message().fail(condition, error.lastParam());
    }

    private void settleUpTo(long last) {
        for (Line line = inFlight.peekFirst(); line != null && line.number() <= last; line = inFlight.peekFirst()) {
            inFlight.removeFirst();
            settle(line.message());
        }
    }

    private @Nullable Line find(long number) {
        for (Line line : inFlight) {
            if (line.number() == number) {
                return line;
            }
        }
        return null;
    }

    private boolean settle(long number) {
        for (Iterator<Line> all = inFlight.iterator(); all.hasNext(); ) {
            Line line = all.next();
            if (line.number() == number) {
                all.remove();
                settle(line.message());
                break;
            }
        }
        return true;
    }

    private void settle(SentMessage message) {
        if (message.settle()) {
            context.tell(new LegacyEvent.MessageOutcome(message.number, message.error(), message.reason()));
        }
    }
}
