package im.gateway.node.wire;

import im.gateway.node.legacy.LegacyNetwork.Feature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The head of a story while it is read: what is there before it begins, and what is said about it; {@link StoryParser} has the format. */
final class StoryHead {
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private final Map<String, String> exceptions = new LinkedHashMap<>();
    private final List<String> secrets = new ArrayList<>();
    private final Set<Integer> scenarios = new TreeSet<>();
    private final Set<String> shows = new TreeSet<>();
    private final Set<Feature> features = EnumSet.noneOf(Feature.class);
    private String gateway = "aim.shakespeare.lit";
    private String discoType = "aim";
    private boolean loginsByHand;
    private @Nullable Set<String> admitted;
    private @Nullable String contactResource;
    private @Nullable String pending;

    /**
     * Takes a line.
     *
     * @throws StoryException when it cannot be understood
     */
    void add(Place place, String key, String value) {
        List<String> words = LegacyWords.split(value);
        switch (key) {
            case "scenario":
                words.forEach(w -> scenarios.add(Integer.valueOf(w)));
                break;
            case "shows":
                shows.addAll(words);
                break;
            case "gateway":
                gateway = words.get(0);
                discoType = words.get(1);
                break;
            case "network":
                features.clear();
                words.forEach(w ->
                        features.add(Feature.valueOf(w.toUpperCase(Locale.ROOT).replace('-', '_'))));
                break;
            case "account":
                accounts.put(words.get(0), words.get(1));
                break;
            case "logins":
                loginsByHand = value.equals("by-hand");
                break;
            case "never":
                secrets.add(value);
                break;
            case "admits":
                admitted = Set.copyOf(words);
                break;
            case "contact-resource":
                contactResource = words.get(0);
                break;
            case "except":
                except(place, words, value);
                break;
            case "pending":
                pending = value;
                break;
            default:
                throw new StoryException(place, "no such cast: " + key);
        }
    }

    private void except(Place place, List<String> words, String value) {
        if (words.size() < 2) {
            throw new StoryException(place, "except: " + value + " (expected: except: SETTING REASON)");
        }
        exceptions.put(words.get(0), value.substring(words.get(0).length()).strip());
    }

    /** The story with this head. */
    Story story(String file, SortedMap<Integer, Place> listings, List<Step> steps) {
        Story.Cast cast = new Story.Cast(
                gateway, discoType, features, accounts, secrets, loginsByHand, admitted, contactResource);
        return new Story(file, cast, exceptions, pending, listings, scenarios, shows, steps);
    }
}
