package im.gateway.node.user;

import im.gateway.node.user.Repeats.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stanzas whose outcome an edge waits for, under the tokens by which the decider knows them, and those that wait for one before
 * them. Confined to the user actor.
 */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    /** More than an edge has under way for one user; what is not kept is handed on again by it. */
    private static final int MOST_EARLY = 64;

    /** By stream and number; few users ever have any. */
    private final NavigableMap<String, NavigableMap<Long, UserActor.FromXmpp>> early = new TreeMap<>();

    private final Repeats repeats = new Repeats();
    /** Oldest first, which is mostly the one that is settled next. */
    private final Deque<Taken> unsettled = new ArrayDeque<>(1);

    private long lastToken;

    private record Taken(long token, UserActor.FromXmpp in) {
        boolean is(UserActor.FromXmpp other) {
            return in.number() == other.number() && in.stream().equals(other.stream());
        }
    }

    Verdict judge(UserActor.FromXmpp in) {
        Verdict verdict = repeats.judge(in.stream(), in.number(), in.after());
        boolean isPending = verdict == Verdict.SETTLED && unsettled.stream().anyMatch(taken -> taken.is(in));
        return isPending ? Verdict.PENDING : verdict;
    }

    /** Takes a stanza on, and names it. */
    long begin(UserActor.FromXmpp in) {
        repeats.begin(in.stream(), in.number());
        lastToken++;
        unsettled.addLast(new Taken(lastToken, in));
        trace(in, "taken");
        return lastToken;
    }

    /**
     * Keeps a stanza that has come before the one that it has to follow.
     *
     * @return whether it is the first one of its stream that waits
     */
    boolean keepEarly(UserActor.FromXmpp in) {
        NavigableMap<Long, UserActor.FromXmpp> ofStream = early.computeIfAbsent(in.stream(), s -> new TreeMap<>());
        boolean isFirst = ofStream.isEmpty();
        if (ofStream.size() < MOST_EARLY) {
            ofStream.put(in.number(), in);
        }
        return isFirst;
    }

    /** Takes out one that need not wait any longer; null where there is none. */
    UserActor.@Nullable FromXmpp nextInTurn() {
        for (Iterator<NavigableMap<Long, UserActor.FromXmpp>> streams =
                        early.values().iterator();
                streams.hasNext(); ) {
            NavigableMap<Long, UserActor.FromXmpp> ofStream = streams.next();
            while (!ofStream.isEmpty()) {
                UserActor.FromXmpp first = ofStream.firstEntry().getValue();
                Verdict verdict = judge(first);
                if (verdict == Verdict.OUT_OF_TURN) {
                    break;
                }
                ofStream.pollFirstEntry();
                if (verdict == Verdict.NEW) {
                    return first;
                }
            }
            if (ofStream.isEmpty()) {
                streams.remove();
            }
        }
        return null;
    }

    /** What waits for one before it. */
    List<UserActor.FromXmpp> early() {
        return early.values().stream()
                .flatMap(ofStream -> ofStream.values().stream())
                .toList();
    }

    /** Whether this number of that stream was taken on here. */
    boolean hasTaken(String stream, long number) {
        return number <= repeats.highest(stream);
    }

    /** Its outcome is certain: the edge may forget it. */
    void settle(long token) {
        Taken taken = take(token);
        if (taken != null) {
            trace(taken.in(), "settled");
            taken.in().answer(new UserActor.Settled(taken.in().number()));
        }
    }

    private @Nullable Taken take(long token) {
        Taken first = unsettled.peekFirst();
        if (first != null && first.token() == token) {
            return unsettled.pollFirst();
        }
        for (Iterator<Taken> all = unsettled.iterator(); all.hasNext(); ) {
            Taken taken = all.next();
            if (taken.token() == token) {
                all.remove();
                return taken;
            }
        }
        return null;
    }

    /** The stanza of that token goes to the legacy network. */
    void givenToNetwork(long token) {
        if (LOG.isDebugEnabled()) {
            unsettled.stream()
                    .filter(taken -> taken.token() == token)
                    .forEach(taken -> trace(taken.in(), "given-to-network"));
        }
    }

    /** Under the name that its edge has given it: what became of a stanza is found by one search through the logs of all nodes. */
    private static void trace(UserActor.FromXmpp in, String event) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "stanza={}#{} event={} from={}",
                    in.stream(),
                    in.number(),
                    event,
                    in.stanza().from().bare());
        }
    }

    /** What has no outcome, in the order in which it was taken on. */
    List<UserActor.FromXmpp> unsettled() {
        return unsettled.stream().map(Taken::in).toList();
    }

    boolean isEmpty() {
        return unsettled.isEmpty() && early.isEmpty();
    }
}
