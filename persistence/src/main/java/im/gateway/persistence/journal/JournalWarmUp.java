package im.gateway.persistence.journal;

import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Opens journals that hold nothing, one after the other, until they open quickly, both to be read and to be written to: then connections are
 * there, statements are prepared and what reads a journal is loaded and no longer interpreted. The first users of a node that has just
 * started would wait for all of that otherwise, and several who wait for longer than the journal's circuit breaker allows make all
 * others of that node wait, too. Nothing is written.
 */
public final class JournalWarmUp {
    /** A journal that opens within that is not what a user notices. */
    private static final Duration QUICK = Duration.ofMillis(100);

    /** One may be quick by chance. */
    private static final int IN_A_ROW = 5;

    /** The JIT compiler's first tier takes a method up after 200 calls, each opening makes several: this many take a second. */
    private static final int LEAST = 50;

    /** A store that is slow for good is served all the same. */
    private static final int MOST = 200;

    private JournalWarmUp() {}

    /**
     * Completes when journals open quickly, with how many were opened for that; never while the store is away, which is waited for.
     *
     * @param reader what journals are read with
     */
    public static CompletionStage<Integer> run(ActorSystem<?> system, JournalReader reader, JournalSettings settings) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        system.systemActorOf(
                Behaviors.<UserJournal.Reply>setup(context -> new Opener(context, reader, settings, done)),
                "journal-warm-up",
                Props.empty());
        return done;
    }

    private static final class Opener extends AbstractBehavior<UserJournal.Reply> {
        private final JournalReader reader;
        private final JournalReader store;
        private final JournalSettings settings;
        private final CompletableFuture<Integer> done;
        private ActorRef<UserJournal.Command> journal;
        private long since;
        private int opened;
        private int quick;

        private Opener(
                ActorContext<UserJournal.Reply> context,
                JournalReader reader,
                JournalSettings settings,
                CompletableFuture<Integer> done) {
            super(context);
            this.reader = reader;
            this.store = new RecoveringReader(context.getSystem(), settings);
            this.settings = settings;
            this.done = done;
            this.journal = open();
        }

        /** A name that no server can have (RFC 6761 section 6.4); read, and then recovered as for the first event. */
        private ActorRef<UserJournal.Command> open() {
            since = System.nanoTime();
            RegistrationId nobody =
                    new RegistrationId("warm-up.invalid", BareJid.of("nobody-" + opened + "@warm-up.invalid"));
            JournalReader both = id -> reader.read(id).thenCompose(found -> store.read(id));
            return getContext()
                    .spawn(
                            UserJournal.create(nobody, getContext().getSelf(), both, JournalEraser.NOTHING, settings),
                            "journal-" + opened);
        }

        @Override
        public Receive<UserJournal.Reply> createReceive() {
            return newReceiveBuilder()
                    .onMessage(UserJournal.Recovered.class, recovered -> onOpen())
                    .onMessage(UserJournal.Unavailable.class, away -> this)
                    .build();
        }

        private Behavior<UserJournal.Reply> onOpen() {
            opened++;
            quick = System.nanoTime() - since <= QUICK.toNanos() ? quick + 1 : 0;
            getContext().stop(journal);
            if (opened == MOST || (opened >= LEAST && quick >= IN_A_ROW)) {
                done.complete(opened);
                return Behaviors.stopped();
            }
            journal = open();
            return this;
        }
    }
}
