package im.gateway.node.user;

import im.gateway.node.log.Trace;
import im.gateway.node.log.Traced;
import im.gateway.node.metrics.DomainMetrics;
import im.gateway.node.metrics.NodeMetrics;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.protocol.stanza.Stanza;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actor of one registration, a thin shell around the {@link UserDecider}: it makes inputs of what it is told, in order, and while a
 * decision is being stored everything else waits. {@link Arrivals} (stanzas) and the actor -&gt; {@link Decisions} -&gt; {@link Performer}
 * -&gt; {@link WayOut} and {@link LegacyLink}, whose answers come back as a {@link Notice}.
 */
public final class UserActor extends AbstractBehavior<UserActor.Command> {
    private static final Logger LOG = LoggerFactory.getLogger(UserActor.class);

    /** What may wait for the journal; an edge keeps what is turned away, and sends it again. */
    private static final int MAX_STASHED = 1000;

    /** Beyond these, for what the actor's own parts tell it: a few timers and answers at most, and none may be missed. */
    private static final int MAX_OWN = 100;

    /** What a user actor is told. The public ones cross the network between nodes; their names there are the cluster serializer's. */
    public sealed interface Command permits FromXmpp, Wake, Rouse, ServiceEnds, Stop, CutOff, Notice {}

    /**
     * A stanza from an XMPP stream.
     *
     * @param stream which stream it came on; unique for each connection that was ever made
     * @param number counts up on that stream, from 1; the same number from the same stream is the same stanza, sent again
     * @param after the number of the user's stanza before this one on that stream that has no outcome yet, 0 where there is none: an
     *     actor that has not seen that one has lost it, and must not take this one before it
     * @param replyTo told when the outcome is certain, so that the edge may forget the stanza
     * @param nearby told instead, where the edge is on this node; null where it is on another one. Never leaves the node
     */
    public record FromXmpp(
            String stream,
            long number,
            long after,
            Stanza stanza,
            ActorRef<Settled> replyTo,
            @Nullable Consumer<Settled> nearby)
            implements Command, Traced {
        /** A stanza of an edge on any node. */
        public FromXmpp(String stream, long number, long after, Stanza stanza, ActorRef<Settled> replyTo) {
            this(stream, number, after, stanza, replyTo, null);
        }

        /** A stanza that waits for no other one. */
        public FromXmpp(String stream, long number, Stanza stanza, ActorRef<Settled> replyTo) {
            this(stream, number, 0, stanza, replyTo, null);
        }

        /** The same, behind another one. */
        FromXmpp behind(long other) {
            return new FromXmpp(stream, number, other, stanza, replyTo, nearby);
        }

        void answer(Settled settled) {
            if (nearby == null) {
                replyTo.tell(settled);
            } else {
                nearby.accept(settled);
            }
        }

        @Override
        public String traceKey() {
            return "stanza";
        }

        @Override
        public String traceId() {
            return stream + "#" + number;
        }
    }

    /**
     * The outcome of this stanza is certain: the edge may forget it. Or, with the number negative: this stanza has come, and waits for one
     * before it that has not; the edge hands on again what the user has there.
     */
    public record Settled(long number) {
        static Settled missingBefore(long number) {
            return new Settled(-number);
        }
    }

    /** Starts the actor where its login is wanted; otherwise nothing happens. */
    public record Wake() implements Command {}

    /**
     * As {@link Wake}, and is answered with that number as soon as the actor is there.
     *
     * @param number chosen by the sender, for the answer
     */
    public record Rouse(long number, ActorRef<Settled> replyTo) implements Command {}

    /** The last node goes down for good: tell the user that the gateway and its contacts are gone. */
    public record ServiceEnds(ActorRef<Settled> replyTo) implements Command {}

    /** Sharding moves or ends the actor: log out quietly; the user is told nothing, since the actor comes back elsewhere. */
    public record Stop() implements Command {}

    /** This node may be about to be taken out of the cluster: end the legacy session, before another node logs in. Never leaves the node. */
    public record CutOff() implements Command {}

    private final RegistrationId id;
    private final UserEnvironment environment;
    private final Home home;
    private final StashBuffer<Command> stash;
    private final Inbox inbox = new Inbox();
    private final Leaving leaving = new Leaving();
    private final UserStore store;
    private final LegacyLink legacy;
    private final LegacyLogin login;
    private final WayOut wayOut;
    private final Recollection recollection;
    private final Decisions decisions;
    private final Arrivals arrivals;
    private final Departure departure;
    private final Withdrawal withdrawal;
    private final DomainMetrics metrics;

