package im.gateway.node.user;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Long, UserActor.FromXmpp> unsettled = new LinkedHashMap<>();
    private long lastToken;

    Repeats.Verdict judge(UserActor.FromXmpp in) {
        return repeats.judge(in.stream(), in.number(), in.after());
    }

    /** Takes a stanza on, and names it. */
    long begin(UserActor.FromXmpp in) {
        repeats.begin(in.stream(), in.number());
        lastToken++;
        unsettled.put(lastToken, in);
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
                Repeats.Verdict verdict = judge(first);
                if (verdict == Repeats.Verdict.OUT_OF_TURN) {
                    break;
                }
                ofStream.pollFirstEntry();
                if (verdict == Repeats.Verdict.NEW) {
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
        UserActor.FromXmpp in = unsettled.remove(token);
        if (in != null) {
            repeats.settled(in.stream(), in.number());
            trace(in, "settled");
            in.replyTo().tell(new UserActor.Settled(in.number()));
        }
    }

    /** The stanza of that token goes to the legacy network. */
    void givenToNetwork(long token) {
        UserActor.FromXmpp in = unsettled.get(token);
        if (in != null) {
            trace(in, "given-to-network");
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
        return List.copyOf(unsettled.values());
    }

    boolean isEmpty() {
        return unsettled.isEmpty() && early.isEmpty();
    }
}
