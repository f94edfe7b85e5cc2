package im.gateway.loadtest.faults;

import im.gateway.loadtest.faults.book.Counts;
import im.gateway.loadtest.faults.book.Recovery;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one case, in the shape of its JSON.
 *
 * @param traffic seconds
 * @param messages what became of all of them
 * @param recovery whom it reached, and for how long; without meaning where there were several faults
 * @param flaps presences that should not have come, at most the first of them in words
 * @param flapCount how many there were
 * @param repeated presences that said what was said before
 * @param secondLogins accounts that had two sessions at once
 * @param logins on the legacy network during the case
 * @param losses the lost messages, at most the first of them in words
 * @param kept promises that were put to the test beside the counts
 * @param broken promises, in words; empty where the case passed
 */
public record CaseResult(
        String name,
        String description,
        String setting,
        long seed,
        double traffic,
        Counts messages,
        Recovery recovery,
        List<String> flaps,
        int flapCount,
        int repeated,
        List<String> secondLogins,
        int logins,
        List<String> losses,
        List<String> kept,
        List<String> broken) {
    /** The same, and this is broken as well. */
    CaseResult alsoBroken(String words) {
        List<String> more = new ArrayList<>(broken);
        more.add(words);
        return new CaseResult(
                name,
                description,
                setting,
                seed,
                traffic,
                messages,
                recovery,
                flaps,
                flapCount,
                repeated,
                secondLogins,
                logins,
                losses,
                kept,
                more);
    }

    /** Whether every promise was kept. */
    public boolean passed() {
        return broken.isEmpty();
    }
}
