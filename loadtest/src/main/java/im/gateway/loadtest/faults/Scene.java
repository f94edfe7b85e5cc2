package im.gateway.loadtest.faults;

import im.gateway.loadtest.drive.Crowd;
import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.faults.book.Interval;
import im.gateway.loadtest.faults.book.Message;
import im.gateway.loadtest.faults.book.PresenceBook;
import im.gateway.loadtest.faults.book.Standstill;
import im.gateway.loadtest.faults.world.FaultWorld;
import im.gateway.loadtest.faults.world.GatewayNode;
import im.gateway.loadtest.faults.world.People;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** What a fault has at hand, and what it leaves for the judgement. Confined to the thread that runs the case, but for what it reads. */
public final class Scene {
    /** What is written into a connection is read within this time, on a busy machine; and its end is noticed. */
    private static final long IN_FLIGHT_NANOS = 1_000_000_000;

    private final FaultWorld world;
    private final Narrator narrator;
    private final SplittableRandom random;
    private final long begun = System.nanoTime();
    private final Instant begunAt = Clock.systemUTC().instant();
    private final List<Long> strikes = new ArrayList<>();
    private final List<Interval> brokenStreams = new ArrayList<>();
    private final List<Stopped> stopped = new ArrayList<>();
    private final List<Interval> deaths = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private record Stopped(GatewayNode node, Interval time) {}

    Scene(FaultWorld world, Narrator narrator, SplittableRandom random) {
        this.world = world;
        this.narrator = narrator;
        this.random = random;
    }

    public FaultWorld world() {
        return world;
    }

    public People people() {
        return world.people();
    }

    public SplittableRandom random() {
        return random;
    }

    /** Now it breaks. */
    public void strike(String what) {
        long now = System.nanoTime();
        strikes.add(now);
        say(what);
    }

    /** An event for the reader. */
    public void say(String what) {
        narrator.say(String.format(Locale.ROOT, "    at %5.1f s  %s", seconds(System.nanoTime()), what));
    }

    /** Lets the traffic go on for so long. */
    public void pause(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }

    /** Waits for something that has to come about; otherwise a promise is broken. */
    public void expect(String promise, Duration limit, BooleanSupplier condition) throws InterruptedException {
        try {
            Waiting.until(promise, limit, condition, this::people);
            notes.add(promise);
        } catch (TimeoutException e) {
            broken.add("not within " + limit.toSeconds() + " s: " + promise);
        }
    }

    /** Something that has to be so now; otherwise a promise is broken. */
    public void check(String promise, boolean kept) {
        (kept ? notes : broken).add(promise);
    }

    /** An XMPP stream breaks at this moment: what is inside the connection goes with it (design, "Promises"). */
    public void streamBreaks() {
        long now = System.nanoTime();
        brokenStreams.add(new Interval(now - IN_FLIGHT_NANOS, now + IN_FLIGHT_NANOS));
    }

    /** A node dies at this moment, without a word: what the legacy network has just handed to it goes with it. */
    public void nodeDies() {
        long now = System.nanoTime();
        deaths.add(new Interval(now - IN_FLIGHT_NANOS, now + IN_FLIGHT_NANOS));
    }

    /** Stops the process of a node for so long (SIGSTOP), and lets it go on (SIGCONT). */
    public void standStill(GatewayNode node, Duration time) throws InterruptedException {
        strike("SIGSTOP of " + node.name());
        long since = System.nanoTime();
        node.halt();
        pause(time);
        say("SIGCONT of " + node.name());
        node.goOn();
        stopped.add(new Stopped(node, new Interval(since, System.nanoTime())));
    }

    /** When it broke first; the beginning where it never did. */
    long struckAt() {
        return strikes.isEmpty() ? begun : strikes.get(0);
    }

    boolean hasOneStrike() {
        return strikes.size() == 1;
    }

    long begun() {
        return begun;
    }

    /** The same on the clock that the logs go by. */
    Instant begunAt() {
        return begunAt;
    }

    double seconds(long moment) {
        return (moment - begun) / 1e9;
    }

    List<Interval> standstills() {
        return stopped.stream().map(Stopped::time).toList();
    }

    /** A node that the others have taken out learns of it when it goes on, and ends. */
    private Standstill standstill(Stopped one) {
        long until = one.time().until();
        long next = strikes.stream()
                .filter(strike -> strike - until > 0)
                .findFirst()
                .orElseGet(System::nanoTime);
        return new Standstill(one.time(), one.node().endedWithin(new Interval(until, next)), next);
    }

    List<String> broken() {
        return broken;
    }

    List<String> notes() {
        return notes;
    }

    /**
     * Whether a message without an outcome was inside a connection that broke and that nothing acknowledges: an XMPP stream, which breaks, or
     * whose end crosses the message; or the connection that the legacy network has to a process that dies, or that stands still for so long
     * that the others take it out, until the account logs in elsewhere.
     */
    boolean inSocket(Message message) {
        return breaksStream(message.writtenAt())
                || crossedTheEnd(message)
                || deaths.stream()
                        .anyMatch(death -> death.contains(message.writtenAt()) && toLostSession(death.from(), message))
                || stopped.stream().anyMatch(one -> isUnreadIn(standstill(one), message));
    }

    /** Whether a stream broke around that moment. */
    private boolean breaksStream(long moment) {
        return brokenStreams.stream().anyMatch(stream -> stream.contains(moment));
    }

    /**
     * Whether it is the XMPP server's own word, which answers for the gateway while there is no stream: also what its users' presence is
     * that a node has asked for just before.
     */
    boolean isServersAnswer(PresenceBook.Sight sight) {
        return sight.isError() && breaksStream(sight.at());
    }

    /** Whether a node that was cut off has read it between its own end of the stream and the server's: it says so itself, of each message. */
    private boolean crossedTheEnd(Message message) {
        Population population = people().population();
        int user = message.flow() / 2;
        return message.flow() == population.flowToLegacy(user)
                && world.leftUnanswered(population.fullJid(user), Crowd.messageId(message.sequence()));
    }

    /**
     * Whether the legacy network had written it to the connection of an account that has logged in again since, and not later than that:
     * what the network keeps, or what it has not taken, does not count.
     */
    private boolean toLostSession(long since, Message message) {
        OptionalLong again = loginAfter(since, message);
        return isHanded(message)
                && again.isPresent()
                && new Interval(since - IN_FLIGHT_NANOS, again.getAsLong()).contains(message.writtenAt());
    }

    private boolean isUnreadIn(Standstill standstill, Message message) {
        return isHanded(message)
                && standstill.holds(
                        message.writtenAt(), loginAfter(standstill.time().from(), message));
    }

    private boolean isHanded(Message message) {
        int user = message.flow() / 2;
        return message.flow() == people().population().flowFromLegacy(user) && message.handed();
    }

    private OptionalLong loginAfter(long since, Message message) {
        int user = message.flow() / 2;
        return people().logins().loginAfter(people().population().legacyName(user), since);
    }
}
