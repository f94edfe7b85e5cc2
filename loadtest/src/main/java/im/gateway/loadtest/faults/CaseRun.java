package im.gateway.loadtest.faults;

import im.gateway.loadtest.faults.book.Message;
import im.gateway.loadtest.faults.world.FaultWorld;
import im.gateway.loadtest.faults.world.People;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.Waiting;
import im.gateway.servers.ServerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One case in a world that is whole: traffic, the fault, and what follows until every message has an outcome. */
final class CaseRun {
    private static final Duration BEFORE = Duration.ofSeconds(5);

    /** After the last thing that happened, and again once everybody is served. */
    private static final Duration AFTER = Duration.ofSeconds(5);

    /** People talk on until no message is older than this and has no outcome: then everybody is served ... */
    private static final long UNDER_WAY_NANOS = 2_000_000_000;

    /** ... or will not be. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofHours(2);

    /** An edge sends again after 5 to 20 s, more than once where it has to. */
    private static final Duration SETTLING = Duration.ofSeconds(60);

    private static final Duration VIEWS = Duration.ofSeconds(30);

    /** For a repeated message that is still under way. */
    private static final long LINGER_MILLIS = 1_000;

    private final FaultCase fault;
    private final FaultSuite.Options options;
    private final Path messages;
    private final Narrator narrator;

    /**
     * A case that has not begun.
     *
     * @param messages a file for what became of each message
     */
    CaseRun(FaultCase fault, FaultSuite.Options options, Path messages, Narrator narrator) {
        this.fault = fault;
        this.options = options;
        this.messages = messages;
        this.narrator = narrator;
    }

    CaseResult run(FaultWorld world) throws Exception {
        SplittableRandom random = new SplittableRandom(options.seed());
        Scene scene = new Scene(world, narrator, random.split());
        People people = world.people();
        Thread traffic = people.traffic(random.nextLong(), options.perSecond()).start(random.nextLong(), LONGEST);
        long ended;
        String cutShort;
        try {
            scene.pause(BEFORE);
            cutShort = happen(scene);
            scene.pause(AFTER);
            settle("everybody is served", RECOVERY, () -> isServed(scene));
            long elapsed = System.nanoTime() - scene.begun();
            scene.pause(longer(Duration.ofSeconds(options.seconds()).minusNanos(elapsed), AFTER));
        } finally {
            ended = System.nanoTime();
            traffic.interrupt();
            traffic.join();
        }
        settle(
                "every message has an outcome",
                SETTLING,
                () -> people.messages().since(scene.begun()).stream().allMatch(message -> isKnown(scene, message)));
        settle(
                "everybody sees the contact as it is",
                VIEWS,
                () -> people.wrongViews().isEmpty());
        TimeUnit.MILLISECONDS.sleep(LINGER_MILLIS);
        MessageFile.write(messages, scene);
        CaseResult result = new Judge(fault, scene, options.seed()).result((ended - scene.begun()) / 1e9);
        return cutShort == null ? result : result.alsoBroken("cut short: " + cutShort);
    }

    /** What came before a part that did not come back is judged all the same; null where nothing of the kind happened. */
    private @Nullable String happen(Scene scene) throws Exception {
        try {
            fault.fault().happen(scene);
            return null;
        } catch (ServerException | TimeoutException e) {
            narrator.say("    " + e.getMessage());
            return e.getMessage();
        }
    }

    /** Nothing is under way for long, and whoever was affected has had a message since: without one nobody could tell. */
    private static boolean isServed(Scene scene) {
        long now = System.nanoTime();
        List<Message> messages = scene.people().messages().since(scene.begun());
        return messages.stream()
                        .allMatch(message -> now - message.sentAt() < UNDER_WAY_NANOS || isKnown(scene, message))
                && Judge.recovery(scene, settled(messages)).unserved() == 0;
    }

    private static List<Message> settled(List<Message> messages) {
        return messages.stream().filter(Message::settled).toList();
    }

    /** Nobody waits for what was in a connection that broke. */
    private static boolean isKnown(Scene scene, Message message) {
        return message.settled() || scene.inSocket(message);
    }

    /** What does not come about within its time shows in the result. */
    private void settle(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
        try {
            Waiting.until(what, limit, condition, () -> "");
        } catch (TimeoutException late) {
            narrator.say("    not within " + limit.toSeconds() + " s: " + what);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
