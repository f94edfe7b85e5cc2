package im.gateway.node.user;

import java.util.HashMap;
import java.util.Map;

/** The stanzas whose outcome an edge waits for, under the tokens by which the decider knows them. Confined to the user actor. */
final class Inbox {
    private final Repeats repeats = new Repeats();
    private final Map<Long, UserActor.FromXmpp> unsettled = new HashMap<>();
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

    boolean isEmpty() {
        return unsettled.isEmpty();
    }
}
