package im.gateway.node.cluster;

import im.gateway.node.edge.Outbox;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Presence;
import io.github.bucket4j.BlockingBucket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ddata.GSet;
import org.apache.pekko.cluster.ddata.GSetKey;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;
import org.apache.pekko.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all registered users for their presence when the gateway starts (XEP-0100 section 8), so that who is online is logged in without
 * doing anything. One for the whole cluster, for each domain once in the cluster's life, as soon as the domain has a stream, and at
 * a measured pace. Which domains are done is replicated data: it lives as long as the cluster has a member, so neither a node that joins
 * nor one that takes this actor over asks again; only what was interrupted in the middle is asked from its beginning. Users whose
 * login is wanted are asked by their own actors, see {@link Waker}.
 */
public final class StartupPresence {
    private static final Logger LOG = LoggerFactory.getLogger(StartupPresence.class);

    /** Its name is in the replicated data: it stays. */
    static final Key<GSet<String>> DONE = GSetKey.create("startup-presence");

    private static final Duration REPLICATION = Duration.ofSeconds(3);
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final ReplicatorMessageAdapter<Command, GSet<String>> replicator;
    private final Settings settings;
    private final RegistrationTable table;
    private final Outbox outbox;
    private final BlockingBucket pace;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Set<String> done = new HashSet<>();
    private final Deque<String> up = new ArrayDeque<>();
    private boolean known;
    private boolean scanning;

    private StartupPresence(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            ReplicatorMessageAdapter<Command, GSet<String>> replicator,
            Settings settings,
            RegistrationTable table,
            Outbox outbox) {
        this.context = context;
        this.timers = timers;
        this.replicator = replicator;
        this.settings = settings;
        this.table = table;
        this.outbox = outbox;
        this.pace = LoginGate.bucket(settings.perSecond()).asBlocking();
    }

    /**
     * Whom it asks.
     *
     * @param domains the gateway's addresses
     * @param perSecond most users asked in a second
     */
    public record Settings(Set<String> domains, int perSecond) {
        public Settings {
            domains = Set.copyOf(domains);
        }
    }

    /** What it is told. */
    public sealed interface Command {}

    /** Which domains are done already; answered once that is known. */
    public record Report(ActorRef<Set<String>> replyTo) implements Command {}

    private record Found(Replicator.GetResponse<GSet<String>> response) implements Command {}

    private record Look() implements Command {}

    private record Up(String domain) implements Command {}

    private record Asked(
            String domain, long users, @Nullable Throwable failure) implements Command {}

    private record Remembered(Replicator.UpdateResponse<GSet<String>> response) implements Command {}

    /**
     * Lets this node be the one that asks, and take part in remembering which domains are done.
     *
     * @param table its scan is slowed down to the pace, so it must have a thread of its own
     */
    public static ActorRef<Command> start(
            ActorSystem<?> system, Settings settings, RegistrationTable table, Outbox outbox) {
        // From the start of the node, and not only from when it takes over: what is replicated is to be here by then.
        DistributedData.get(system);
        return ClusterSingleton.get(system)
                .init(SingletonActor.of(create(settings, table, outbox), "startup-presence"));
    }

    private static Behavior<Command> create(Settings settings, RegistrationTable table, Outbox outbox) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> DistributedData.withReplicatorMessageAdapter(
                (ReplicatorMessageAdapter<Command, GSet<String>> adapter) ->
                        new StartupPresence(context, timers, adapter, settings, table, outbox).begin())));
    }

    private Behavior<Command> begin() {
        look();
        return Behaviors.receive(Command.class)
                .onMessage(Look.class, m -> look())
                .onMessage(Found.class, m -> found(m.response()))
                .onMessage(Up.class, m -> up(m.domain()))
                .onMessage(Asked.class, this::asked)
                .onMessage(Remembered.class, m -> remembered(m.response()))
                .onMessage(Report.class, this::report)
                .onSignal(PostStop.class, signal -> {
                    over.set(true);
                    return Behaviors.same();
                })
                .build();
    }

    private Behavior<Command> look() {
        replicator.askGet(
                replyTo -> new Replicator.Get<>(DONE, new Replicator.ReadMajority(REPLICATION), replyTo), Found::new);
        return Behaviors.same();
    }

    private Behavior<Command> found(Replicator.GetResponse<GSet<String>> response) {
        if (response instanceof Replicator.GetSuccess<GSet<String>> success) {
            done.addAll(success.get(DONE).getElements());
        } else if (!(response instanceof Replicator.NotFound)) {
            timers.startSingleTimer(new Look(), RETRY);
            return Behaviors.same();
        }
        known = true;
        ActorRef<Command> self = context.getSelf();
        settings.domains().stream()
                .filter(domain -> !done.contains(domain))
                .forEach(domain -> outbox.whenUp(domain, () -> self.tell(new Up(domain))));
        return Behaviors.same();
    }

    private Behavior<Command> report(Report report) {
        if (known) {
            report.replyTo().tell(Set.copyOf(done));
        } else {
            timers.startSingleTimer(report, REPLICATION);
        }
        return Behaviors.same();
    }

    private Behavior<Command> up(String domain) {
        up.add(domain);
        return next();
    }

    private Behavior<Command> next() {
        String domain = scanning ? null : up.poll();
        if (domain != null) {
            scanning = true;
            ask(domain);
        }
        return Behaviors.same();
    }

    private void ask(String domain) {
        LOG.info("startup-presence={} event=begun", domain);
        AtomicLong users = new AtomicLong();
        context.pipeToSelf(
                table.scan(row -> {
                    if (row.id().domain().equals(domain) && !row.wanted() && !over.get()) {
                        pace.consumeUninterruptibly(1);
                        probe(row.id());
                        users.incrementAndGet();
                    }
                }),
                (nothing, failure) -> new Asked(domain, users.get(), failure));
    }

    /** Who is online answers with presence, and is logged in by it (RFC 3921 section 5.1.3). Lost with a stream, it is not repeated. */
    private void probe(RegistrationId id) {
        outbox.send(
                id.domain(),
                id.user(),
                List.of(Presence.plain(
                        Presence.Type.PROBE, Jid.of(id.domain()), id.user().asJid())),
                Outbox.Receipt.NONE);
    }

    private Behavior<Command> asked(Asked asked) {
        scanning = false;
        String domain = asked.domain();
        if (asked.failure() != null) {
            LOG.warn(
                    "startup-presence={} event=failed users={} retry-in={} reason=\"{}\"",
                    domain,
                    asked.users(),
                    RETRY,
                    asked.failure().toString());
            timers.startSingleTimer(new Up(domain), RETRY);
        } else {
            LOG.info("startup-presence={} event=done users={}", domain, asked.users());
            done.add(domain);
            replicator.askUpdate(
                    replyTo -> new Replicator.Update<>(
                            DONE,
                            GSet.create(),
                            new Replicator.WriteMajority(REPLICATION),
                            replyTo,
                            set -> set.add(domain)),
                    Remembered::new);
        }
        return next();
    }

    private Behavior<Command> remembered(Replicator.UpdateResponse<GSet<String>> response) {
        if (!(response instanceof Replicator.UpdateSuccess)) {
            // It is written here, and reaches the others with the next gossip.
            LOG.info("startup-presence=remembered event=not-yet-everywhere response={}", response);
        }
        return Behaviors.same();
    }
}
