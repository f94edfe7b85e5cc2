package im.gateway.node.wire;

import im.gateway.node.edge.Outbox;
import im.gateway.node.edge.Users;
import im.gateway.node.route.Discovery;
import im.gateway.node.route.GatewayDomain;
import im.gateway.node.route.Router;
import im.gateway.node.text.Texts;
import im.gateway.node.user.Appearance;
import im.gateway.node.user.Home;
import im.gateway.node.user.KnownClients;
import im.gateway.node.user.LoginTurn;
import im.gateway.node.user.PlainVault;
import im.gateway.node.user.ToldLedger;
import im.gateway.node.user.UserActor;
import im.gateway.node.user.UserEnvironment;
import im.gateway.node.user.UserSettings;
import im.gateway.persistence.InMemoryRegistrationTable;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.journal.JournalEraser;
import im.gateway.persistence.journal.JournalReader;
import im.gateway.persistence.journal.JournalSettings;
import im.gateway.persistence.journal.RecoveringReader;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.version.SoftwareVersion;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * What is made anew for each story, on however many nodes it is played: the routing table, the user actors with all that is stored
 * about them, and the time. It knows when nothing is under way in the user actors.
 */
final class StoryGateway {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The stream of stanzas that only show that all before them has been dealt with. */
    private static final String FENCE = "fence";
    /** For ids that differ, and for pauses. */
    private static final long SEED = 7;

    /** Whom the gateway of every story has as its administrator. */
    private static final BareJid ADMINISTRATOR = BareJid.of("escalus@montague.lit");

    private static final Texts TEXTS = Texts.load();
    private static final AtomicLong STORIES = new AtomicLong();

    private final String name = "story" + STORIES.incrementAndGet();
    private final StoryTime time = new StoryTime();
    private final Random random = new Random(SEED);
    private final RegistrationTable table = new InMemoryRegistrationTable();
    private final Map<RegistrationId, Running> running = new ConcurrentHashMap<>();
    private final AtomicLong handledByThoseGone = new AtomicLong();
    private final AtomicLong fences = new AtomicLong();
    private final Activity.OfStory ofStory = new Activity.OfStory(time, FENCE);

    private final StoryNetwork network;
    private final String domain;
    private final Discovery discovery;
    private final Appearance appearance;
    private final Router router;

    /** A user actor that has been made and has not ended. */
    private record Running(ActorRef<UserActor.Command> actor, Activity activity, Home home) {}

    StoryGateway(Story.Cast cast, StoryNetwork network) {
        this.network = network;
        this.domain = cast.gateway();
        GatewayDomain gateway = new GatewayDomain(
                domain,
                "AIM Gateway",
                network.network(),
                cast.admitted(),
                new SoftwareVersion("XMPP gateway", "test", null));
        this.discovery = new Discovery(gateway);
        this.appearance = new Appearance(discovery.gatewayCaps(), discovery.contactCaps(), cast.contactResource());
        this.router = new Router(gateway, discovery, TEXTS, time);
    }

    StoryNetwork network() {
        return network;
    }

    StoryTime time() {
        return time;
    }

    Router router() {
        return router;
    }

    /**
     * The actor of a registration.
     *
     * @param outbox the way out of the node that it is on
     * @param home its place in the cluster
     */
    Behavior<UserActor.Command> user(RegistrationId id, Outbox outbox, JournalSettings journal, Home home) {
        return Behaviors.setup(context -> {
            ActorRef<UserActor.Command> self = context.getSelf();
            Activity activity = new Activity(ofStory, () -> over(id, self));
            running.put(id, new Running(self, activity, home));
            return activity.watch(
                    UserActor.create(id, environment(context.getSystem(), activity, outbox, journal), home));
        });
    }

    /** A way to the user actors, watched. */
    Users watch(Users users) {
        return (id, command) -> {
            ofStory.underWay().incrementAndGet();
            users.tell(id, command);
        };
    }

    private void over(RegistrationId id, ActorRef<UserActor.Command> actor) {
        running.computeIfPresent(id, (i, now) -> {
            if (!now.actor().equals(actor)) {
                return now;
            }
            handledByThoseGone.addAndGet(now.activity().handled().get());
            return null;
        });
    }

