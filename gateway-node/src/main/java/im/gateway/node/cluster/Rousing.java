package im.gateway.node.cluster;

import im.gateway.node.edge.Users;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.pekko.actor.typed.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users who have been told to wake and have not answered: bounded, and told again, since the message may have gone to a node that
 * was just lost. Confined to its actor, but for {@link #awaitRoom}.
 */
final class Rousing {
    private static final Logger LOG = LoggerFactory.getLogger(Rousing.class);

    /** Enough to keep several nodes' recoveries busy; a twentieth of a second's worth of what one core recovers, for those who write. */
    static final int AT_ONCE = 200;

    private static final long AGAIN_MILLIS = Duration.ofSeconds(1).toMillis();

    /** Then it is left to the next message for that user: some defect of one record must not hold up the others for ever. */
    static final int MOST_TRIES = 30;

    private final Users users;
    private final ActorRef<UserActor.Settled> answers;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Map<Long, Call> open = new LinkedHashMap<>();
    private long lastNumber;

    private record Call(RegistrationId user, long sentAt, int tries) {}

    Rousing(Users users, ActorRef<UserActor.Settled> answers) {
        this.users = users;
        this.answers = answers;
    }

    /** Blocks until one more may be roused, and counts it; any thread but the actor's. */
    void awaitRoom() {
        room.acquireUninterruptibly();
    }

    /** Tells one that was counted. */
    void rouse(RegistrationId user, long now) {
        lastNumber++;
        open.put(lastNumber, new Call(user, now, 1));
        users.tell(user, new UserActor.Rouse(lastNumber, answers));
    }

    void awake(long number) {
        if (open.remove(number) != null) {
            room.release();
        }
    }

    /** Tells those again that have not answered for a while. */
    void again(long now) {
        List<Long> late = new ArrayList<>();
        open.forEach((number, call) -> {
            if (now - call.sentAt() >= AGAIN_MILLIS) {
                late.add(number);
            }
        });
        for (Long number : late) {
            Call call = open.get(number);
            if (call != null && call.tries() >= MOST_TRIES) {
                LOG.warn("user={} event=not-roused tries={}", call.user(), call.tries());
                awake(number);
            } else if (call != null) {
                open.put(number, new Call(call.user(), now, call.tries() + 1));
                users.tell(call.user(), new UserActor.Rouse(number, answers));
            }
        }
    }

    /** Nobody will tell or hear anything any more: whoever waits for room goes on. */
    void end() {
        room.release(Integer.MAX_VALUE / 2);
    }

    int size() {
        return open.size();
    }
}
