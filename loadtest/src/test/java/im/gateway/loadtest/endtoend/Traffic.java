package im.gateway.loadtest.endtoend;

import im.gateway.protocol.irc.IrcLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;

/** Messages between pairs at a steady low rate, both ways, each with a number, and what becomes of them. */
final class Traffic implements AutoCloseable {
    /** Slower than what an IRC network lets one user say, so that what has waited is worked off. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Longer than a failover, on two cores that all processes share. */
    private static final Duration FAILOVER = Duration.ofMinutes(2);

    /** For what is under way when nothing is sent any more. */
    private static final Duration LAST_ONES = Duration.ofSeconds(45);

    private static final String NO_SUCH_NICK = "401";

    private final List<Lane> lanes = new ArrayList<>();
    private final Queue<String> flaps = new ConcurrentLinkedQueue<>();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "traffic"));

    private record Lane(Pair pair, Tally toIrc, Tally toXmpp) {}

    /** Before the number in every message: what comes late of an earlier traffic is none of this one's. */
    private final String words;

    private Traffic(String words) {
        this.words = words;
    }

    /** What became of all messages, each way, and the presences that a user should not have seen. */
    record Outcome(Tally.Figures toIrc, Tally.Figures toXmpp, List<String> flaps) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "  to IRC: %s%n  to XMPP: %s%n  presence flaps: %s", toIrc, toXmpp, flaps);
        }
    }

    /**
     * Begins to send.
     *
     * @param words said in every message, and in no other traffic's
     */
    static Traffic between(List<Pair> pairs, String words) {
        Traffic traffic = new Traffic(words + " ");
        pairs.forEach(traffic::add);
        var unused = traffic.clock.scheduleAtFixedRate(traffic::sendAll, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return traffic;
    }

    private void add(Pair pair) {
        Lane lane = new Lane(pair, new Tally(), new Tally());
        lanes.add(lane);
        pair.user().onMessage(message -> onMessage(lane, message));
        pair.user().onPresence(this::onPresence);
        pair.friend().onLine(line -> onLine(lane, line));
    }

    private void sendAll() {
        for (Lane lane : lanes) {
            int toIrc = lane.toIrc().next();
            int toXmpp = lane.toXmpp().next();
            try {
                lane.pair().user().say(lane.pair().contact(), words + toIrc, words + toIrc);
                lane.pair().friend().say(lane.pair().stage().userOnIrc().name(), words + toXmpp);
            } catch (Exception e) {
                failures.add(e);
            }
        }
    }

    private void onMessage(Lane lane, Message message) {
        if (message.getType() == Message.Type.error) {
            if (message.getStanzaId() != null && message.getStanzaId().startsWith(words)) {
                lane.toIrc().refused();
            }
        } else if (message.getBody() != null && message.getBody().startsWith(words)) {
            lane.toXmpp().arrived(numberIn(message.getBody()));
        }
    }

    private void onLine(Lane lane, IrcLine line) {
        if (line.command().equals(NO_SUCH_NICK)) {
            lane.toXmpp().refused();
        } else if (line.command().equals("PRIVMSG") && line.lastParam().startsWith(words)) {
            lane.toIrc().arrived(numberIn(line.lastParam()));
        }
    }

    private void onPresence(Presence presence) {
        if (presence.getType() == Presence.Type.unavailable || presence.getType() == Presence.Type.subscribe) {
            flaps.add(presence.getType() + " from " + presence.getFrom() + " to " + presence.getTo());
        }
    }

    private int numberIn(String text) {
        return Integer.parseInt(text.substring(words.length()));
    }

    /** Waits until messages that are sent from now on arrive, both ways between all pairs. */
    void awaitServed() throws InterruptedException {
        for (Lane lane : lanes) {
            String who = lane.pair().stage().user().address();
            if (!lane.toIrc().awaitLater(FAILOVER) || !lane.toXmpp().awaitLater(FAILOVER)) {
                throw new AssertionError(who + " is not served within " + FAILOVER.toSeconds() + " s: "
                        + lane.toIrc().figures() + "; " + lane.toXmpp().figures());
            }
        }
    }

    /** Sends no more, waits for what is under way, and counts. */
    Outcome end() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(LAST_ONES.toSeconds(), TimeUnit.SECONDS) || !failures.isEmpty()) {
            throw new AssertionError("a client could not send: " + failures);
        }
        Tally.Figures toIrc = new Tally.Figures(0, 0, 0, 0, 0);
        Tally.Figures toXmpp = toIrc;
        boolean all = true;
        for (Lane lane : lanes) {
            // Once it was in vain there is nothing more to wait for.
            all = all && lane.toIrc().awaitAll(LAST_ONES) && lane.toXmpp().awaitAll(LAST_ONES);
            toIrc = toIrc.plus(lane.toIrc().figures());
            toXmpp = toXmpp.plus(lane.toXmpp().figures());
        }
        return new Outcome(toIrc, toXmpp, List.copyOf(flaps));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
