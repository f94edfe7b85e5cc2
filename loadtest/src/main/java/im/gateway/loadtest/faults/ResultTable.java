package im.gateway.loadtest.faults;

import im.gateway.loadtest.faults.book.Counts;
import im.gateway.loadtest.faults.book.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results for people: a table in Markdown, and what a row says beside its numbers. */
public final class ResultTable {
    private static final List<String> HEADS = List.of(
            "case",
            "sent",
            "delivered",
            "error",
            "lost",
            "in a socket",
            "twice",
            "out of order",
            "flaps",
            "told again",
            "second logins",
            "affected",
            "first s",
            "last s",
            "promises");

    private ResultTable() {}

    /** The whole table. */
    public static List<String> of(List<CaseResult> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADS);
        results.forEach(result -> rows.add(cells(result)));
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("|");
            for (int n = 0; n < row.size(); n++) {
                int column = n;
                int width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                line.append(
                        String.format(Locale.ROOT, n == 0 ? " %-" + width + "s |" : " %" + width + "s |", row.get(n)));
            }
            lines.add(line.toString());
        }
        lines.add(
                1, lines.get(0).replaceAll("[^|]", "-").replaceAll("-\\|", ":|").replaceFirst(":\\|", "-|"));
        return lines;
    }

    private static List<String> cells(CaseResult result) {
        Counts m = result.messages();
        Recovery r = result.recovery();
        return List.of(
                result.name(),
                number(m.sent()),
                number(m.delivered()),
                number(m.refused()),
                number(m.lost()),
                number(m.inSockets()),
                number(m.duplicated()),
                number(m.reordered()),
                number(result.flapCount()),
                number(result.repeated()),
                number(result.secondLogins().size()),
                number(r.affected()),
                seconds(r, r.first()),
                seconds(r, r.last()),
                result.passed() ? "kept" : "BROKEN");
    }

    private static String number(int count) {
        return Integer.toString(count);
    }

    private static String seconds(Recovery recovery, double seconds) {
        return recovery.affected() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", seconds);
    }

    /** One result in words, what is remarkable in it on lines of its own. */
    static List<String> rowOf(CaseResult result) {
        Counts m = result.messages();
        Recovery r = result.recovery();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "sent %d in %.0f s, delivered %d, answered with an error %d, lost %d, in a socket that broke %d, twice %d, out of order %d",
                m.sent(),
                result.traffic(),
                m.delivered(),
                m.refused(),
                m.lost(),
                m.inSockets(),
                m.duplicated(),
                m.reordered()));
        lines.add(String.format(
                Locale.ROOT,
                "presence flaps %d (told again: %d), second logins %d (logins: %d), affected users %d, served again after %s to %s s",
                result.flapCount(),
                result.repeated(),
                result.secondLogins().size(),
                result.logins(),
                r.affected(),
                seconds(r, r.first()),
                seconds(r, r.last())));
        result.losses().forEach(loss -> lines.add("  no outcome: " + loss));
        result.flaps().forEach(flap -> lines.add("  flap: " + flap));
        result.kept().forEach(kept -> lines.add("  kept: " + kept));
        result.broken().forEach(broken -> lines.add("  BROKEN: " + broken));
        return lines;
    }
}
