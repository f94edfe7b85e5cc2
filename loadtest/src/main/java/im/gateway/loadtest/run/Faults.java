package im.gateway.loadtest.run;

import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.scenario.Fault;
import im.gateway.loadtest.xmpp.PlayedXmppServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Makes a scenario's faults happen at their times, in a thread of its own, one after the other. */
final class Faults implements AutoCloseable {
    private final List<Fault> faults;
    private final List<? extends Watched> nodes;
    private final Surroundings.Place place;
    private final Narrator narrator;
    private final Consumer<Fault> before;
    private final DoubleSupplier second;
    private final List<Result.Event> events = new CopyOnWriteArrayList<>();
    private @Nullable Thread thread;

    /**
     * Faults that wait for their time.
     *
     * @param before is told of each fault before it happens
     * @param second the time of the timeline
     */
    Faults(
            List<Fault> faults,
            List<? extends Watched> nodes,
            Surroundings.Place place,
            Narrator narrator,
            Consumer<Fault> before,
            DoubleSupplier second) {
        this.faults = faults.stream().sorted(Comparator.comparing(Fault::at)).toList();
        this.nodes = nodes;
        this.place = place;
        this.narrator = narrator;
        this.before = before;
        this.second = second;
    }

    /** Begins; times count from a moment in the time of {@link System#nanoTime()}. */
    void start(long from) {
        if (faults.isEmpty()) {
            return;
        }
        Thread running = new Thread(() -> run(from), "faults");
        running.setDaemon(true);
        running.start();
        thread = running;
    }

    private void run(long from) {
        for (Fault fault : faults) {
            long at = from + fault.at().toNanos();
            while (at - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            event(fault.toString());
            try {
                before.accept(fault);
                happen(fault);
                event(fault + " is done");
            } catch (RuntimeException e) {
                event(fault + " failed: " + e.getMessage());
            }
        }
    }

    private void event(String what) {
        Result.Event event = new Result.Event(second.getAsDouble(), what);
        events.add(event);
        narrator.say(String.format(Locale.ROOT, "  %5.0f s ! %s", event.second(), what));
    }

    private void happen(Fault fault) {
        switch (fault.what()) {
            case DROP_LEGACY -> {
                SimulatedOscarNetwork network = place.oscar();
                if (network == null) {
                    throw new IllegalStateException(
                            "the legacy network is a real server (expected: legacy.network = aim or icq)");
                }
                network.dropConnections();
            }
            case DROP_XMPP -> {
                PlayedXmppServer server = place.played();
                if (server == null) {
                    throw new IllegalStateException("the XMPP server is a real one (expected: xmpp.side = played)");
                }
                server.dropConnections();
            }
            case RESTART_ALL -> {
                nodes.forEach(node -> node.suffer(Fault.What.KILL));
                nodes.forEach(node -> node.suffer(Fault.What.START));
            }
            default -> nodes.get(fault.node() - 1).suffer(fault.what());
        }
    }

    /** What has happened so far. */
    List<Result.Event> events() {
        return new ArrayList<>(events);
    }

    /** Waits for a fault that is under way; those whose time has not come do not happen any more. */
    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(TimeUnit.MINUTES.toMillis(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
