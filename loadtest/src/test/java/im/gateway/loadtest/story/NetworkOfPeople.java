package im.gateway.loadtest.story;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.MessageOutcome;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.wire.LegacyWords;
import im.gateway.node.wire.Story;
import im.gateway.node.wire.StoryNetwork;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A story's legacy side that is a service with people on it: the gateway's sessions are its own, over sockets. What the story wants to see was asked at the port,
 * and is seen when the service has it, or the person for whom it is.
 */
final class NetworkOfPeople implements StoryNetwork {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final People people;
    private final ObservedNetwork network;
    private boolean up = true;

    NetworkOfPeople(People people, Story.Cast cast) {
        this.people = people;
        this.network = new ObservedNetwork(people, cast);
    }

    @Override
    public LegacyNetwork network() {
        return network;
    }

    @Override
    public @Nullable List<String> nextSeen() {
        ObservedNetwork.Asked asked = network.next();
        if (asked == null || !hasHappened(asked)) {
            return null;
        }
        network.done();
        return asked.words();
    }

    private boolean hasHappened(ObservedNetwork.Asked asked) {
        List<String> words = asked.words();
        return switch (words.get(0)) {
            case "login" -> asked.session().state() != ObservedNetwork.State.OPENING;
            case "logout" -> !people.isOnline() || network.state() != ObservedNetwork.State.OVER;
            case "add" -> people.watches(words.get(1));
            case "remove" -> !people.watches(words.get(1));
            case "block" -> !people.maySeeUser(words.get(1));
            case "unblock" -> people.maySeeUser(words.get(1));
            case "change" -> network.change(Long.parseLong(words.get(words.size() - 1))) != null;
            case "message" -> messageArrived(words);
            default -> people.received(words);
        };
    }

    /** At the person for whom it is; at the service where that person is not there, or where the service refuses it. */
    private boolean messageArrived(List<String> words) {
        MessageOutcome outcome = network.outcome(Long.parseLong(words.get(3)));
        boolean refused = outcome != null && outcome.error() != null;
        boolean kept = outcome != null && !people.isThere(words.get(1));
        return refused || kept || people.received(words.subList(0, 3));
    }

    @Override
    public boolean holds(List<String> words) {
        List<String> names = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "shows" -> people.shows(words);
            case "watches" -> names.stream().allMatch(people::watches);
            case "ignores" -> names.stream().noneMatch(people::watches);
            default -> throw new IllegalArgumentException("no such state: " + words);
        };
    }

    @Override
    public String state() {
        return people.shown();
    }

    @Override
    public void does(List<String> words) {
        switch (words.get(0)) {
            case "takes" -> checkOutcome(words, null);
            case "refuses" -> checkOutcome(words, StanzaCondition.ofWire(words.get(2)));
            case "changed" -> checkChange(words);
            case "presence", "message", "automatic", "typing", "asks", "grants", "denies", "adds" -> {
                List<String> canonical = new ArrayList<>(words);
                canonical.set(1, nameOf(words.get(1)));
                people.does(canonical);
            }
            default -> people.does(words);
        }
        settle();
    }

    /** The service answers messages by itself: what the story has it say is what it has to have said. */
    private void checkOutcome(List<String> words, @Nullable StanzaCondition expected) {
        MessageOutcome outcome = network.outcome(Long.parseLong(words.get(1)));
        if (outcome == null || outcome.error() != expected) {
            throw new IllegalStateException("of message " + words.get(1) + " the service said " + outcome
                    + " (expected: " + (expected == null ? "that it has it" : expected) + ")");
        }
    }

    /** So does it with its list, which has to be as the story has it. */
    private void checkChange(List<String> words) {
        LegacyEvent.ContactChanged changed = network.change(Long.parseLong(words.get(1)));
        List<String> list = new ArrayList<>(List.of("contacts"));
        list.addAll(words.subList(2, words.size()));
        LegacyEvent.ContactList expected = (LegacyEvent.ContactList) LegacyWords.event(list, this::nameOf);
        List<LegacyEvent.ContactList.Entry> listed = people.list();
        if (changed == null
                || changed.error() != null
                || !new HashSet<>(listed).equals(new HashSet<>(expected.contacts()))) {
            throw new IllegalStateException(
                    "the service said " + changed + ", and has " + listed + " (expected: " + expected + ")");
        }
    }

    @Override
    public void service(boolean nowUp) {
        up = nowUp;
        people.service(up);
        settle();
    }

    @Override
    public void settle() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!isSettled()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "the network did not become quiet: the session is " + network.state() + ", " + people.shown());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isSettled() {
        ObservedNetwork.State before = network.state();
        if (!up) {
            // The session hears that its connection has ended on a thread of its own, which may take a while.
            return before == ObservedNetwork.State.OVER;
        }
        return before != ObservedNetwork.State.OPENING
                && people.isQuiet(before == ObservedNetwork.State.LOGGED_IN)
                && network.state() == before;
    }

    @Override
    public void abandon() {
        network.forget();
        people.cut();
        people.allLeave();
        settle();
    }

    @Override
    public void close() {
        people.close();
    }
}
