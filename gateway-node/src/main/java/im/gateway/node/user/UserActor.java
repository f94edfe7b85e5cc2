package im.gateway.node.user;

import im.gateway.node.edge.Outbox;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.text.Texts;
import im.gateway.persistence.CredentialVault;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.UserRecord.Registration;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
 * The actor of one registration, a thin shell around the {@link UserDecider}: it makes inputs of what it is told, has the events of a
 * decision stored, and then performs the effects. While an answer of the journal is awaited, everything else waits in order.
 */
public final class UserActor extends AbstractBehavior<UserActor.Command> {
    private static final Logger LOG = LoggerFactory.getLogger(UserActor.class);

    /** What may wait for the journal; an edge keeps what is turned away, and sends it again. */
    private static final int MAX_STASHED = 1000;

    /** What a user actor is told. The public ones cross the network between nodes; their names there are the cluster serializer's. */
    public sealed interface Command {}

    /**
     * A stanza from an XMPP stream.
     *
     * @param stream which stream it came on; unique for each connection that was ever made
     * @param number counts up on that stream, from 1; the same number from the same stream is the same stanza, sent again
     * @param after the number of the user's stanza before this one on that stream that has no outcome yet, 0 where there is none: an
     *     actor that has not seen that one has lost it, and must not take this one before it
     * @param replyTo told when the outcome is certain, so that the edge may forget the stanza
     */
    public record FromXmpp(String stream, long number, long after, Stanza stanza, ActorRef<Settled> replyTo)
            implements Command {
        /** A stanza that waits for no other one. */
        public FromXmpp(String stream, long number, Stanza stanza, ActorRef<Settled> replyTo) {
            this(stream, number, 0, stanza, replyTo);
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

    /** This node is about to be taken out of the cluster: end the legacy session, before another node logs in. Never leaves the node. */
    public record CutOff() implements Command {}

    private record FromSession(long session, LegacyEvent event) implements Command {}

    private record LoginPermitted(long session) implements Command {}

    private record FromJournal(UserJournal.Reply reply) implements Command {}

    private record RowFailed() implements Command {}

    private record TimerOut(Input.Timer timer) implements Command {}

    private record FromWayOut(WayOut.News news) implements Command {}

    private record TurnToAsk() implements Command {}

    private record Recalled(@Nullable Told told) implements Command {}

    private record TableRead(Input.RegistrationsRead read) implements Command {}

    private record KeyIsOld() implements Command {}

    private record Idle() implements Command {}

    private record Leave(boolean overdue) implements Command {}

    private record LoggedOut() implements Command {}

    /**
     * What all user actors of a node share.
     *
     * @param networks the legacy service behind a gateway domain
     * @param administrators whether somebody may administer the gateway
     * @param appearances what is seen of a gateway domain and its contacts
     * @param clients what the clients of all users can do
     * @param journal makes the behavior of a registration's journal, which answers to the second argument
     * @param loginPermit completes when the pace of logins on that domain's service allows one more
     * @param presencePermit completes when one more user may be asked for their presence
     * @param ledger keeps what users were told, for their next actor
     * @param users the way to user actors wherever they are, for what the next actor of a user has to do
     */
    public record Environment(
            Function<String, LegacyNetwork> networks,
            Predicate<RegistrationId> administrators,
            Function<String, Appearance> appearances,
            Texts texts,
            CredentialVault vault,
            RegistrationTable table,
            Outbox outbox,
            UserSettings settings,
            KnownClients clients,
            BiFunction<RegistrationId, ActorRef<UserJournal.Reply>, Behavior<UserJournal.Command>> journal,
            InstantSource clock,
            LongUnaryOperator random,
            Function<String, CompletionStage<Void>> loginPermit,
            Supplier<CompletionStage<Void>> presencePermit,
            ToldLedger ledger,
            BiConsumer<RegistrationId, Command> users) {}

    private final Environment environment;
    private final RegistrationId id;
    private final UserRules rules;
    private final LegacyLink legacy;
    private final UserStore store;
    private final WayOut wayOut;
    private final Inbox inbox = new Inbox();
    private final StashBuffer<Command> stash;
    private final TimerScheduler<Command> timers;
    private final Runnable passivate;

    private Live live = Live.INITIAL;
    private Effect.@Nullable OpenSession toOpen;
    private final Leaving leaving = new Leaving();
    /** Whether it is being found out what the user was told before. */
    private boolean recalling;

    private @Nullable Told kept = Told.NOTHING;

    /** Whether there was nothing to do since the idle timer went off last. */
    private boolean quiet;

    /** The decision whose events are being stored, with what it was made for; null when none is. */
    private @Nullable Pending pending;

    private record Pending(Input input, Decision decision) {}

    private UserActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            StashBuffer<Command> stash,
            RegistrationId id,
            Environment environment,
            Runnable passivate) {
        super(context);
        this.environment = environment;
        this.id = id;
        this.timers = timers;
        this.stash = stash;
        this.passivate = passivate;
        ActorRef<Command> self = context.getSelf();
        LegacyNetwork network = environment.networks().apply(id.domain());
        this.rules = new UserRules(
                id,
                network,
                environment.administrators().test(id),
                environment.appearances().apply(id.domain()),
                environment.texts(),
                environment.settings(),
                environment.clients(),
                environment.clock(),
                password -> environment.vault().seal(id, password),
                environment.random());
        this.legacy = new LegacyLink(network, (session, event) -> self.tell(new FromSession(session, event)));
        this.store = new UserStore(
                context,
                id,
                environment.table(),
                environment.journal(),
                FromJournal::new,
                () -> self.tell(new RowFailed()));
        this.wayOut = new WayOut(id, environment.outbox(), news -> self.tell(new FromWayOut(news)));
        timers.startTimerWithFixedDelay(new Idle(), environment.settings().idle());
    }

    /**
     * The actor of a registration.
     *
     * @param passivate asks sharding to end the actor, by {@link Stop}
     */
    public static Behavior<Command> create(RegistrationId id, Environment environment, Runnable passivate) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> Behaviors.withStash(
                MAX_STASHED, stash -> new UserActor(context, timers, stash, id, environment, passivate))));
    }

    @Override
    public Receive<Command> createReceive() {
        // A handler for each command is an object for each, and there is an actor for every user who is logged in.
        return newReceiveBuilder()
                .onMessage(Command.class, this::on)
                .onSignal(PostStop.class, s -> stopped())
                .build();
    }

    private Behavior<Command> on(Command command) {
        if (command instanceof FromXmpp in) {
            return fromXmpp(in);
        } else if (command instanceof FromSession in) {
            return fromSession(in);
        } else if (command instanceof FromJournal from) {
            return fromJournal(from.reply());
        } else if (command instanceof RowFailed) {
            return after(store.rowHasFailed());
        } else if (command instanceof Recalled recalled) {
            return recalled(recalled.told());
        } else if (command instanceof Stop) {
            return leave();
        } else if (command instanceof Leave leave) {
            return leaveWhenDone(leave.overdue());
        } else if (command instanceof LoggedOut) {
            leaving.loggedOut();
            return leaveWhenDone(false);
        } else if (command instanceof Idle) {
            return idle();
        }
        return whenReady(command);
    }

    /** What has to wait while the record is not known, or while a decision is being stored. */
    private boolean isBusy() {
        return pending != null || recalling || !store.isReady();
    }

    private Behavior<Command> fromXmpp(FromXmpp in) {
        if (isBusy()) {
            if (!store.isReady() && store.isDown() && !(in.stanza() instanceof Presence)) {
                refuse(in);
            } else if (!stash.isFull()) {
                stash.stash(in);
            }
            // Otherwise it is turned away by silence: the edge keeps it, and sends it again.
            return this;
        }
        Repeats.Verdict verdict = inbox.judge(in);
        boolean isForTheNext = verdict == Repeats.Verdict.NEW || verdict == Repeats.Verdict.OUT_OF_TURN;
        if (leaving.hasBegun() && isForTheNext) {
            leaving.keep(in);
            return this;
        }
        switch (verdict) {
            case NEW -> take(in);
            case SETTLED -> in.replyTo().tell(new Settled(in.number()));
            case PENDING -> LOG.debug("stanza={}#{} user={} outcome=repeated", in.stream(), in.number(), id);
            case OUT_OF_TURN -> tooEarly(in);
        }
        return this;
    }

    /** Handles a stanza, and those that came before it and had to wait for it. */
    private void take(FromXmpp first) {
        FromXmpp in = first;
        while (in != null) {
            handle(new Input.StanzaIn(inbox.begin(in), in.stanza()));
            in = isBusy() ? null : inbox.nextInTurn();
        }
    }

    private void tooEarly(FromXmpp in) {
        LOG.debug("stanza={}#{} user={} outcome=too-early after={}", in.stream(), in.number(), id, in.after());
        if (inbox.keepEarly(in)) {
            in.replyTo().tell(Settled.missingBefore(in.number()));
        }
    }

    /** The record cannot be read at all: whoever asks for something hears so, and may try again (design, "all of Cassandra is lost"). */
    private void refuse(FromXmpp in) {
        Stanza stanza = in.stanza();
        boolean answerable = (stanza instanceof Iq iq && iq.isRequest())
                || (stanza instanceof Message message && !message.isError() && message.body() != null);
        if (answerable) {
            wayOut.send(List.of(stanza.toError(StanzaError.of(StanzaCondition.INTERNAL_SERVER_ERROR))));
        }
        in.replyTo().tell(new Settled(in.number()));
    }

    private Behavior<Command> fromSession(FromSession in) {
        if (isBusy()) {
            return later(in);
        }
        Input input = legacy.translate(in.session(), in.event());
        if (input != null) {
            handle(input);
        }
        return this;
    }

    private Behavior<Command> later(Command command) {
        if (stash.isFull()) {
            // Only what edges send may be turned away; the rest is bounded by the number of timers and by what one
            // session can say
            // in the seconds that the journal takes at most.
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
        if (isBusy()) {
            return later(command);
        }
        if (command instanceof LoginPermitted permitted) {
            openSession(permitted.session());
        } else if (command instanceof TimerOut out) {
            handle(new Input.TimerFired(out.timer()));
        } else if (command instanceof FromWayOut out) {
            fromWayOut(out.news());
        } else if (command instanceof TurnToAsk) {
            handle(new Input.TurnToAsk());
        } else if (command instanceof KeyIsOld) {
            sealAnew();
        } else if (command instanceof CutOff) {
            breakOff();
        } else if (command instanceof TableRead table) {
            handle(table.read());
        } else if (leaving.hasBegun() && (command instanceof Wake || command instanceof Rouse)) {
            environment.users().accept(id, command);
        } else if (command instanceof Wake) {
            handle(new Input.Woken());
        } else if (command instanceof Rouse rouse) {
            handle(new Input.Woken());
            rouse.replyTo().tell(new Settled(rouse.number()));
        } else if (command instanceof ServiceEnds ends) {
            handle(new Input.ServiceEnds());
            ends.replyTo().tell(new Settled(0));
        } else {
            throw new AssertionError("a command without a rule: " + command.getClass());
        }
        return this;
    }

    // Decisions

    private void handle(Input input) {
        quiet = false;
        Decision decision = UserDecider.decide(rules, store.record(), live, input);
        if (decision.events().isEmpty()) {
            commit(decision);
        } else if (UserStore.mayWait(decision.events())) {
            store.aside(decision.events());
            commit(decision);
        } else if (store.isDown()) {
            handle(new Input.StoreFailed(input));
        } else {
            pending = new Pending(input, decision);
            store.store(decision.events());
        }
    }

    private void commit(Decision decision) {
        boolean sameTold = live.tellsAs(decision.live());
        live = decision.live();
        decision.effects().forEach(this::perform);
        if (!sameTold) {
            keepTold();
        }
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Send e) {
            wayOut.send(e.stanzas());
        } else if (effect instanceof Effect.SendMessage e) {
            inbox.givenToNetwork(e.message().token());
            legacy.send(e.message());
        } else if (effect instanceof Effect.Settle e) {
            inbox.settle(e.token());
        } else if (effect instanceof Effect.Perform e) {
            legacy.perform(e.command());
        } else if (effect instanceof Effect.OpenSession e) {
            askToOpen(e);
        } else if (effect instanceof Effect.CloseSession) {
            closeSession();
        } else if (effect instanceof Effect.StartTimer e) {
            timers.startSingleTimer(e.timer(), new TimerOut(e.timer()), e.delay());
        } else if (effect instanceof Effect.StopTimer e) {
            timers.cancel(e.timer());
        } else if (effect instanceof Effect.SendBuffered e) {
            wayOut.sendBuffered(e);
        } else if (effect instanceof Effect.ReadRegistrations e) {
            getContext()
                    .pipeToSelf(
                            Registrations.read(environment.table(), id.domain(), e.after(), e.most()),
                            (found, failure) -> new TableRead(new Input.RegistrationsRead(e, found)));
        } else if (effect instanceof Effect.Announce e) {
            Announcement.send(id.domain(), e.message(), environment);
        } else if (effect instanceof Effect.StartAll) {
            KeyRotation.startAll(
                    id.domain(),
                    environment.table(),
                    environment.presencePermit(),
                    user -> environment.users().accept(user, new Wake()));
        } else if (effect instanceof Effect.AwaitTurnToAsk) {
            ActorRef<Command> self = getContext().getSelf();
            environment.presencePermit().get().thenRun(() -> self.tell(new TurnToAsk()));
        } else if (effect instanceof Effect.LearnClient e) {
            environment.clients().learn(e.caps(), e.abilities());
        } else if (effect instanceof Effect.Erase) {
            store.erase();
        } else {
            throw new AssertionError("an effect that nobody performs: " + effect.getClass());
        }
    }

    private void fromWayOut(WayOut.News news) {
        Input input = wayOut.inputOf(news);
        if (input != null) {
            handle(input);
        }
        wayOut.decided(news, store.record().bufferedUpTo());
        if (live.streamLost()) {
            wayOut.awaitStream();
        }
    }

    // The legacy session

    private void askToOpen(Effect.OpenSession open) {
        closeSession();
        toOpen = open;
        ActorRef<Command> self = getContext().getSelf();
        environment.loginPermit().apply(id.domain()).thenRun(() -> self.tell(new LoginPermitted(open.session())));
    }

    private void openSession(long session) {
        Effect.OpenSession open = toOpen;
        if (open == null || open.session() != session || leaving.hasBegun()) {
            return;
        }
        toOpen = null;
        try {
            String password = environment.vault().open(id, open.password());
            legacy.open(session, new LegacyNetwork.Credentials(open.username(), password));
        } catch (CredentialVault.VaultException e) {
            LOG.error("user={} login=impossible reason=\"{}\"", id, e.getMessage());
            handle(new Input.SessionLost(
                    session, false, LegacyEvent.Failure.REFUSED, "the stored password cannot be read", List.of()));
        }
    }

    /** As when the network goes away: what has no outcome waits for the next login, here or elsewhere, and the user is told nothing yet. */
    private void breakOff() {
        LoginState login = live.login();
        if (login.session() != 0) {
            toOpen = null;
            boolean loggedIn = login instanceof LoginState.Connected;
            handle(new Input.SessionLost(
                    login.session(),
                    loggedIn,
                    LegacyEvent.Failure.UNREACHABLE,
                    "this node is cut off from the others",
                    legacy.close()));
        }
    }

    private void closeSession() {
        toOpen = null;
        // A session is closed in order: the network still gets what it was given, and there is nobody left to tell of a
        // refusal.
        legacy.close().forEach(message -> inbox.settle(message.token()));
    }

    // The journal

    private Behavior<Command> fromJournal(UserJournal.Reply reply) {
        boolean wasReady = store.isReady();
        Behavior<Command> next = after(store.accept(reply));
        if (!wasReady && store.isReady()) {
            return recall();
        }
        return next;
    }

    // What the user was told

    /** Before anything is decided for a user whose login is wanted, what the user was told by the actor before this one. */
    private Behavior<Command> recall() {
        if (store.record().wanted().isEmpty()) {
            return recalled(null);
        }
        recalling = true;
        ActorRef<Command> self = getContext().getSelf();
        environment.ledger().recall(id, told -> self.tell(new Recalled(told)));
        return this;
    }

    private Behavior<Command> recalled(@Nullable Told told) {
        recalling = false;
        kept = told;
        handle(new Input.Woken(told));
        Registration registration = store.record().registration();
        if (registration != null && environment.vault().isOutdated(registration.password())) {
            getContext().getSelf().tell(new KeyIsOld());
        }
        return resume();
    }

    private void sealAnew() {
        Input sealed = KeyRotation.due(environment.vault(), id, store.record());
        if (sealed != null) {
            handle(sealed);
        }
    }

    private void keepTold() {
        Told now = Told.of(live);
        if (now != null && !now.equals(kept)) {
            environment.ledger().keep(id, now);
            kept = now;
        }
    }

    private Behavior<Command> after(UserStore.Outcome outcome) {
        Pending done = pending;
        if (outcome == UserStore.Outcome.NONE || done == null) {
            return this;
        }
        pending = null;
        if (outcome == UserStore.Outcome.STORED) {
            commit(done.decision());
        } else {
            LOG.warn(
                    "user={} outcome=not-stored input={}",
                    id,
                    done.input().getClass().getSimpleName());
            handle(new Input.StoreFailed(done.input()));
        }
        return resume();
    }

    /** Hands on what has waited. */
    private Behavior<Command> resume() {
        while (!isBusy()) {
            FromXmpp early = inbox.nextInTurn();
            if (early == null) {
                break;
            }
            take(early);
        }
        return isBusy() || stash.isEmpty() ? this : stash.unstashAll(this);
    }

    // The end

    /**
     * Asks sharding to end an actor that nobody needs and that has had nothing to do since the last time. A timer that every message
     * moves would cost more than what the message does.
     */
    private Behavior<Command> idle() {
        boolean wasQuiet = quiet;
        quiet = true;
        if (wasQuiet && !isBusy() && live.isIdle() && store.isClean() && inbox.isEmpty()) {
            passivate.run();
        }
        return this;
    }

    /**
     * Sharding wants the actor gone: at once where nothing is under way; otherwise when the outcomes are certain of what was given to the
     * network, to a stream and to the journal, and the network has said what it had to say before the logout.
     */
    private Behavior<Command> leave() {
        if (!leaving.hasBegun()) {
            leaving.begin();
            timers.startTimerWithFixedDelay(Leaving.LOOK, new Leave(false), Leaving.LOOK);
            timers.startSingleTimer(Leaving.MOST, new Leave(true), Leaving.MOST);
            LOG.debug(
                    "user={} event=leaving unsettled={}", id, inbox.unsettled().size());
        }
        return leaveWhenDone(false);
    }

    private Behavior<Command> leaveWhenDone(boolean overdue) {
        boolean isQuiet = !isBusy() && legacy.isSettled() && store.isClean() && wayOut.unwritten() == 0;
        if (isQuiet && leaving.beginLogout()) {
            logOut();
        }
        boolean done = isQuiet && leaving.isLoggedOut();
        if (!done && !overdue) {
            return this;
        }
        if (!done) {
            LOG.warn(
                    "user={} event=left-early unsettled={} unwritten={}",
                    id,
                    inbox.unsettled().size(),
                    wayOut.unwritten());
        }
        return Behaviors.stopped();
    }

    /** What the network has said until then is still heard, since nobody else will. */
    private void logOut() {
        if (legacy.isOpen()) {
            ActorRef<Command> self = getContext().getSelf();
            legacy.leave(() -> self.tell(new LoggedOut()));
        } else {
            leaving.loggedOut();
        }
    }

    /** The next actor logs in again without being asked, and goes on with what this one could not finish. */
    private void comeBackElsewhere() {
        if (!live.isIdle()) {
            environment.users().accept(id, new Wake());
        }
        leaving.handOn(inbox, in -> environment.users().accept(id, in));
    }

    private Behavior<Command> stopped() {
        if (leaving.hasBegun()) {
            comeBackElsewhere();
        }
        environment.ledger().release(id);
        legacy.close();
        return this;
    }
}
