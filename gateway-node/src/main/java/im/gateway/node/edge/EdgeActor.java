package im.gateway.node.edge;

import im.gateway.node.edge.StreamOpener.OpenStream;
import im.gateway.node.edge.StreamOpener.StreamEnd;
import im.gateway.node.user.UserActor;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
 * established, waiting (for the next attempt), and after {@link Stop} leaving (what came before has no outcome yet), draining (the stream
 * is being ended) and settling (outcomes are missing). What was handed on and has no outcome outlives the connection that it came on.
 */
final class EdgeActor {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeActor.class);
    /** How often it is looked what is due, as a part of the shortest time that matters ... */
    private static final int TICKS = 5;
    /** ... and at least this often, for the short waits after users have moved. */
    private static final long MOST_TICK_MILLIS = 200;

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final EdgeSettings settings;
    private final Surroundings around;
    private final Delivery delivery;

    private int attempt;
    private int failures;
    private StreamOpener.@Nullable Opening opening;
    private @Nullable LiveStream stream;
    private @Nullable ActorRef<StreamExit.Write> door;
    private final List<ActorRef<Done>> stoppers = new ArrayList<>();
    private boolean streamEnded;

    private EdgeActor(
            ActorContext<Command> context, TimerScheduler<Command> timers, EdgeSettings settings, Surroundings around) {
        this.context = context;
        this.timers = timers;
        this.settings = settings;
        this.around = around;
        String name = settings.link() + "@" + Long.toHexString(around.random().nextLong());
        ActorRef<UserActor.Settled> replyTo =
                context.messageAdapter(UserActor.Settled.class, settled -> new Outcome(settled.number()));
        Intake intake = new Intake(settings.domain(), around.route(), settings.stanzaBytes());
        this.delivery = new Delivery(name, intake, settings.window(), around.users(), replyTo, around.millis());
    }

    /** What an edge is told. */
    sealed interface Command {}

    /**
     * End the stream in order, wait for the outcomes that are missing, and stop: all within the drain time.
     *
     * @param streamEnded told as soon as another node may open the stream
     */
    record Stop(ActorRef<Done> streamEnded) implements Command {}

    /** Published on the node's event stream: a node is gone, so that its users live elsewhere now. */
    record UsersMoved() implements Command {}

    private enum Timer implements Command {
        TICK,
        RECONNECT,
        OWED_LONG_ENOUGH,
        DRAINED_LONG_ENOUGH
    }

    private record Outcome(long number) implements Command {}

    /** Something about the stream of one attempt; one of an earlier attempt means nothing any more. */
    private sealed interface OfStream extends Command {
        int attempt();
    }

    private record Connected(int attempt) implements OfStream {}

    private record Established(int attempt, OpenStream stream) implements OfStream {}

    private record Arrived(int attempt, List<Element> elements) implements OfStream {}

    private record Ended(int attempt, StreamEnd end) implements OfStream {}

    /**
     * What an edge works with.
     *
     * @param millis a clock that never goes back
     * @param random for pauses, and for a name that no other edge ever had
     * @param cutOff whether the cluster has taken this node out, or is about to, so that no outcome will reach it any more
     */
    record Surroundings(
            StreamOpener opener,
            StreamRoutes routes,
            StanzaRoute route,
            Users users,
            LongSupplier millis,
            RandomGenerator random,
            BooleanSupplier cutOff) {}

    static Behavior<Command> create(EdgeSettings settings, Surroundings around) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            EdgeActor edge = new EdgeActor(context, timers, settings, around);
            long shortest = Math.min(
                    settings.window().resendLeast(), settings.keepAlive().toMillis());
            timers.startTimerWithFixedDelay(
                    Timer.TICK, Duration.ofMillis(Math.max(1, Math.min(MOST_TICK_MILLIS, shortest / TICKS))));
            context.getSystem()
                    .eventStream()
                    .tell(new EventStream.Subscribe<>(
                            UsersMoved.class, context.getSelf().narrow()));
            return edge.connect();
        }));
    }

    private Behavior<Command> connecting() {
        return state(states -> states.onMessage(Connected.class, this::isOfNow, m -> handshaking())
                .onMessage(Ended.class, this::isOfNow, m -> retry(m.end()))
                .onMessage(Stop.class, this::stopWithoutStream));
    }

    private Behavior<Command> handshaking() {
        return state(states -> states.onMessage(Established.class, this::isOfNow, m -> begin(m.stream()))
                .onMessage(Ended.class, this::isOfNow, m -> retry(m.end()))
                .onMessage(Stop.class, this::stopWithoutStream));
    }

    private Behavior<Command> established(LiveStream now) {
        return state(states -> states.onMessage(Arrived.class, this::isOfNow, m -> onArrived(now, m.elements()))
                .onMessage(Ended.class, this::isOfNow, m -> retry(m.end()))
                .onMessage(Stop.class, m -> leave(now, m.streamEnded())));
    }

    /** The stream goes on until what came before has its outcome: what comes through the next node's must not overtake it. */
    private Behavior<Command> leaving(LiveStream now, Set<Long> owed) {
        return state(states -> states.onMessage(Outcome.class, m -> {
                    owed.remove(m.number());
                    onOutcome(m.number());
                    return owed.isEmpty() ? drain(now) : Behaviors.same();
                })
                .onMessage(Arrived.class, this::isOfNow, m -> onArrived(now, m.elements()))
                .onMessage(Ended.class, this::isOfNow, m -> onDrained(m.end()))
                .onMessageEquals(Timer.OWED_LONG_ENOUGH, () -> drain(now)));
    }

    private Behavior<Command> waiting() {
        return state(states ->
                states.onMessageEquals(Timer.RECONNECT, this::connect).onMessage(Stop.class, this::stopWithoutStream));
    }

    private Behavior<Command> draining(LiveStream now) {
        return state(states -> states.onMessage(Arrived.class, this::isOfNow, m -> onArrived(now, m.elements()))
                .onMessage(Ended.class, this::isOfNow, m -> onDrained(m.end()))
                .onMessageEquals(Timer.DRAINED_LONG_ENOUGH, this::abandon));
    }

    private Behavior<Command> settling() {
        return state(states -> states.onMessage(Outcome.class, m -> {
                    onOutcome(m.number());
                    return delivery.isEmpty() ? stopped() : Behaviors.same();
                })
                .onMessageEquals(Timer.DRAINED_LONG_ENOUGH, this::abandon));
    }

    /** A state: its own transitions, then what is the same in every state; anything else has lost its meaning on the way here. */
    private Behavior<Command> state(UnaryOperator<BehaviorBuilder<Command>> own) {
        return own.apply(Behaviors.receive(Command.class))
                .onMessage(Outcome.class, m -> onOutcome(m.number()))
                .onMessageEquals(Timer.TICK, this::onTick)
                .onMessage(UsersMoved.class, m -> {
                    delivery.usersMoved();
                    return Behaviors.same();
                })
                .onMessage(Stop.class, this::stopAgain)
                .onAnyMessage(m -> Behaviors.same())
                .onSignal(PostStop.class, signal -> letGo())
                .onSignal(PreRestart.class, signal -> letGo())
                .build();
    }

    private boolean isOfNow(OfStream message) {
        return message.attempt() == attempt;
    }

    private Behavior<Command> connect() {
        int number = ++attempt;
        ActorRef<Command> self = context.getSelf();
        LOG.info("edge={} event=connecting server=\"{}\" attempt={}", settings.link(), settings.server(), number);
        opening = around.opener().open(new StreamOpener.StreamEvents() {
            @Override
            public void connected() {
                self.tell(new Connected(number));
            }

            @Override
            public void established(OpenStream established) {
                self.tell(new Established(number, established));
            }

            @Override
            public void arrived(List<Element> elements) {
                self.tell(new Arrived(number, elements));
            }

            @Override
            public void ended(StreamEnd end) {
                self.tell(new Ended(number, end));
            }
        });
        return connecting();
    }

    private Behavior<Command> begin(OpenStream opened) {
        LOG.info(
                "edge={} event=established stream={}",
                settings.link(),
                opened.exit().id());
        LiveStream now = new LiveStream(settings, opened, around.routes(), around.millis());
        stream = now;
        door = context.spawnAnonymous(StreamExit.create(settings.domain(), opened.exit()));
        now.join();
        readIfRoom();
        return established(now);
    }

    private Behavior<Command> retry(StreamEnd end) {
        failures = stream != null && stream.isSteady() ? 1 : failures + 1;
        letGo();
        Duration pause = settings.backoff(end.condition()).pause(failures, around.random());
        String advice = settings.advice(end.condition());
        if (advice == null) {
            LOG.warn(
                    "edge={} event=stream-ended reason=\"{}\" unsettled={} retry-in={}ms",
                    settings.link(),
                    end.reason(),
                    delivery.size(),
                    pause.toMillis());
        } else {
            LOG.error(
                    "edge={} event=refused reason=\"{}\" retry-in={}ms to-do=\"{}\"",
                    settings.link(),
                    end.reason(),
                    pause.toMillis(),
                    advice);
        }
        timers.startSingleTimer(Timer.RECONNECT, pause);
        return waiting();
    }

    private Behavior<Command> leave(LiveStream now, ActorRef<Done> replyTo) {
        stoppers.add(replyTo);
        Set<Long> owed = delivery.numbers();
        if (owed.isEmpty() || around.cutOff().getAsBoolean()) {
            return drain(now);
        }
        LOG.info("edge={} event=leaving unsettled={}", settings.link(), owed.size());
        timers.startSingleTimer(Timer.OWED_LONG_ENOUGH, settings.owed());
        return leaving(now, owed);
    }

    /** No more stanzas go out through this stream, and those that the server has sent already are read to their end. */
    private Behavior<Command> drain(LiveStream now) {
        timers.cancel(Timer.OWED_LONG_ENOUGH);
        LOG.info("edge={} event=draining unsettled={}", settings.link(), delivery.size());
        answerIfCutOff();
        closeDoor();
        now.finish();
        timers.startSingleTimer(Timer.DRAINED_LONG_ENOUGH, settings.drain());
        readIfRoom();
        return draining(now);
    }

    private Behavior<Command> onDrained(StreamEnd end) {
        LOG.info("edge={} event=drained unsettled={} reason=\"{}\"", settings.link(), delivery.size(), end.reason());
        return settleAndStop();
    }

    private Behavior<Command> stopWithoutStream(Stop stop) {
        stoppers.add(stop.streamEnded());
        return settleAndStop();
    }

    private Behavior<Command> stopAgain(Stop stop) {
        stoppers.add(stop.streamEnded());
        if (streamEnded) {
            tellStoppers();
        }
        return Behaviors.same();
    }

    private void tellStoppers() {
        streamEnded = true;
        stoppers.forEach(stopper -> stopper.tell(Done.done()));
        stoppers.clear();
    }

    private Behavior<Command> settleAndStop() {
        letGo();
        tellStoppers();
        timers.cancel(Timer.RECONNECT);
        if (delivery.isEmpty()) {
            return stopped();
        }
        if (!timers.isTimerActive(Timer.DRAINED_LONG_ENOUGH)) {
            timers.startSingleTimer(Timer.DRAINED_LONG_ENOUGH, settings.drain());
        }
        return settling();
    }

    /** The time is over: who has no outcome is told so, through another stream if there is one. */
    private Behavior<Command> abandon() {
        reply(delivery.giveUpAll());
        return stopped();
    }

    private Behavior<Command> stopped() {
        letGo();
        tellStoppers();
        LOG.info("edge={} event=stopped", settings.link());
        return Behaviors.stopped();
    }

    private Behavior<Command> letGo() {
        closeDoor();
        if (stream != null) {
            stream.leave();
            stream = null;
        }
        if (opening != null) {
            opening.abort();
            opening = null;
        }
        return Behaviors.same();
    }

    private void closeDoor() {
        if (door != null) {
            context.stop(door);
            door = null;
        }
    }

    private Behavior<Command> onArrived(LiveStream now, List<Element> elements) {
        now.heard();
        if (around.cutOff().getAsBoolean()) {
            reply(delivery.giveUpAll());
            reply(delivery.refuse(elements));
        } else {
            reply(delivery.receive(elements));
        }
        readIfRoom();
        return Behaviors.same();
    }

    /** While the stream is still there: a message without an outcome may not end as one without an error. */
    private void answerIfCutOff() {
        if (around.cutOff().getAsBoolean()) {
            reply(delivery.giveUpAll());
        }
    }

    private void reply(List<Element> stanzas) {
        if (stream == null) {
            LiveStream.replyElsewhere(settings.domain(), around.routes(), stanzas);
        } else if (!stanzas.isEmpty()) {
            stream.reply(stanzas);
        }
    }

    private void readIfRoom() {
        if (stream != null && delivery.hasRoom()) {
            stream.read();
        }
    }

    private Behavior<Command> onOutcome(long number) {
        if (number < 0) {
            delivery.missingBefore(-number);
        } else {
            delivery.settled(number);
            readIfRoom();
        }
        return Behaviors.same();
    }

    private Behavior<Command> onTick() {
        answerIfCutOff();
        delivery.resend();
        reply(delivery.giveUpOverdue());
        readIfRoom();
        if (stream != null && opening != null && !stream.keepAlive()) {
            LOG.warn("edge={} event=no-answer-to-ping action=\"closing the connection\"", settings.link());
            opening.abort();
        }
        return Behaviors.same();
    }
}
