package im.gateway.node.wire;

import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Reads a story. First its cast, one line each:
 *
 * <pre>
 * given: NAME               the cast and the steps of given/NAME.wire come first
 * scenario: 11 12           the numbers of the scenarios that it tells
 * shows: ID...              the requirements that it shows, rows of the conformance table; the line may come again
 * gateway: DOMAIN TYPE      the gateway's address and the type of its identity; else aim.shakespeare.lit aim
 * network: FEATURE...       what the legacy service can do: authorization, contact-list, offline-messages, typing
 * account: NAME PASSWORD    an account on the legacy service
 * logins: by-hand           the story says how a login ends; else the legacy service answers by its accounts
 * admits: DOMAIN...         the domains whose users may register; else all
 * contact-resource: NAME    the resource that presence and messages of contacts come from; else none
 * never: TEXT               no stanza of the gateway may hold this text
 * except: SETTING REASON    it cannot be played in this setting (two-nodes, server, prosody, ejabberd) or on this network
 * pending: REASON           what the gateway still lacks for this story
 * </pre>
 *
 * Then its steps; XML goes on over further lines until the next step, a blank line or a comment:
 *
 * <pre>
 * C: STANZA                 the Jabber side sends a stanza to the gateway
 * S: STANZA                 the gateway's next stanza, see {@link StanzaPattern}
 * S? STANZA                 it may come, until the next "none"
 * Q: STANZA                 goes between the user's client and its server: quoted, not played
 * L&gt; WORDS                  what the legacy side sees next, see {@link LegacyWords}
 * L? 3 x WORDS             it may be seen, so many times at most, until the next "none"
 * L= WORDS                  what has come to hold there
 * L&lt; WORDS                  what the legacy side does
 * any order {               S: and L&gt; lines, in any order
 * }
 * none                      nothing more may have been sent to either side
 * crash                     the user's actor is lost and comes back
 * shutdown                  the last node of the gateway is stopped
 * service down              the legacy service goes away; "service up"
 * wait 30 s                 time passes
 * # listing 12              the next stanza is this listing of XEP-0100
 * </pre>
 */
final class StoryParser {
    private static final Pattern LISTING = Pattern.compile("#\\s*listing (\\d+)\\b.*");
    private static final Pattern CAST = Pattern.compile(
            "(given|scenario|shows|gateway|network|account|logins|admits|contact-resource|never|except|pending):\\s*(.*)");
    private static final Pattern STEP = Pattern.compile(
            "(C:|S:|S\\?|Q:|L>|L\\?|L=|L<|any order \\{|}|none|crash|shutdown|service|wait)(?:\\s+(.*)|)");

    private final Function<String, List<String>> files;
    private final StoryHead head = new StoryHead();
    private final SortedMap<Integer, Place> listings = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();

    private @Nullable Place blockAt;
    private final List<Step.Expectation> block = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();

    private StoryParser(Function<String, List<String>> files) {
        this.files = files;
    }

    /**
     * Reads a story.
     *
     * @param files the lines of a file, by its path below {@code wire/}
     * @throws StoryException when it cannot be understood
     */
    static Story parse(String file, Function<String, List<String>> files) {
        StoryParser parser = new StoryParser(files);
        parser.read(file);
        if (parser.steps.isEmpty()) {
            throw new StoryException(new Place(file, 1), "no steps");
        }
        return parser.head.story(file, parser.listings, parser.steps);
    }

    private void read(String file) {
        List<String> lines = files.apply(file);
        int at = 0;
        while (at < lines.size()) {
            Place place = new Place(file, at + 1);
            String line = lines.get(at++).strip();
            Matcher cast = CAST.matcher(line);
            Matcher step = STEP.matcher(line);
            if (line.startsWith("#")) {
                mark(line);
            } else if (cast.matches()) {
                head(place, cast.group(1), cast.group(2).strip());
            } else if (step.matches()) {
                StringBuilder text = new StringBuilder(step.group(2) == null ? "" : step.group(2));
                while (at < lines.size() && continues(lines.get(at).strip())) {
                    text.append('\n').append(lines.get(at++).strip());
                }
                step(place, step.group(1), text.toString().strip());
            } else if (!line.isEmpty()) {
                throw new StoryException(place, "neither cast nor step: " + line);
            }
        }
        if (blockAt != null) {
            throw new StoryException(blockAt, "the block has no end");
        }
    }

