package im.gateway.loadtest.oscar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an ICQ user of the simulated network tells the directory; what is not told is empty.
 *
 * @param gender 1 for female, 2 for male, 0 for not told
 */
public record Details(
        String first,
        String last,
        String nick,
        String email,
        String city,
        int gender,
        @Nullable LocalDate birthday,
        String homepage,
        String company,
        String notes) {
    public static final Details NONE = new Details("", "", "", "", "", 0, null, "", "", "");

    /** Whether these texts are in the details; empty ones match everything. Case does not count. */
    boolean match(String wantedFirst, String wantedLast, String wantedNick) {
        return matches(wantedFirst, first) && matches(wantedLast, last) && matches(wantedNick, nick);
    }

    private static boolean matches(String wanted, String told) {
        return wanted.isEmpty() || wanted.equalsIgnoreCase(told);
    }
}
