package im.gateway.loadtest.run;

import im.gateway.loadtest.quickstart.Narrator;
import java.util.Locale;

/** A run for people while it goes on: a line for each second; an asterisk is what is measured. */
final class Progress {
    private Progress() {}

    static void say(Narrator narrator, Result.Sample s) {
        narrator.say(String.format(
                Locale.ROOT,
                "  %5.0f s %s online %6d  sent %6d  settled %6d  p50 %7.1f  p99 %7.1f  max %7.1f ms"
                        + "  gateway %4.2f cores %4.0f MiB  harness %4.2f cores",
                s.second(),
                s.measured() ? "*" : " ",
                s.online(),
                s.sent(),
                s.settled(),
                s.p50(),
                s.p99(),
                s.max(),
                s.nodeCpu(),
                s.heapMebibytes(),
                s.harnessCpu()));
    }
}
