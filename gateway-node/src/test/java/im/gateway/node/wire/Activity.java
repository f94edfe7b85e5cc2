package im.gateway.node.wire;

import im.gateway.node.edge.Outbox;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * What one user actor, from its start to its end, is seen to do: how much it has been told, and what it still awaits of its journal and
 * of the streams.
 *
 * @param fence the stream of stanzas that do not count
 * @param arrived run for each command from outside that has been dealt with
 * @param handled how much it has been told, by whomever
 * @param awaited how many answers of journal and streams it awaits
 */
record Activity(
        StoryTime time, String fence, Runnable arrived, AtomicLong handled, AtomicInteger awaited, Runnable ended) {
    Activity(StoryTime time, String fence, Runnable arrived, Runnable ended) {
        this(time, fence, arrived, new AtomicLong(), new AtomicInteger(), ended);
    }

    /** The user actor, watched. */
    Behavior<UserActor.Command> watch(Behavior<UserActor.Command> user) {
        return Behaviors.intercept(() -> new Watcher<>(this), user);
    }

    /** Its journal, watched; the user actors do not wait for each of their events. */
    Behavior<UserJournal.Command> watchJournal(Behavior<UserJournal.Command> journal) {
        return Behaviors.intercept(() -> new JournalWatcher(this), journal);
    }

    /** Its way out, watched. */
    Outbox watch(Outbox outbox) {
        return new Outbox() {
            @Override
            public void send(String domain, BareJid user, List<Element> stanzas, Receipt receipt) {
                awaited.incrementAndGet();
                outbox.send(domain, user, stanzas, written -> {
                    receipt.done(written);
                    awaited.decrementAndGet();
                });
            }

            @Override
            public void whenUp(String domain, Runnable task) {
                outbox.whenUp(domain, task);
            }
        };
    }

    /** Of any type, since timers come as Pekko's own messages. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final class Watcher<T> extends BehaviorInterceptor<T, T> {
        private final Activity activity;

        Watcher(Activity activity) {
            super((Class<T>) (Class) Object.class);
            this.activity = activity;
        }

        @Override
        public Behavior<T> aroundStart(TypedActorContext<T> context, PreStartTarget<T> target) {
            return activity.time.call(() -> target.start(context));
        }

        @Override
        public Behavior<T> aroundReceive(TypedActorContext<T> context, T message, ReceiveTarget<T> target) {
            try {
                return activity.time.call(() -> target.apply(context, message));
            } finally {
                boolean stanza = message instanceof UserActor.FromXmpp;
                if (!stanza || !((UserActor.FromXmpp) message).stream().equals(activity.fence)) {
                    activity.handled.incrementAndGet();
                    if (stanza || message instanceof UserActor.Wake) {
                        activity.arrived.run();
                    }
                }
            }
        }

        @Override
        public Behavior<T> aroundSignal(TypedActorContext<T> context, Signal signal, SignalTarget<T> target) {
            try {
                return activity.time.call(() -> target.apply(context, signal));
            } finally {
                if (signal instanceof PostStop) {
                    activity.ended.run();
                }
            }
        }
    }

    private static final class JournalWatcher extends BehaviorInterceptor<UserJournal.Command, UserJournal.Command> {
        private final Activity activity;

        JournalWatcher(Activity activity) {
            super(UserJournal.Command.class);
            this.activity = activity;
        }

        @Override
        public Behavior<UserJournal.Command> aroundReceive(
                TypedActorContext<UserJournal.Command> context,
                UserJournal.Command command,
                ReceiveTarget<UserJournal.Command> target) {
            if (command instanceof UserJournal.Store store) {
                activity.awaited.incrementAndGet();
                ActorRef<UserJournal.Reply> counted = context.asJava()
                        .spawnAnonymous(Behaviors.receiveMessage(reply -> {
                            store.replyTo().tell(reply);
                            activity.awaited.decrementAndGet();
                            return Behaviors.stopped();
                        }));
                return target.apply(context, new UserJournal.Store(store.events(), counted));
            }
            return target.apply(context, command);
        }
    }
}
