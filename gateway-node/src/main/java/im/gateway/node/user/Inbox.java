package im.gateway.node.user;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stanzas whose outcome an edge waits for, under the tokens by which the decider knows them. Confined to the user actor. */
final class Inbox {
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
        return lastToken;
    }

    /** Its outcome is certain: the edge may forget it. */
    void settle(long token) {
        UserActor.FromXmpp in = unsettled.remove(token);
        if (in != null) {
            repeats.settled(in.stream(), in.number());
            in.replyTo().tell(new UserActor.Settled(in.number()));
        }
    }

    /** What has no outcome, in the order in which it was taken on. */
    List<UserActor.FromXmpp> unsettled() {
        return List.copyOf(unsettled.values());
    }

    boolean isEmpty() {
        return unsettled.isEmpty();
    }
}
