package im.gateway.node.wire;

import im.gateway.node.edge.Outbox;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * What one user actor, from its start to its end, is seen to do.
 *
 * @param handled how often it has begun or ended to deal with what it was told, by whomever
 * @param awaited how many answers of journal, table and streams it awaits
 * @param journal its journal, once that has been started
 * @param ended run when it has ended
 */
record Activity(
        OfStory story,
        AtomicLong handled,
        AtomicInteger awaited,
        AtomicReference<@Nullable ActorRef<Object>> journal,
        Runnable ended) {
    Activity(OfStory story, Runnable ended) {
        this(story, new AtomicLong(), new AtomicInteger(), new AtomicReference<>(), ended);
    }

    /** Completes when its journal has received all that it was told before. */
    CompletionStage<Void> journalReached() {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        ActorRef<Object> known = journal.get();
        if (known == null) {
            reached.complete(null);
        } else {
            known.tell(new Fence(reached));
        }
        return reached;
    }

    private record Fence(CompletableFuture<Void> passed) {}

    /**
     * What all user actors of a story have in common.
     *
     * @param fence the stream of stanzas that do not count
     * @param underWay commands that were handed on to user actors and have not been dealt with
     * @param unsettled stanzas without an outcome, each as its stream and number
     * @param lost whether who is to stop is killed instead: nothing of it is done in order
     */
    record OfStory(StoryTime time, String fence, AtomicLong underWay, Set<String> unsettled, AtomicBoolean lost) {
        OfStory(StoryTime time, String fence) {
            this(time, fence, new AtomicLong(), ConcurrentHashMap.newKeySet(), new AtomicBoolean());
        }
    }

    /** The user actor, watched. */
    Behavior<UserActor.Command> watch(Behavior<UserActor.Command> user) {
        return Behaviors.intercept(() -> new Watcher<>(this), user);
    }

    /** A stanza of which it is known whether its outcome is certain. */
    private UserActor.FromXmpp watch(TypedActorContext<?> context, UserActor.FromXmpp in) {
        String name = in.stream() + "#" + in.number();
        story.unsettled().add(name);
        ActorRef<UserActor.Settled> known = context.asJava().spawnAnonymous(Behaviors.receiveMessage(settled -> {
            story.unsettled().remove(name);
            in.replyTo().tell(settled);
            return Behaviors.stopped();
        }));
        return new UserActor.FromXmpp(in.stream(), in.number(), in.after(), in.stanza(), known);
    }

    /** Its journal, watched; the user actors do not wait for each of their events. */
    Behavior<UserJournal.Command> watchJournal(Behavior<UserJournal.Command> journal) {
        return Behaviors.intercept(() -> new JournalWatcher<>(this), journal);
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

    /** The table of registrations, watched: it is read in threads of its own. */
    RegistrationTable watch(RegistrationTable table) {
        return new RegistrationTable() {
            @Override
            public CompletionStage<Void> put(Row row) {
                return awaited(table.put(row));
            }

            @Override
            public CompletionStage<Void> remove(RegistrationId id) {
                return awaited(table.remove(id));
            }

            @Override
            public CompletionStage<Void> scan(Consumer<Row> each) {
                return awaited(table.scan(each));
            }
        };
    }

    /** An answer that is awaited until whoever waits for it has been told. */
    private CompletionStage<Void> awaited(CompletionStage<Void> answer) {
        CompletableFuture<Void> told = new CompletableFuture<>();
        awaited.incrementAndGet();
        var unused = answer.whenComplete((nothing, failure) -> {
            if (failure == null) {
                told.complete(null);
            } else {
                told.completeExceptionally(failure);
            }
            awaited.decrementAndGet();
        });
        return told;
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
            return activity.story.time().call(() -> target.start(context));
        }

        @Override
        public Behavior<T> aroundReceive(TypedActorContext<T> context, T message, ReceiveTarget<T> target) {
            if (message instanceof UserActor.Stop && activity.story.lost().get()) {
                return Behaviors.stopped();
            }
            if (message instanceof UserActor.FromXmpp in && in.stream().equals(activity.story.fence())) {
                return activity.story.time().call(() -> target.apply(context, message));
            }
            T watched = message instanceof UserActor.FromXmpp in ? (T) activity.watch(context, in) : message;
            // Counted as it begins and as it ends: with the record that it has waited for, an actor also does what it
            // had put aside,
            // and a fence among that is heard of before the end.
            activity.handled.incrementAndGet();
            try {
                return activity.story.time().call(() -> target.apply(context, watched));
            } finally {
                activity.handled.incrementAndGet();
                if (message instanceof UserActor.FromXmpp || message instanceof UserActor.Wake) {
                    activity.story.underWay().decrementAndGet();
                }
            }
        }

        @Override
        public Behavior<T> aroundSignal(TypedActorContext<T> context, Signal signal, SignalTarget<T> target) {
            try {
                return activity.story.time().call(() -> target.apply(context, signal));
            } finally {
                if (signal instanceof PostStop) {
                    activity.ended.run();
                }
            }
        }
    }

    /** Of any type, since fences are no commands of a journal. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final class JournalWatcher<T> extends BehaviorInterceptor<T, T> {
        private final Activity activity;

        JournalWatcher(Activity activity) {
            super((Class<T>) (Class) Object.class);
            this.activity = activity;
        }

        @Override
        public Behavior<T> aroundStart(TypedActorContext<T> context, PreStartTarget<T> target) {
            activity.journal.set((ActorRef) context.asJava().getSelf());
            return target.start(context);
        }

        @Override
        public Behavior<T> aroundReceive(TypedActorContext<T> context, T message, ReceiveTarget<T> target) {
            if (message instanceof Fence fence) {
                fence.passed().complete(null);
                return Behaviors.same();
            }
            if (message instanceof UserJournal.Store store) {
                activity.awaited.incrementAndGet();
                ActorRef<UserJournal.Reply> counted = context.asJava()
                        .spawnAnonymous(Behaviors.receiveMessage(reply -> {
                            store.replyTo().tell(reply);
                            activity.awaited.decrementAndGet();
                            return Behaviors.stopped();
                        }));
                return target.apply(context, (T) new UserJournal.Store(store.events(), counted));
            }
            return target.apply(context, message);
        }
    }
}
