package im.gateway.node.cluster.ledger;

import im.gateway.node.user.Told;
import im.gateway.node.user.ToldLedger;
import im.gateway.persistence.RegistrationId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * The {@link ToldLedger} of a node: sends what its users were told to other nodes, a tenth of a second's changes at a time, and asks them
 * for what was told to users who come here. What changed in the last tenth of a second before a node is killed is not known: it is told
 * again, or not taken back if it ended in just the outage that followed.
 *
 * <p>Memory, not Cassandra: presence changes are by far the most frequent thing there is, and are worth nothing when all nodes are
 * gone. Not Pekko's distributed data either, since that has every entry on every node.
 */
public final class Ledger {
    /** The name is in the messages between nodes: it stays. */
    static final ServiceKey<Message> KEY = ServiceKey.create(Message.class, "told-ledger");

    private static final Duration COLLECT = Duration.ofMillis(100);
    /** Who has not answered by then is gone: what was told is not known then. */
    private static final Duration ANSWER = Duration.ofMillis(500);
    /** Contacts in one message: 64 KiB, well below the frame. */
    private static final int MARKS_AT_ONCE = 8_000;

    private final ActorContext<Message> context;
    private final TimerScheduler<Message> timers;
    private final InstantSource clock;
    private final String self;
    private final Copies copies;
    private final Map<Long, Search> searches = new HashMap<>();
    private Map<String, ActorRef<Message>> others = Map.of();
    private long lastNumber;

    private Ledger(ActorContext<Message> context, TimerScheduler<Message> timers, InstantSource clock) {
        this.context = context;
        this.timers = timers;
        this.clock = clock;
        this.self = Cluster.get(context.getSystem()).selfMember().address().toString();
        this.copies = new Copies(self);
    }

    /** What it is told. */
    public sealed interface Message {}

    /** To be kept for another node. Name on the wire: {@code told/1}. */
    public record Keep(List<Copy> copies) implements Message {
        public Keep {
            copies = List.copyOf(copies);
        }
    }

    /** Another node asks for a user's copy. Name on the wire: {@code told-ask/1}. */
    public record Ask(long number, RegistrationId user, ActorRef<Answer> replyTo) implements Message {}

    /** What was found; null where nothing was. Name on the wire: {@code told-answer/1}. */
    public record Answer(long number, @Nullable Copy copy) implements Message {}

    private record Change(RegistrationId user, Told told) implements Message {}

    private record Release(RegistrationId user) implements Message {}

    private record Recall(RegistrationId user, Consumer<@Nullable Told> answer) implements Message {}

    private record Overdue(long number) implements Message {}

    private record Listed(Receptionist.Listing listing) implements Message {}

    private enum Flush implements Message {
        NOW
    }

    /** A copy that is being looked for. */
    private static final class Search {
        private final Consumer<@Nullable Told> answer;
        private @Nullable Copy best;
        private int missing;

        private Search(Consumer<@Nullable Told> answer, @Nullable Copy best, int missing) {
            this.answer = answer;
            this.best = best;
            this.missing = missing;
        }
    }

    /** Starts the ledger of this node. */
    public static ToldLedger start(ActorSystem<?> system, InstantSource clock) {
        return of(system.systemActorOf(create(clock), "told-ledger", Props.empty()));
    }

    static ToldLedger of(ActorRef<Message> ledger) {
        return new ToldLedger() {
            @Override
            public void keep(RegistrationId user, Told told) {
                ledger.tell(new Change(user, told));
            }

            @Override
            public void release(RegistrationId user) {
                ledger.tell(new Release(user));
            }

            @Override
            public void recall(RegistrationId user, Consumer<@Nullable Told> answer) {
                ledger.tell(new Recall(user, answer));
            }
        };
    }

