package im.gateway.node.wire;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plays one story in one setting. */
public final class StoryRunner {
    private final Story story;
    private final Setting setting;
    private final StoryNetwork network;
    private final Captures captures = new Captures();
    private final StanzaPattern patterns = new StanzaPattern(captures);
    private final List<Step.GatewayMaySend> optional = new ArrayList<>();
    private final List<Step.LegacySees> optionalSeen = new ArrayList<>();
    private final UsersServer server;
    private final Queue<Element> arrived = new ArrayDeque<>();

    private StoryRunner(Story story, Setting setting) {
        this.story = story;
        this.setting = setting;
        this.network = setting.network();
        this.server = new UsersServer(story.cast().gateway());
    }

    /**
     * Plays the story to its end, after which nothing more may come.
     *
     * @throws StoryFailure at the first thing that goes otherwise
     */
    public static void play(Story story, Setting setting) {
        StoryRunner runner = new StoryRunner(story, setting);
        story.steps().forEach(runner::perform);
        int last = story.steps().get(story.steps().size() - 1).place().line();
        runner.nothing(new Place(story.file(), last));
    }

    private void perform(Step step) {
        if (step instanceof Step.ClientSends sends) {
            Element stanza = captures.fill(sends.stanza());
            server.sent(stanza);
            setting.send(stanza);
        } else if (step instanceof Step.GatewaySends expected) {
            gatewaySends(expected);
        } else if (step instanceof Step.GatewayMaySend may) {
            optional.add(may);
        } else if (step instanceof Step.LegacySees expected) {
            legacySees(expected);
        } else if (step instanceof Step.LegacyMaySee may) {
            optionalSeen.addAll(Collections.nCopies(may.times(), new Step.LegacySees(may.place(), may.words())));
        } else if (step instanceof Step.AnyOrder block) {
            anyOrder(block);
        } else if (step instanceof Step.LegacyHolds state) {
            holds(state);
        } else if (step instanceof Step.LegacyDoes does) {
            legacyDoes(does.words().stream().map(captures::fill).toList());
        } else if (step instanceof Step.Quoted quoted) {
            quoted(quoted);
        } else if (step instanceof Step.Nothing none) {
            nothing(none.place());
        } else {
            control(step);
        }
    }

    private void legacyDoes(List<String> words) {
        setting.settle();
        network.does(words);
    }

    private void control(Step step) {
        if (step instanceof Step.Crash) {
            setting.crash();
            pull();
        } else if (step instanceof Step.Shutdown) {
            setting.shutdown();
        } else if (step instanceof Step.Service service) {
            setting.settle();
            network.service(service.up());
        } else if (step instanceof Step.Wait wait) {
            pull();
            setting.pass(wait.time());
        } else {
            throw new AssertionError("a step that nobody plays: " + step.getClass());
        }
    }

    private void gatewaySends(Step.GatewaySends expected) {
        Element stanza =
                next(expected.place(), captures.fill(expected.pattern()).toString());
        String difference = patterns.difference(expected.pattern(), stanza);
        while (difference != null) {
            if (!takeOptional(stanza)) {
                throw differs(expected.place(), expected.pattern(), stanza, difference);
            }
            stanza = next(expected.place(), captures.fill(expected.pattern()).toString());
            difference = patterns.difference(expected.pattern(), stanza);
        }
    }

    private StoryFailure differs(Place place, Element pattern, Element stanza, String difference) {
        return new StoryFailure(place, captures.fill(pattern).toString(), stanza + "\n  since:    " + difference);
    }

    private Element next(Place place, String expected) {
        pull();
        Element stanza = arrived.poll();
        if (stanza == null) {
            throw new StoryFailure(place, expected, "nothing");
        }
        return checked(place, stanza);
    }

    /** Takes what has come, and answers for the user's server what is asked of it. */
    private void pull() {
        for (@Nullable Element stanza = setting.nextStanza(); stanza != null; stanza = setting.nextStanza()) {
            List<Element> answers = server.answers(stanza);
            if (answers == null) {
                arrived.add(stanza);
            } else {
                answers.forEach(setting::send);
            }
        }
    }

    private @Nullable List<String> nextSeen() {
        pull();
        List<String> seen = network.nextSeen();
        if (seen == null) {
            setting.settle();
            seen = network.nextSeen();
        }
        return seen;
    }

