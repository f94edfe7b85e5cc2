package im.gateway.loadtest.quickstart;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** Prints what is done, one line for each step with the time that it took. */
public final class Narrator {
    /** To the beginning of the line, and away with what is there (ECMA-48: CR, EL). */
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private final boolean terminal;
    private boolean status;

    /**
     * Prints to a writer.
     *
     * @param nanoTime as {@link System#nanoTime()}
     */
    public Narrator(PrintWriter out, LongSupplier nanoTime) {
        this(out, nanoTime, false);
    }

    /**
     * Prints to a writer.
     *
     * @param nanoTime as {@link System#nanoTime()}
     * @param terminal whether somebody looks on: then a status is one line that changes
     */
    public Narrator(PrintWriter out, LongSupplier nanoTime, boolean terminal) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.terminal = terminal;
    }

    /**
     * Takes a step and prints how it ended: {@code ok 1.2 s what}, or {@code failed} and why.
     *
     * @throws Exception what the step threw, after it was printed
     */
    public <T> T step(String what, Callable<T> step) throws Exception {
        long begin = nanoTime.getAsLong();
        try {
            T result = step.call();
            line("  ok     ", begin, what);
            return result;
        } catch (Exception e) {
            line("  failed ", begin, what);
            throw e;
        }
    }

    /** Whether somebody looks on at a terminal. */
    public boolean isTerminal() {
        return terminal;
    }

    /** How things are at the moment: at a terminal in the place of the last status, elsewhere as one more line. */
    public synchronized void status(String text) {
        if (terminal) {
            out.print(ERASE_LINE + text);
            status = true;
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** A line between the steps. */
    public synchronized void say(String text) {
        if (status) {
            out.print(ERASE_LINE);
            status = false;
        }
        out.println(text);
        out.flush();
    }

    private void line(String outcome, long begin, String what) {
        Duration taken = Duration.ofNanos(nanoTime.getAsLong() - begin);
        say(outcome + String.format(Locale.ROOT, "%6.2f s  ", taken.toMillis() / 1000.0) + what);
    }
}
