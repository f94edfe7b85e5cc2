package im.gateway.node.edge;

import im.gateway.node.edge.StreamOpener.OpenStream;
import im.gateway.node.edge.StreamOpener.StreamEnd;
import im.gateway.node.metrics.DomainMetrics;
import im.gateway.node.metrics.NodeMetrics;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.BehaviorBuilder;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One component stream (XEP-0114), from its connection to its end and on to the next one. States: connecting, handshaking,
 * established, waiting (for the next attempt), and after {@link Stop} leaving (what came before has no outcome yet) or catching up (this
 * node is cut off, and what came before is refused), draining (the stream
 * is being ended) and settling (outcomes are missing). What was handed on and has no outcome outlives the connection that it came on.
 */
final class EdgeActor {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeActor.class);
    /** How often it is looked what is due, as a part of the shortest time that matters ... */
    private static final int TICKS = 5;
    /** ... and at least this often, for the short waits after users have moved. */
    private static final long MOST_TICK_MILLIS = 200;
    /** A read that brings so many stanzas has found more than what came since the last one: the smallest buffer holds about twice as many. */
    private static final int BACKLOG = 8;

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final EdgeSettings settings;
    private final Surroundings around;
    private final Traffic traffic;
    private final Attempts attempts;
    private @Nullable ActorRef<StreamExit.Command> door;
    private final Doubt doubt;
    private final Outcomes nearby;
    private final Stoppers stoppers = new Stoppers();

    private EdgeActor(
            ActorContext<Command> context, TimerScheduler<Command> timers, EdgeSettings settings, Surroundings around) {
        this.context = context;
        this.timers = timers;
        this.settings = settings;
        this.around = around;
        this.doubt = new Doubt(around.inDoubt());
        ActorRef<Command> self = context.getSelf();
        this.nearby = new Outcomes(() -> self.tell(Nearby.REPORTED));
        String name = settings.link() + "@" + Long.toHexString(around.random().nextLong());
        ActorRef<UserActor.Settled> replyTo =
                context.messageAdapter(UserActor.Settled.class, settled -> new Outcome(settled.number()));
        DomainMetrics metrics = NodeMetrics.of(context.getSystem()).domain(settings.domain());
        Intake intake = new Intake(settings.domain(), around.route(), settings.stanzaBytes());
        Safekeeping safekeeping = around.safekeeping();
        Users users = (user, command) -> {
            // What is held back is in the window, and handed on as soon as the older stanzas have their outcome, or it
            // is known that this node is a member: until then its actors may be ones that live elsewhere as well.
            if (!safekeeping.isHeldBack(user) && !doubt.holdsBack()) {
                around.users().tell(user, command);
            }
        };
        Window window = new Window(settings.window());
        Delivery delivery = new Delivery(name, window, users, replyTo, nearby, around.millis(), safekeeping);
        this.traffic =
                new Traffic(settings.domain(), around.routes(), around.takenOut(), doubt, intake, delivery, metrics);
        this.attempts = new Attempts(settings, around.opener(), around.random());
    }

    /** What an edge is told. */
    sealed interface Command permits Stop, UsersMoved, Released, Timer, Outcome, Nearby, Attempts.News {}

    /**
     * End the stream in order, wait for the outcomes that are missing, and stop: all within the drain time.
     *
     * @param streamEnded told as soon as another node may open the stream
     */
    record Stop(ActorRef<Done> streamEnded) implements Command {}

    /** Published on the node's event stream: a node is gone, so that its users live elsewhere now. */
    record UsersMoved() implements Command {}

    /** Published on the node's event stream: nothing older is on its way to this user any more. */
    record Released(RegistrationId user) implements Command {}

    private enum Timer implements Command {
        TICK,
        RECONNECT,
        CAUGHT_UP,
        OWED_LONG_ENOUGH,
        DRAINED_LONG_ENOUGH
    }

    private record Outcome(long number) implements Command {}

    /** User actors of this node have reported {@link Outcomes}. */
    private enum Nearby implements Command {
        REPORTED
    }

    /**
     * What an edge works with.
     *
     * @param millis a clock that never goes back
     * @param random for pauses, and for a name that no other edge ever had
     * @param takenOut whether the cluster has taken this node out, so that no outcome will reach it any more
     * @param inDoubt whether the cluster may have taken this node out, or is about to; it is also true when it has
     * @param safekeeping who keeps what has no outcome, and what is kept here
     */
    record Surroundings(
            StreamOpener opener,
            StreamRoutes routes,
            StanzaRoute route,
            Users users,
            LongSupplier millis,
            RandomGenerator random,
            BooleanSupplier takenOut,
            BooleanSupplier inDoubt,
            Safekeeping safekeeping) {}

    static Behavior<Command> create(EdgeSettings settings, Surroundings around) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            EdgeActor edge = new EdgeActor(context, timers, settings, around);
            long shortest = Math.min(
                    settings.window().resendLeast(), settings.keepAlive().toMillis());
            timers.startTimerWithFixedDelay(
                    Timer.TICK, Duration.ofMillis(Math.max(1, Math.min(MOST_TICK_MILLIS, shortest / TICKS))));
            ActorRef<EventStream.Command> events = context.getSystem().eventStream();
            events.tell(new EventStream.Subscribe<>(
                    UsersMoved.class, context.getSelf().narrow()));
            events.tell(new EventStream.Subscribe<>(
                    Released.class, context.getSelf().narrow()));
            return edge.connect();
        }));
    }

    private Behavior<Command> connecting() {
        return state(states -> states.onMessage(Attempts.Connected.class, attempts::isPresent, m -> handshaking())
                .onMessage(Attempts.Ended.class, attempts::isPresent, m -> retry(m.end()))
                .onMessage(Stop.class, this::stopWithoutStream));
    }

    private Behavior<Command> handshaking() {
        return state(states -> states.onMessage(Attempts.Established.class, attempts::isPresent, m -> begin(m.stream()))
                .onMessage(Attempts.Ended.class, attempts::isPresent, m -> retry(m.end()))
                .onMessage(Stop.class, this::stopWithoutStream));
    }

    private Behavior<Command> established() {
        return state(
                states -> states.onMessage(Attempts.Arrived.class, attempts::isPresent, m -> onArrived(m.elements()))
                        .onMessage(Attempts.Ended.class, attempts::isPresent, m -> retry(m.end()))
                        .onMessage(Stop.class, m -> leave(m.streamEnded())));
    }

    /** The stream goes on until what came before has its outcome: what comes through the next node's must not overtake it. */
    private Behavior<Command> leaving(Set<Long> owed) {
        LongConsumer settle = number -> {
            owed.remove(number);
            traffic.outcome(number);
        };
        return state(states -> states.onMessage(Outcome.class, m -> {
                    settle.accept(m.number());
                    return owed.isEmpty() ? drain() : Behaviors.same();
                })
                .onMessageEquals(Nearby.REPORTED, () -> {
                    nearby.drain(settle);
                    return owed.isEmpty() ? drain() : Behaviors.same();
                })
                .onMessage(Attempts.Arrived.class, attempts::isPresent, m -> onArrived(m.elements()))
                .onMessage(Attempts.Ended.class, attempts::isPresent, m -> onDrained(m.end()))
                .onMessageEquals(Timer.OWED_LONG_ENOUGH, this::drain));
    }

    /**
     * No other node answers what the server has written already, and this one only as long as its stream goes on: after a standstill that may
     * be much. It is refused until reads bring no more than what is being written now.
     */
    private Behavior<Command> catchingUp() {
        return state(states -> states.onMessage(Attempts.Arrived.class, attempts::isPresent, m -> {
                    if (m.elements().size() >= BACKLOG) {
                        timers.startSingleTimer(Timer.CAUGHT_UP, settings.caughtUp());
                    }
                    return onArrived(m.elements());
                })
                .onMessage(Attempts.Ended.class, attempts::isPresent, m -> onDrained(m.end()))
                .onMessageEquals(Timer.CAUGHT_UP, this::drain)
                .onMessageEquals(Timer.OWED_LONG_ENOUGH, this::drain));
    }

    private Behavior<Command> waiting() {
        return state(states ->
                states.onMessageEquals(Timer.RECONNECT, this::connect).onMessage(Stop.class, this::stopWithoutStream));
    }

    private Behavior<Command> draining() {
        return state(
                states -> states.onMessage(Attempts.Arrived.class, attempts::isPresent, m -> onArrived(m.elements()))
                        .onMessage(Attempts.Ended.class, attempts::isPresent, m -> onDrained(m.end()))
                        .onMessageEquals(Timer.DRAINED_LONG_ENOUGH, this::abandon));
    }

    private Behavior<Command> settling() {
        return state(states -> states.onMessage(Outcome.class, m -> {
                    traffic.outcome(m.number());
                    return traffic.isSettled() ? stopped() : Behaviors.same();
                })
                .onMessageEquals(Nearby.REPORTED, () -> {
                    nearby.drain(traffic::outcome);
                    return traffic.isSettled() ? stopped() : Behaviors.same();
                })
                .onMessageEquals(Timer.DRAINED_LONG_ENOUGH, this::abandon));
    }

    /** A state: its own transitions, then what is the same in every state; anything else has lost its meaning on the way here. */
    private Behavior<Command> state(UnaryOperator<BehaviorBuilder<Command>> own) {
        return own.apply(Behaviors.receive(Command.class))
                .onMessage(Outcome.class, m -> {
                    traffic.outcome(m.number());
                    return Behaviors.same();
                })
                .onMessageEquals(Nearby.REPORTED, () -> {
                    nearby.drain(traffic::outcome);
                    return Behaviors.same();
                })
                .onMessageEquals(Timer.TICK, this::onTick)
                .onMessage(UsersMoved.class, m -> {
                    traffic.usersMoved();
                    return Behaviors.same();
                })
                .onMessage(Released.class, m -> {
                    traffic.released(m.user());
                    return Behaviors.same();
                })
                .onMessage(Stop.class, this::stopAgain)
                .onAnyMessage(m -> Behaviors.same())
                .onSignal(PostStop.class, signal -> letGo())
                .onSignal(PreRestart.class, signal -> letGo())
                .build();
    }

    private Behavior<Command> connect() {
        attempts.begin(context.getSelf());
        return connecting();
    }

    private Behavior<Command> begin(OpenStream opened) {
        LOG.info(
                "edge={} event=established stream={}",
                settings.link(),
                opened.exit().id());
        door = context.spawnAnonymous(StreamExit.create(settings.domain(), opened.exit(), around.inDoubt()));
        traffic.begin(new LiveStream(settings, opened, around.routes(), around.millis()));
        return established();
    }

    private Behavior<Command> retry(StreamEnd end) {
        boolean steady = traffic.isSteady();
        letGo();
        timers.startSingleTimer(Timer.RECONNECT, attempts.pauseAfter(end, steady, traffic.unsettled()));
        return waiting();
    }

    private Behavior<Command> onArrived(List<Element> elements) {
        traffic.arrived(elements);
        return Behaviors.same();
    }

    private Behavior<Command> onTick() {
        traffic.tick();
        if (!traffic.keepAlive()) {
            LOG.warn("edge={} event=no-answer-to-ping action=\"closing the connection\"", settings.link());
            attempts.abort();
        }
        return Behaviors.same();
    }

    private Behavior<Command> letGo() {
        closeDoor();
        traffic.detach();
        attempts.letGo();
        return Behaviors.same();
    }

    private void closeDoor() {
        if (door != null) {
            context.stop(door);
            door = null;
        }
    }

    // The end

    private Behavior<Command> leave(ActorRef<Done> replyTo) {
        stoppers.add(replyTo);
        Set<Long> owed = traffic.numbers();
        if (doubt.isThere()) {
            traffic.refuse();
            timers.startSingleTimer(Timer.OWED_LONG_ENOUGH, settings.catchingUp());
            timers.startSingleTimer(Timer.CAUGHT_UP, settings.caughtUp());
            return catchingUp();
        }
        if (owed.isEmpty()) {
            return drain();
        }
        LOG.info("edge={} event=leaving unsettled={}", settings.link(), owed.size());
        timers.startSingleTimer(Timer.OWED_LONG_ENOUGH, settings.owed());
        return leaving(owed);
    }

    private Behavior<Command> drain() {
        timers.cancel(Timer.OWED_LONG_ENOUGH);
        timers.cancel(Timer.CAUGHT_UP);
        LOG.info("edge={} event=draining unsettled={}", settings.link(), traffic.unsettled());
        closeDoor();
        traffic.finish();
        timers.startSingleTimer(Timer.DRAINED_LONG_ENOUGH, settings.drain());
        return draining();
    }

    private Behavior<Command> onDrained(StreamEnd end) {
        LOG.info(
                "edge={} event=drained unsettled={} reason=\"{}\"", settings.link(), traffic.unsettled(), end.reason());
        return settleAndStop();
    }

    private Behavior<Command> stopWithoutStream(Stop stop) {
        stoppers.add(stop.streamEnded());
        return settleAndStop();
    }

    private Behavior<Command> stopAgain(Stop stop) {
        stoppers.add(stop.streamEnded());
        return Behaviors.same();
    }

    private Behavior<Command> settleAndStop() {
        letGo();
        stoppers.streamEnded();
        timers.cancel(Timer.RECONNECT);
        if (traffic.isSettled()) {
            return stopped();
        }
        if (!timers.isTimerActive(Timer.DRAINED_LONG_ENOUGH)) {
            timers.startSingleTimer(Timer.DRAINED_LONG_ENOUGH, settings.drain());
        }
        return settling();
    }

    /** The time is over: who has no outcome is told so. */
    private Behavior<Command> abandon() {
        traffic.giveUp();
        return stopped();
    }

    private Behavior<Command> stopped() {
        letGo();
        traffic.end();
        stoppers.streamEnded();
        LOG.info("edge={} event=stopped", settings.link());
        return Behaviors.stopped();
    }
}