    /** What holds for each stanza of a gateway, whatever the story. */
    private Element checked(Place place, Element stanza) {
        Jid from = Jid.parse(stanza.attribute("from", ""));
        if (from == null || !from.domain().equals(story.cast().gateway())) {
            throw new StoryFailure(place, "a stanza from " + story.cast().gateway(), stanza.toString());
        }
        String xml = stanza.toString();
        for (String secret : story.cast().secrets()) {
            if (xml.contains(secret)) {
                throw new StoryFailure(place, "no stanza that holds \"" + secret + "\"", xml);
            }
        }
        return stanza;
    }

    private boolean takeOptional(Element stanza) {
        return takeFirst(optional, may -> patterns.difference(may.pattern(), stanza) == null);
    }

    private void legacySees(Step.LegacySees expected) {
        List<String> seen = nextSeen();
        while (seen != null && !sees(expected, seen) && takeOptionalSeen(seen)) {
            seen = nextSeen();
        }
        if (seen == null || !sees(expected, seen)) {
            throw new StoryFailure(
                    expected.place(),
                    "legacy side sees " + expected.words(),
                    seen == null ? "nothing" : seen.toString());
        }
    }

    private boolean takeOptionalSeen(List<String> seen) {
        return takeFirst(optionalSeen, may -> sees(may, seen));
    }

    private boolean sees(Step.LegacySees expected, List<String> seen) {
        List<String> words = LegacyWords.canonical(expected.words(), network::nameOf);
        // The number of a message may be left out.
        boolean numbered = seen.get(0).equals("message") && words.size() + 1 == seen.size();
        if (words.size() != seen.size() && !numbered) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            if (!captures.match(words.get(i), seen.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void anyOrder(Step.AnyOrder block) {
        List<Step.Expectation> open = new ArrayList<>(block.expectations());
        while (open.stream().anyMatch(Step.LegacySees.class::isInstance)) {
            List<String> seen = nextSeen();
            if (seen == null || !takeFirst(open, e -> e instanceof Step.LegacySees l && sees(l, seen))) {
                throw new StoryFailure(block.place(), "in any order " + open, "legacy side sees " + seen);
            }
        }
        while (!open.isEmpty()) {
            Element stanza = next(block.place(), "in any order\n    " + lines(open));
            boolean taken = takeFirst(
                    open, e -> e instanceof Step.GatewaySends s && patterns.difference(s.pattern(), stanza) == null);
            if (!taken && !takeOptional(stanza)) {
                throw new StoryFailure(block.place(), "in any order\n    " + lines(open), stanza.toString());
            }
        }
    }

    private String lines(List<Step.Expectation> open) {
        List<String> lines = new ArrayList<>();
        for (Step.Expectation expectation : open) {
            lines.add(
                    expectation instanceof Step.GatewaySends sends
                            ? captures.fill(sends.pattern()).toString()
                            : expectation.toString());
        }
        return String.join("\n    ", lines);
    }

    private static <T> boolean takeFirst(List<T> open, Predicate<T> matches) {
        for (Iterator<T> each = open.iterator(); each.hasNext(); ) {
            if (matches.test(each.next())) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    private void holds(Step.LegacyHolds state) {
        setting.settle();
        if (!network.holds(LegacyWords.canonical(state.words(), network::nameOf))) {
            throw new StoryFailure(state.place(), "on the legacy side " + state.words(), network.state());
        }
    }

    /** Neither end may be the gateway: otherwise the story quotes what it ought to play. */
    private void quoted(Step.Quoted quoted) {
        for (String end : List.of("from", "to")) {
            String text = quoted.stanza().attribute(end);
            Jid address = text == null ? null : Jid.parse(text);
            if (address != null && address.domain().equals(story.cast().gateway())) {
                throw new StoryFailure(quoted.place(), "a stanza that the gateway has no part in", end + " " + text);
            }
        }
    }

    private void nothing(Place place) {
        List<String> seen = nextSeen();
        while (seen != null && takeOptionalSeen(seen)) {
            seen = nextSeen();
        }
        if (seen != null) {
            throw new StoryFailure(place, "nothing more on the legacy side", seen.toString());
        }
        for (@Nullable Element stanza = arrived.poll(); stanza != null; stanza = arrived.poll()) {
            if (!takeOptional(checked(place, stanza))) {
                throw new StoryFailure(place, "nothing more to the Jabber side", stanza.toString());
            }
        }
        optional.clear();
        optionalSeen.clear();
    }
}