    private UserActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            StashBuffer<Command> stash,
            RegistrationId id,
            UserEnvironment environment,
            Home home) {
        super(context);
        this.id = id;
        this.environment = environment;
        this.home = home;
        this.stash = stash;
        ActorRef<Command> self = context.getSelf();
        this.metrics = NodeMetrics.of(context.getSystem()).domain(id.domain());
        UserRules rules = environment.rulesFor(id);
        this.store = new UserStore(
                context,
                id,
                environment.table(),
                environment.journal(),
                Notice.FromJournal::new,
                () -> self.tell(new Notice.RowFailed()));
        this.wayOut = new WayOut(id, environment.outbox(), news -> self.tell(new Notice.FromWayOut(news)));
        this.legacy = new LegacyLink(
                rules.network(),
                id,
                environment.clock().millis(),
                (session, event) -> self.tell(new Notice.FromSession(session, event)),
                metrics);
        this.login = new LegacyLogin(rules, environment, legacy, inbox, self::tell);
        this.recollection = new Recollection(environment.ledger(), id);
        Performer performer = new Performer(context, timers, id, environment, inbox, wayOut, legacy, login, store);
        this.decisions = new Decisions(rules, store, performer, recollection, metrics);
        this.arrivals = new Arrivals(id, inbox, decisions, wayOut, leaving);
        this.departure = new Departure(id, timers, inbox, wayOut, legacy, store, leaving);
        this.withdrawal = new Withdrawal(timers, legacy, environment.stoodStill(), self::tell);
        timers.startTimerWithFixedDelay(
                new Notice.Idle(), environment.settings().idle());
        metrics.users(1);
    }

    /**
     * The actor of a registration.
     *
     * @param home the actor's place in the cluster
     */
    public static Behavior<Command> create(RegistrationId id, UserEnvironment environment, Home home) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> Behaviors.withStash(
                MAX_STASHED + MAX_OWN, stash -> new UserActor(context, timers, stash, id, environment, home))));
    }

    @Override
    public Receive<Command> createReceive() {
        // A handler for each command is an object for each, and there is an actor for every user who is logged in.
        return newReceiveBuilder()
                .onMessage(Command.class, this::on)
                .onSignal(PostStop.class, s -> stopped())
                .build();
    }

    /** What is logged meanwhile is about the stanza, or about the legacy session. */
    private Behavior<Command> on(Command command) {
        Traced before = Trace.begin(command instanceof FromXmpp in ? in : legacy.name());
        try {
            return handle(command);
        } finally {
            Trace.end(before);
        }
    }

    /** What is never kept waiting, and what waits by rules of its own. */
    private Behavior<Command> handle(Command command) {
        if (command instanceof FromXmpp in) {
            return fromXmpp(in);
        } else if (command instanceof Notice.FromJournal from) {
            return fromJournal(from.reply());
        } else if (command instanceof Notice.RowFailed) {
            return after(store.rowHasFailed());
        } else if (command instanceof Notice.Recalled recalled) {
            return recalled(recalled.told());
        } else if (command instanceof Stop) {
            home.leave();
            departure.begin();
            return leave(false);
        } else if (command instanceof Notice.Leave now) {
            return leave(now.overdue());
        } else if (command instanceof Notice.LoggedOut) {
            leaving.loggedOut();
            return leave(false);
        } else if (command instanceof Notice.Idle) {
            return idle();
        } else if (command instanceof CutOff) {
            return withdraw();
        } else if (command instanceof Notice.LeaveOverdue) {
            legacy.hangUp();
            return this;
        } else if (command instanceof Notice.LookAgain) {
            return withdrawal.isKnown() ? resume() : this;
        } else if (decisions.isBusy()) {
            return later(command);
        } else if (withdrawal.holdsBack(command)) {
            withdraw();
            return later(command);
        }
        return whenReady(command);
    }

    /** At once, even while a decision is being stored: the other nodes do not wait for that. */
    private Behavior<Command> withdraw() {
        withdrawal.begin(decisions.live().login().session());
        return this;
    }

    private Behavior<Command> fromXmpp(FromXmpp in) {
        if (!decisions.isBusy()) {
            arrivals.accept(in);
        } else if (!store.isReady() && store.isDown() && Arrivals.isRefusable(in)) {
            arrivals.refuse(in);
        } else if (stash.size() < MAX_STASHED) {
            stash.stash(in);
        }
        // Otherwise it is turned away by silence: the edge keeps it, and sends it again.
        return this;
    }

    /** Only what edges send may be turned away; the rest is bounded by the number of timers and by what a session can say in some seconds. */
    private Behavior<Command> later(Command command) {
        boolean isOwn = !(command instanceof Notice.FromSession);
        if (stash.size() >= MAX_STASHED + (isOwn ? MAX_OWN : 0)) {
            LOG.warn(
                    "user={} waiting={} outcome=dropped command={}",
                    id,
                    MAX_STASHED,
                    command.getClass().getSimpleName());
        } else {
            stash.stash(command);
        }
        return this;
    }

    private Behavior<Command> whenReady(Command command) {
        if (command instanceof Notice.FromSession in) {
            decisions.handleIfAny(legacy.translate(in.session(), in.event()));
        } else if (command instanceof Notice.LoginPermitted permitted) {
            decisions.handleIfAny(leaving.hasBegun() ? null : login.open(permitted.session()));
        } else if (command instanceof Notice.TimerOut out) {
            decisions.handle(new Input.TimerFired(out.timer()));
        } else if (command instanceof Notice.FromWayOut out) {
            fromWayOut(out.news());
        } else if (command instanceof Notice.TurnToAsk) {
            decisions.handle(new Input.TurnToAsk());
        } else if (command instanceof Notice.KeyIsOld) {
            decisions.handleIfAny(KeyRotation.due(environment.vault(), id, store.record()));
        } else if (command instanceof Notice.SessionLeft left) {
            sessionLeft(left.session());
        } else if (command instanceof Notice.TableRead table) {
            decisions.handle(table.read());
        } else if (leaving.hasBegun() && (command instanceof Wake || command instanceof Rouse)) {
            environment.users().accept(id, command);
        } else if (command instanceof Wake) {
            decisions.handle(new Input.Woken());
        } else if (command instanceof Rouse rouse) {
            decisions.handle(new Input.Woken());
            rouse.replyTo().tell(new Settled(rouse.number()));
        } else if (command instanceof ServiceEnds ends) {
            decisions.handle(new Input.ServiceEnds());
            ends.replyTo().tell(new Settled(0));
        } else {
            throw new AssertionError("a command without a rule: " + command.getClass());
        }
        return this;
    }

    private void sessionLeft(long session) {
        withdrawal.ended();
        LoginState now = decisions.live().login();
        if (now.session() == session) {
            decisions.handleIfAny(login.breakOff(now));
        }
    }

    private void fromWayOut(WayOut.News news) {
        decisions.handleIfAny(wayOut.inputOf(news));
        wayOut.decided(news, store.record().bufferedUpTo());
        if (decisions.live().streamLost()) {
            wayOut.awaitStream();
        }
    }

    private Behavior<Command> fromJournal(UserJournal.Reply reply) {
        boolean wasReady = store.isReady();
        Behavior<Command> next = after(store.accept(reply));
        return !wasReady && store.isReady() ? recall() : next;
    }

    /** What the user was told is known before anything is decided for one whose login is wanted. */
    private Behavior<Command> recall() {
        if (store.record().wanted().isEmpty()) {
            return recalled(null);
        }
        ActorRef<Command> self = getContext().getSelf();
        recollection.begin(told -> self.tell(new Notice.Recalled(told)));
        return this;
    }

    private Behavior<Command> recalled(@Nullable Told told) {
        recollection.ended(told);
        decisions.handle(new Input.Woken(told));
        if (KeyRotation.isDue(environment.vault(), store.record())) {
            getContext().getSelf().tell(new Notice.KeyIsOld());
        }
        return resume();
    }

    private Behavior<Command> after(UserStore.Outcome outcome) {
        return decisions.stored(outcome) ? resume() : this;
    }

    /** Hands on what has waited. */
    private Behavior<Command> resume() {
        arrivals.resume();
        return decisions.isBusy() || stash.isEmpty() ? this : stash.unstashAll(this);
    }

    /**
     * Asks sharding to end an actor that nobody needs and that has had nothing to do since the last time. A timer that every message
     * moves would cost more than what the message does.
     */
    private Behavior<Command> idle() {
        boolean wasQuiet = decisions.wereNone();
        if (wasQuiet && !decisions.isBusy() && decisions.live().isIdle() && store.isClean() && inbox.isEmpty()) {
            home.passivate();
        }
        return this;
    }

    private Behavior<Command> leave(boolean overdue) {
        ActorRef<Command> self = getContext().getSelf();
        boolean busy = decisions.isBusy() || withdrawal.isInDoubt();
        boolean over = departure.goOn(busy, overdue, () -> self.tell(new Notice.LoggedOut()));
        return over ? Behaviors.stopped() : this;
    }

    private Behavior<Command> stopped() {
        home.leave();
        departure.comeBackElsewhere(!decisions.live().isIdle(), environment.users());
        recollection.release();
        legacy.close();
        metrics.users(-1);
        return this;
    }
}
