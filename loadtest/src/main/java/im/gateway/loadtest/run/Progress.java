package im.gateway.loadtest.run;

import im.gateway.loadtest.quickstart.Narrator;
import java.util.Locale;

/**
 * A run for people while it goes on. At a terminal one line that fits in 80 columns and changes every second; elsewhere a line for each second. An
 * asterisk is what is measured.
 */
final class Progress {
    /** Later than this, the program itself is what the latencies show. */
    static final double LATE_MILLIS = 20;

    private final Narrator narrator;
    private String warned = "";

    Progress(Narrator narrator) {
        this.narrator = narrator;
    }

    void say(Result.Sample s) {
        if (s.harnessLate() > LATE_MILLIS && !warned.equals(s.phase())) {
            warned = s.phase();
            narrator.say(String.format(
                    Locale.ROOT,
                    "  %5.0f s ! this program is late itself, by %.0f ms: it is the limit here, not the gateway (said once"
                            + " for each stretch)",
                    s.second(),
                    s.harnessLate()));
        }
        narrator.status(narrator.isTerminal() ? brief(s) : line(s));
    }

    private static double sum(Iterable<Double> each) {
        double sum = 0;
        for (double one : each) {
            sum += one;
        }
        return sum;
    }

    private static String brief(Result.Sample s) {
        return String.format(
                Locale.ROOT,
                "%4.0fs%s %d on %d/s p50 %.1f p99 %.0f ms err %d gw %.1fc %.0fM lt %.1fc",
                s.second(),
                s.measured() ? "*" : " ",
                s.online(),
                s.settled(),
                s.p50(),
                s.p99(),
                s.errors(),
                sum(s.nodeCpu()),
                sum(s.heapMebibytes()),
                s.harnessCpu());
    }

    private static String line(Result.Sample s) {
        return String.format(
                Locale.ROOT,
                "  %5.0f s %s online %6d  sent %6d  settled %6d  errors %4d  p50 %7.1f  p99 %7.1f  max %7.1f ms"
                        + "  gateway %4.2f cores %4.0f MiB  harness %4.2f cores  %s",
                s.second(),
                s.measured() ? "*" : " ",
                s.online(),
                s.sent(),
                s.settled(),
                s.errors(),
                s.p50(),
                s.p99(),
                s.max(),
                sum(s.nodeCpu()),
                sum(s.heapMebibytes()),
                s.harnessCpu(),
                s.phase());
    }
}