    static Behavior<Message> create(InstantSource clock) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            Ledger ledger = new Ledger(context, timers, clock);
            ActorRef<Receptionist.Listing> listings = context.messageAdapter(Receptionist.Listing.class, Listed::new);
            context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
            context.getSystem().receptionist().tell(Receptionist.subscribe(KEY, listings));
            return ledger.behavior();
        }));
    }

    private Behavior<Message> behavior() {
        return Behaviors.receive(Message.class)
                .onMessage(Change.class, m -> {
                    copies.keep(m.user(), m.told(), clock.millis());
                    return flushSoon();
                })
                .onMessage(Flush.class, m -> flush())
                .onMessage(Keep.class, m -> {
                    m.copies().forEach(copies::receive);
                    return Behaviors.same();
                })
                .onMessage(Release.class, m -> {
                    // What is on its way to the other node has to be there before the user's next actor asks for it.
                    flush();
                    copies.release(m.user());
                    return Behaviors.same();
                })
                .onMessage(Recall.class, this::onRecall)
                .onMessage(Ask.class, m -> {
                    m.replyTo().tell(new Answer(m.number(), copies.find(m.user())));
                    return Behaviors.same();
                })
                .onMessage(Answer.class, this::onAnswer)
                .onMessage(Overdue.class, m -> finish(m.number()))
                .onMessage(Listed.class, m -> onListed(m.listing()))
                .build();
    }

    private Behavior<Message> flushSoon() {
        if (copies.isDirty() && !timers.isTimerActive(Flush.NOW)) {
            timers.startSingleTimer(Flush.NOW, COLLECT);
        }
        return Behaviors.same();
    }

    private Behavior<Message> flush() {
        copies.takeDirty().forEach((node, dirty) -> {
            ActorRef<Message> other = others.get(node);
            if (other != null) {
                inParts(dirty).forEach(part -> other.tell(new Keep(part)));
            }
        });
        return Behaviors.same();
    }

    private static List<List<Copy>> inParts(List<Copy> all) {
        List<List<Copy>> parts = new ArrayList<>();
        List<Copy> part = new ArrayList<>();
        int marks = 0;
        for (Copy copy : all) {
            // A user's address and the rest take as much as a dozen contacts.
            int size = copy.told().size() + 12;
            if (marks + size > MARKS_AT_ONCE && !part.isEmpty()) {
                parts.add(part);
                part = new ArrayList<>();
                marks = 0;
            }
            part.add(copy);
            marks += size;
        }
        parts.add(part);
        return parts;
    }

    private Behavior<Message> onRecall(Recall recall) {
        Set<String> asked =
                copies.toAsk(recall.user()).stream().filter(others::containsKey).collect(Collectors.toSet());
        long number = ++lastNumber;
        searches.put(number, new Search(recall.answer(), copies.find(recall.user()), asked.size()));
        if (asked.isEmpty()) {
            return finish(number);
        }
        for (String node : asked) {
            ActorRef<Message> other = others.get(node);
            if (other != null) {
                other.tell(new Ask(number, recall.user(), context.getSelf().narrow()));
            }
        }
        timers.startSingleTimer(number, new Overdue(number), ANSWER);
        return Behaviors.same();
    }

    private Behavior<Message> onAnswer(Answer answer) {
        Search search = searches.get(answer.number());
        if (search == null) {
            return Behaviors.same();
        }
        Copy copy = answer.copy();
        if (copy != null && copy.isNewerThan(search.best)) {
            search.best = copy;
        }
        search.missing--;
        return search.missing > 0 ? Behaviors.same() : finish(answer.number());
    }

    private Behavior<Message> finish(long number) {
        Search search = searches.remove(number);
        timers.cancel(number);
        if (search == null) {
            return Behaviors.same();
        }
        Copy best = search.best;
        if (best != null) {
            copies.adopt(best);
        }
        search.answer.accept(best == null ? null : best.told());
        return flushSoon();
    }

    private Behavior<Message> onListed(Receptionist.Listing listing) {
        Map<String, ActorRef<Message>> now = new HashMap<>();
        for (ActorRef<Message> ref : listing.getServiceInstances(KEY)) {
            if (!ref.equals(context.getSelf())) {
                now.put(ref.path().address().toString(), ref);
            }
        }
        others = Map.copyOf(now);
        copies.others(now.keySet());
        return flushSoon();
    }
}
