package im.gateway.loadtest.faults.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** What users have seen of the gateway and of their one contact each, who both are there all the time. Thread-safe. */
public final class PresenceBook {
    /** A contact that is there, and has nothing to say about it. */
    public static final String AVAILABLE = "available";

    private final LongSupplier nanoTime;
    private final String[] views;
    private final String[] said;
    private final List<Sight> sights = new ArrayList<>();

    /**
     * A presence that should not have come.
     *
     * @param at as {@link System#nanoTime()}
     * @param type {@code unavailable}, {@code subscribe}, {@code error}, or {@code repeated} for one that says what was said before
     * @param from the gateway's or the contact's address
     */
    public record Sight(long at, int user, String type, String from) {
        /** Whether it says nothing new: that is superfluous, and no flap. */
        public boolean repeated() {
            return type.equals(REPEATED);
        }

        /** Whether it answers a presence of the user's. */
        public boolean isError() {
            return type.equals("error");
        }
    }

    private static final String REPEATED = "repeated";

    /** A book of so many users who have seen nothing yet. */
    public PresenceBook(int users, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.views = new String[users];
        Arrays.fill(views, "");
        this.said = views.clone();
    }

    /**
     * A user has got a presence.
     *
     * @param contact whether it is the contact's; else it is the gateway's
     * @param type empty for an available one
     * @param show what an available one says, {@code away}; empty for nothing
     * @param status the text that comes with it; one that comes after the show, as AIM's does, says something new
     */
    public synchronized void heard(int user, String from, boolean contact, String type, String show, String status) {
        switch (type) {
            case "" -> {
                String now = (show.isEmpty() ? AVAILABLE : show) + " " + status;
                if (contact && said[user].equals(now)) {
                    sights.add(new Sight(nanoTime.getAsLong(), user, REPEATED, from));
                } else if (contact) {
                    views[user] = show.isEmpty() ? AVAILABLE : show;
                    said[user] = now;
                }
            }
            case "unavailable", "subscribe", "unsubscribe", "unsubscribed", "error" -> {
                sights.add(new Sight(nanoTime.getAsLong(), user, type, from));
                if (contact && type.equals("unavailable")) {
                    views[user] = type;
                    said[user] = type;
                }
            }
            default -> {
                // Probes and approvals are invisible to people.
            }
        }
    }

    /** What should not have come, from a moment on. */
    public synchronized List<Sight> since(long moment) {
        return sights.stream().filter(sight -> sight.at() - moment >= 0).toList();
    }

    /** The users who see their contact otherwise than the network does. */
    public synchronized List<Integer> wrong(IntFunction<String> truth) {
        return IntStream.range(0, views.length)
                .filter(user -> !views[user].equals(truth.apply(user)))
                .boxed()
                .toList();
    }
}
