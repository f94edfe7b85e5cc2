package im.gateway.node.wire;

import im.gateway.node.legacy.LegacyNetwork.Feature;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One story: who sends what, what must come back, what the legacy side does and sees.
 *
 * @param file the file's path below {@code wire/}
 * @param exceptions why it cannot be played, by the name of a setting or of a network
 * @param pending what the gateway still lacks for the story, null for nothing: until then the story has to fail
 * @param listings the listings of XEP-0100 that it tells, each with the place where it is marked
 * @param scenarios the numbers of the scenarios that it tells
 * @param shows the ids of the requirements that it shows
 */
public record Story(
        String file,
        Cast cast,
        Map<String, String> exceptions,
        @Nullable String pending,
        SortedMap<Integer, Place> listings,
        Set<Integer> scenarios,
        Set<String> shows,
        List<Step> steps) {
    /** Why the story cannot be played in a setting that goes by these names; null where it can. */
    public @Nullable String exception(Set<String> names) {
        return exceptions.entrySet().stream()
                .filter(exception -> names.contains(exception.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /**
     * What is there before the story begins.
     *
     * @param features what the legacy service can do
     * @param accounts name and password of each account on the legacy service
     * @param secrets texts that no stanza of the gateway may hold
     * @param loginsByHand whether the story itself says how a login ends; otherwise the legacy service answers by its accounts
     * @param admitted domains whose users may register; null for all
     * @param contactResource what presence and messages of contacts come from, null for their bare addresses
     */
    public record Cast(
            String gateway,
            String discoType,
            Set<Feature> features,
            Map<String, String> accounts,
            List<String> secrets,
            boolean loginsByHand,
            @Nullable Set<String> admitted,
            @Nullable String contactResource) {}
}
