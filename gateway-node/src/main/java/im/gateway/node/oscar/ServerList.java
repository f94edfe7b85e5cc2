package im.gateway.node.oscar;

import im.gateway.protocol.oscar.ByteWriter;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.FeedbagList;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.Tlv;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list that the server keeps (family 13), as far as this session knows it, and changing it. One change at a time: each depends on what became of the one before.
 */
final class ServerList {
    /** Hears what became of a change. */
    interface Outcome {
        /** For changes of which nobody has to hear: one that failed is asked for again at a later login. */
        Outcome UNHEARD = new Outcome() {};

        /** The server has answered, and the list is as it says: the code of the last item that it refused, or {@link Feedbag.Status#OK}. */
        default void answered(int failure) {}

        /** The server refuses the change as a whole, or says nothing in time. */
        default void failed(String reason) {}
    }

    /** A change whose result the server owes. */
    private record Change(long request, Feedbag.Change change, Outcome outcome) {}

    private final SessionContext context;
    private final Deque<Runnable> waiting = new ArrayDeque<>(1);
    private FeedbagList list = FeedbagList.EMPTY;
    private @Nullable Change current;
    private long overdueAt = Now.NEVER;

    ServerList(SessionContext context) {
        this.context = context;
    }

    /** The list as it is at the beginning of the session. */
    void begin(List<FeedbagItem> items) {
        list = FeedbagList.of(items);
    }

    FeedbagList current() {
        return list;
    }

    /** How many changes wait for their turn. */
    int waiting() {
        return waiting.size();
    }

    /** Runs this when no change is under way; it may {@link #send} one. */
    void inTurn(Runnable change) {
        waiting.add(change);
        next();
    }

    private void next() {
        while (current == null && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    /** Asks the server for this change; only when none is under way. */
    void send(Feedbag.Change change, Outcome outcome) {
        context.enqueue(SnacBody.empty(Feedbag.BEGIN));
        current = new Change(context.enqueue(change), change, outcome);
        context.enqueue(SnacBody.empty(Feedbag.END));
        overdueAt = context.now().plus(context.settings.timeouts().answer());
    }

    /** What became of the change. A result for each item, or fewer where the server says nothing of the last ones: those are as wanted. */
    void on(Feedbag.Status status, long request) {
        Change change = current;
        if (change == null || change.request() != request) {
            return;
        }
        settle();
        List<FeedbagItem> done = new ArrayList<>();
        List<FeedbagItem> items = change.change().items();
        int failure = Feedbag.Status.OK;
        for (int i = 0; i < items.size(); i++) {
            int code = i < status.codes().size() ? status.codes().get(i) : Feedbag.Status.OK;
            if (code == Feedbag.Status.OK || code == Feedbag.Status.ALREADY_THERE) {
                done.add(items.get(i));
            } else {
                failure = code;
            }
        }
        list = change.change().type() == Feedbag.Change.DELETE ? list.without(done) : list.with(done);
        order(done);
        change.outcome().answered(failure);
        next();
    }

    /** The server refuses the change as a whole. */
    void failed(long request, String reason) {
        Change change = current;
        if (change != null && change.request() == request) {
            settle();
            change.outcome().failed(reason);
            next();
        }
    }

    void tick() {
        Change change = current;
        if (change != null && context.now().nanos() >= overdueAt) {
            failed(change.request(), "the network does not answer");
        }
    }

    long nextAt() {
        return overdueAt;
    }

    private void settle() {
        current = null;
        overdueAt = Now.NEVER;
    }

    /** Groups name their contacts in order, for other clients: that follows what was changed. Nobody waits for the result. */
    private void order(List<FeedbagItem> changed) {
        List<FeedbagItem> groups = new ArrayList<>();
        List<FeedbagItem> items = list.items();
        for (FeedbagItem group : items) {
            boolean concerned = changed.stream().anyMatch(item -> item.group() == group.group());
            if (group.kind() == FeedbagItem.GROUP && group.group() != 0 && concerned) {
                ByteWriter ids = new ByteWriter();
                items.stream()
                        .filter(item -> item.group() == group.group() && item.id() != 0)
                        .forEach(item -> ids.u16(item.id()));
                groups.add(
                        ids.length() == 0
                                ? group.without(FeedbagItem.ORDER)
                                : group.with(new Tlv(FeedbagItem.ORDER, ids.toBytes())));
            }
        }
        if (!groups.isEmpty()) {
            list = list.with(groups);
            context.enqueue(new Feedbag.Change(Feedbag.Change.UPDATE, groups));
        }
    }

    /** Another client of the user's, or the server itself, has changed the list. */
    void changedElsewhere(Feedbag.Change change) {
        list = change.type() == Feedbag.Change.DELETE ? list.without(change.items()) : list.with(change.items());
    }

    /** The server has changed these items, as is known from something else that it says. */
    void replace(List<FeedbagItem> items) {
        list = list.with(items);
    }
}
