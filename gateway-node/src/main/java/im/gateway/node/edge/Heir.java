package im.gateway.node.edge;

import im.gateway.node.metrics.DomainMetrics;
import im.gateway.node.metrics.NodeMetrics;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Hands on what a stream had no outcome of whose node is gone, under the names that it has there: an actor that has taken a stanza already knows
 * it again. Until a user has all of it, the edges of this node hold back what is newer.
 */
final class Heir {
    private static final Duration TICK = Duration.ofMillis(200);

    /**
     * The most that newer stanzas wait for, and later than the last copy that was on its way. A user is back in two to five seconds; whose stanza
     * has no outcome by then has more than a lost node, and order is not worth everything.
     */
    private static final Duration MOST_HELD_BACK = Duration.ofSeconds(10);

    private final ActorSystem<?> system;
    private final Inheritance inherited;
    private final Surroundings around;
    private final Delivery delivery;
    private final DomainMetrics metrics;
    /** Whose newer stanzas wait. */
    private final Set<RegistrationId> heldBack;

    private boolean isHolding = true;

    private Heir(
            ActorSystem<?> system, Inheritance inherited, Surroundings around, ActorRef<UserActor.Settled> replyTo) {
        this.system = system;
        this.inherited = inherited;
        this.around = around;
        this.delivery = new Delivery(
                inherited.stream(),
                inherited.window(),
                around.users(),
                replyTo,
                replyTo::tell,
                around.millis(),
                around.safekeeping());
        this.metrics = NodeMetrics.of(system).domain(inherited.domain());
        this.heldBack = new HashSet<>(inherited.window().users());
    }

    /** What it is told. */
    sealed interface Command {}

    /** A copy that was on its way when the stream's node was lost. */
    record More(Standby.Keep copy) implements Command {}

    /** These have an outcome. */
    record Known(List<Long> numbers) implements Command {}

    private record Outcome(long number) implements Command {}

    private record Moved() implements Command {}

    private enum Timer implements Command {
        TICK,
        HELD_BACK_LONG_ENOUGH
    }

    /**
     * What one stream has left.
     *
     * @param stream its name that is unique for ever
     * @param domain the gateway's address
     */
    record Inheritance(String stream, String domain, Window window) {}

    /**
     * What it works with.
     *
     * @param millis a clock that never goes back
     */
    record Surroundings(Users users, StreamRoutes routes, Safekeeping safekeeping, LongSupplier millis) {}

    /** The users in the window have to be {@link Safekeeping#holdBack held back} already. */
    static Behavior<Command> create(Inheritance inherited, Surroundings around) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            ActorRef<UserActor.Settled> replyTo =
                    context.messageAdapter(UserActor.Settled.class, settled -> new Outcome(settled.number()));
            ActorRef<EdgeActor.UsersMoved> moves =
                    context.messageAdapter(EdgeActor.UsersMoved.class, moved -> new Moved());
            context.getSystem().eventStream().tell(new EventStream.Subscribe<>(EdgeActor.UsersMoved.class, moves));
            timers.startTimerWithFixedDelay(Timer.TICK, TICK);
            timers.startSingleTimer(Timer.HELD_BACK_LONG_ENOUGH, MOST_HELD_BACK);
            Heir heir = new Heir(context.getSystem(), inherited, around, replyTo);
            heir.delivery.usersMoved();
            return heir.behavior();
        }));
    }

    private Behavior<Command> behavior() {
        return Behaviors.receive(Command.class)
                .onMessage(Outcome.class, m -> onOutcome(m.number()))
                .onMessage(Known.class, m -> {
                    m.numbers().forEach(delivery::settled);
                    return next();
                })
                .onMessage(More.class, m -> onMore(m.copy()))
                .onMessage(Moved.class, m -> {
                    delivery.usersMoved();
                    return Behaviors.same();
                })
                .onMessageEquals(Timer.TICK, this::onTick)
                .onMessageEquals(Timer.HELD_BACK_LONG_ENOUGH, () -> {
                    isHolding = false;
                    return next();
                })
                .onSignal(PostStop.class, signal -> {
                    Set.copyOf(heldBack).forEach(this::release);
                    return Behaviors.same();
                })
                .build();
    }

    private Behavior<Command> onOutcome(long number) {
        if (number < 0) {
            delivery.missingBefore(-number);
            return Behaviors.same();
        }
        delivery.settled(number);
        return next();
    }

    private Behavior<Command> onMore(Standby.Keep copy) {
        RegistrationId user = copy.user();
        if (isHolding && heldBack.add(user)) {
            around.safekeeping().holdBack(user);
        }
        copy.putInto(inherited.window(), around.millis().getAsLong());
        delivery.released(user);
        return Behaviors.same();
    }

    private Behavior<Command> onTick() {
        delivery.resend();
        List<Element> errors = delivery.giveUpOverdue();
        metrics.stanzasRefused(errors.size());
        LiveStream.replyElsewhere(inherited.domain(), around.routes(), errors);
        delivery.copy();
        return next();
    }

    /** Lets go of the users who have all of it; and stops when nothing is left, and nothing more can come. */
    private Behavior<Command> next() {
        Set<RegistrationId> waiting = isHolding ? inherited.window().users() : Set.of();
        heldBack.stream().filter(user -> !waiting.contains(user)).toList().forEach(this::release);
        if (isHolding || !delivery.isEmpty()) {
            return Behaviors.same();
        }
        delivery.forgetCopies();
        return Behaviors.stopped();
    }

    private void release(RegistrationId user) {
        heldBack.remove(user);
        around.safekeeping().release(user);
        system.eventStream().tell(new EventStream.Publish<>(new EdgeActor.Released(user)));
    }
}
