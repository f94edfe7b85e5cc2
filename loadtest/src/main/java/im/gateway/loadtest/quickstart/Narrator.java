package im.gateway.loadtest.quickstart;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** Prints what is done, one line for each step with the time that it took. */
public final class Narrator {
    private final PrintWriter out;
    private final LongSupplier nanoTime;

    /**
     * Prints to a writer.
     *
     * @param nanoTime as {@link System#nanoTime()}
     */
    public Narrator(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
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

    /** A line between the steps. */
    public void say(String text) {
        out.println(text);
        out.flush();
    }

    private void line(String outcome, long begin, String what) {
        Duration taken = Duration.ofNanos(nanoTime.getAsLong() - begin);
        say(outcome + String.format(Locale.ROOT, "%6.2f s  ", taken.toMillis() / 1000.0) + what);
    }
}