    private UserEnvironment environment(
            ActorSystem<?> system, Activity activity, Outbox outbox, JournalSettings journal) {
        JournalReader reader = new RecoveringReader(system, journal);
        return new UserEnvironment(
                address -> network.network(),
                id -> id.user().equals(ADMINISTRATOR),
                address -> appearance,
                TEXTS,
                new PlainVault(),
                activity.watch(table),
                activity.watch(outbox),
                UserSettings.DEFAULT,
                new KnownClients(),
                (id, replies) -> activity.watchJournal(
                        UserJournal.create(ofThisStory(id), replies, reader, JournalEraser.NOTHING, journal)),
                time,
                random::nextLong,
                address -> LoginTurn.AT_ONCE,
                () -> CompletableFuture.completedFuture(null),
                ToldLedger.NONE,
                (id, command) -> {},
                () -> false);
    }

    /** What stories store lies in one journal; each finds its own only. */
    private RegistrationId ofThisStory(RegistrationId id) {
        return new RegistrationId(name + "." + id.domain(), id.user());
    }

    /** Whether all stanzas have an outcome. */
    boolean isSettled() {
        return ofStory.unsettled().isEmpty();
    }

    /** How much all user actors have been told. */
    long handled() {
        return handledByThoseGone.get()
                + running.values().stream()
                        .mapToLong(user -> user.activity().handled().get())
                        .sum();
    }

    /**
     * Returns when the user actors have dealt with all that they were told before, and with what they told themselves since, but
     * for timers. A round that finds nothing done is the proof: what was under way at its begin would have been done in it.
     *
     * @param round what else has to have come through before a round ends
     */
    void settle(ActorSystem<?> system, Runnable round) {
        long before;
        do {
            before = handled();
            round.run();
            await("what was handed on to user actors", () -> ofStory.underWay().get() == 0);
            List<Running> users = List.copyOf(running.values());
            await(
                    "what user actors wait for",
                    () -> users.stream()
                            .allMatch(user -> user.activity().awaited().get() == 0 || !isRunning(user)));
            List<CompletionStage<?>> passed = new ArrayList<>();
            users.forEach(user -> passed.add(fence(system, user)));
            passed.forEach(fence -> fence.toCompletableFuture().join());
            // What they told their journals does not wait for an answer always: a crash must not come before it has
            // arrived.
            reachJournals(users);
            network.settle();
        } while (handled() != before || awaitsAny());
    }

    /** A journal that has ended meanwhile answers nothing. */
    private void reachJournals(List<Running> users) {
        for (Running user : users) {
            CompletableFuture<Void> reached = user.activity().journalReached().toCompletableFuture();
            await("what a journal was told", () -> reached.isDone() || !isRunning(user));
        }
    }

    private boolean awaitsAny() {
        return running.values().stream()
                .anyMatch(user -> user.activity().awaited().get() != 0);
    }

    private boolean isRunning(Running user) {
        return running.containsValue(user);
    }

    /** An iq result that nobody asked for: it is dropped, but in its turn. */
    private CompletionStage<UserActor.Settled> fence(ActorSystem<?> system, Running user) {
        long number = fences.incrementAndGet();
        Jid from = Jid.of("romeo@montague.lit/fence");
        Element xml = Iq.request(Iq.Type.RESULT, from, Jid.of(domain), "fence-" + number, null);
        Iq iq = new Iq(Iq.Type.RESULT, from, Jid.of(domain), "fence-" + number, null, xml);
        return AskPattern.ask(
                user.actor(),
                replyTo -> new UserActor.FromXmpp(FENCE, number, iq, replyTo),
                PATIENCE,
                system.scheduler());
    }

    /** The user actors are lost without a word; returns when they have ended. */
    void loseUsers() {
        network.abandon();
        ofStory.lost().set(true);
        stopUsers();
        ofStory.lost().set(false);
    }

    /** The user actors end as for another node; returns when they have. */
    void stopUsers() {
        running.values().forEach(user -> user.home().passivate());
        await("the end of the user actors", running::isEmpty);
    }

    /** Those whose login is wanted, whom the waker wakes. */
    List<RegistrationId> wanted() {
        List<RegistrationId> wanted = new CopyOnWriteArrayList<>();
        table.scan(row -> {
                    if (row.wanted()) {
                        wanted.add(row.id());
                    }
                })
                .toCompletableFuture()
                .join();
        return wanted;
    }

    /**
     * Waits for a condition.
     *
     * @throws IllegalStateException when it does not come to hold in time
     */
    static void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
    }

    static void await(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + patience + " for " + what);
            }
            LockSupport.parkNanos(50_000);
        }
    }
}
