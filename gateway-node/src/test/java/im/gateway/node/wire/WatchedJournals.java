package im.gateway.node.wire;

import im.gateway.persistence.journal.UserJournal;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Knows when all that journals were given is stored; the user actors do not wait for each of their events. */
final class WatchedJournals {
    private final ActorTestKit kit;
    private int outstanding;

    WatchedJournals(ActorTestKit kit) {
        this.kit = kit;
    }

    Behavior<UserJournal.Command> watch(Behavior<UserJournal.Command> journal) {
        return Behaviors.intercept(Counter::new, journal);
    }

    /** Waits until nothing is outstanding. */
    synchronized void await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (outstanding > 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException(outstanding + " writes are not done after " + patience);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private synchronized void count(int change) {
        outstanding += change;
        notifyAll();
    }

    private final class Counter extends BehaviorInterceptor<UserJournal.Command, UserJournal.Command> {
        Counter() {
            super(UserJournal.Command.class);
        }

        @Override
        public Behavior<UserJournal.Command> aroundReceive(
                TypedActorContext<UserJournal.Command> context,
                UserJournal.Command command,
                ReceiveTarget<UserJournal.Command> target) {
            if (command instanceof UserJournal.Store store) {
                count(1);
                return target.apply(context, new UserJournal.Store(store.events(), counted(store.replyTo())));
            }
            return target.apply(context, command);
        }
    }

    /** Hands the one answer on. */
    private ActorRef<UserJournal.Reply> counted(ActorRef<UserJournal.Reply> replyTo) {
        return kit.spawn(Behaviors.receiveMessage(reply -> {
            replyTo.tell(reply);
            count(-1);
            return Behaviors.stopped();
        }));
    }
}