    private static boolean continues(String line) {
        return !line.isEmpty()
                && !line.startsWith("#")
                && !STEP.matcher(line).matches()
                && !CAST.matcher(line).matches();
    }

    private void mark(String comment) {
        Matcher listing = LISTING.matcher(comment);
        if (listing.matches()) {
            marks.add(Integer.valueOf(listing.group(1)));
        }
    }

    private void head(Place place, String key, String value) {
        if (key.equals("given")) {
            read("given/" + value + ".wire");
        } else {
            head.add(place, key, value);
        }
    }

    private void step(Place place, String key, String text) {
        if (key.equals("any order {")) {
            blockAt = place;
            block.clear();
            return;
        }
        Step step = key.equals("}") ? blockEnd(place) : ofKey(place, key, text);
        for (int listing : marks) {
            if (!(step instanceof Step.ClientSends
                    || step instanceof Step.GatewaySends
                    || step instanceof Step.Quoted)) {
                throw new StoryException(place, "listing " + listing + " is not followed by a stanza");
            }
            listings.put(listing, place);
        }
        marks.clear();
        if (blockAt == null) {
            steps.add(step);
        } else if (step instanceof Step.Expectation expectation) {
            block.add(expectation);
        } else {
            throw new StoryException(place, "only S: and L> stand in a block");
        }
    }

    private Step blockEnd(Place place) {
        if (blockAt == null) {
            throw new StoryException(place, "the end of no block");
        }
        Step step = new Step.AnyOrder(blockAt, List.copyOf(block));
        blockAt = null;
        return step;
    }

    private static Step ofKey(Place place, String key, String text) {
        switch (key) {
            case "C:":
                return new Step.ClientSends(place, xml(place, text));
            case "S:":
                return new Step.GatewaySends(place, xml(place, text));
            case "S?":
                return new Step.GatewayMaySend(place, xml(place, text));
            case "Q:":
                return new Step.Quoted(place, xml(place, text));
            case "L>":
                return new Step.LegacySees(place, words(place, text));
            case "L?":
                return maySee(place, words(place, text));
            case "L=":
                return new Step.LegacyHolds(place, words(place, text));
            case "L<":
                return new Step.LegacyDoes(place, words(place, text));
            case "none":
                return new Step.Nothing(place);
            case "crash":
                return new Step.Crash(place);
            case "shutdown":
                return new Step.Shutdown(place);
            case "service":
                return new Step.Service(place, oneOf(place, text, "up", "down").equals("up"));
            case "wait":
                return new Step.Wait(place, seconds(place, text));
            default:
                throw new AssertionError("a step that nobody reads: " + key);
        }
    }

    private static Element xml(Place place, String text) {
        try {
            return WireXml.read(text);
        } catch (SAXException e) {
            throw new StoryException(place, e.getMessage() + " in " + text);
        }
    }

    private static List<String> words(Place place, String text) {
        List<String> words = LegacyWords.split(text);
        if (words.isEmpty()) {
            throw new StoryException(place, "nothing said of the legacy side");
        }
        return words;
    }

    private static Step maySee(Place place, List<String> words) {
        if (words.size() < 3 || !words.get(0).matches("\\d+") || !words.get(1).equals("x")) {
            throw new StoryException(place, words + " (expected: L? 3 x login ...)");
        }
        return new Step.LegacyMaySee(place, Integer.parseInt(words.get(0)), words.subList(2, words.size()));
    }

    private static String oneOf(Place place, String text, String... allowed) {
        if (!List.of(allowed).contains(text)) {
            throw new StoryException(place, text + " (expected: one of " + List.of(allowed) + ")");
        }
        return text;
    }

    private static Duration seconds(Place place, String text) {
        if (!text.matches("\\d+ s")) {
            throw new StoryException(place, "wait " + text + " (expected: wait 30 s)");
        }
        return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 2)));
    }
}
