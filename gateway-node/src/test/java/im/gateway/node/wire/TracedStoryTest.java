package im.gateway.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.log.LogLines;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the log of two nodes says of stanzas of which one half enters through the node that their user is not on. */
class TracedStoryTest {
    private static final XmppSide SIDE = new PlayedSide();
    private static final StoryNodes NODES = new StoryNodes(2, SIDE);
    private static final String FIRST = "What light through yonder window breaks?";
    private static final String SECOND = "It is the east, and Juliet is the sun.";
    private static final List<String> STORY =
            """
            given: juliet-friend

            C: <message type='chat' from='romeo@montague.lit/orchard' to='juliet@aim.shakespeare.lit' id='m1'><body>%1$s</body></message>
            L> message juliet "%1$s" ${first}
            L< takes ${first}
            C: <message type='chat' from='romeo@montague.lit/orchard' to='juliet@aim.shakespeare.lit' id='m2'><body>%2$s</body></message>
            L> message juliet "%2$s" ${second}
            L< takes ${second}
            L< message juliet "Ay me!"
            S: <message type='${?}' from='juliet@aim.shakespeare.lit' to='romeo@montague.lit'><body>Ay me!</body>...</message>
            none
            """.formatted(FIRST, SECOND).lines().toList();

    @AfterAll
    static void end() {
        NODES.close();
    }

    private static void play(Story story) {
        try (Setting setting = new Clustered(story.cast(), new ScriptedNetwork(story.cast()), NODES, SIDE)) {
            StoryRunner.play(story, setting);
        }
    }

    private static Set<String> found(List<String> lines, String pattern) {
        Function<String, List<String>> in = line -> Pattern.compile(pattern)
                .matcher(line)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        return lines.stream().flatMap(line -> in.apply(line).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aStanzaHasOneIdOnTheNodeItEntersAndOnTheNodeOfItsUser() {
        Story story =
                StoryParser.parse("traced.wire", file -> file.equals("traced.wire") ? STORY : Stories.lines(file));
        try (LogLines lines = new LogLines()) {
            play(story);
            List<String> given = lines.with("event=message-given");
            Set<String> messages = found(given, " stanza=(\\S+)$");
            assertThat(given).hasSize(2);
            assertThat(messages).as("the ids of what was given to the session").hasSize(2);
            assertThat(found(given, "stanza=(\\S+)#"))
                    .as("the streams, one of each node")
                    .hasSize(2);
            assertThat(found(lines.with("session="), "session=(\\S+)"))
                    .as("the sessions of one actor, on one node")
                    .hasSize(1);
            for (String stanza : messages) {
                List<String> way = lines.with("stanza=" + stanza);
                assertThat(way)
                        .as("the way of %s", stanza)
                        .anySatisfy(line -> assertThat(line).contains("logger=Delivery", "event=handed-on"))
                        .anySatisfy(line -> assertThat(line).contains("logger=Inbox", "event=taken"))
                        .anySatisfy(line -> assertThat(line).contains("logger=Inbox", "event=settled"))
                        .anySatisfy(line -> assertThat(line).contains("logger=Delivery", "event=forgotten"));
            }
            String session = found(lines.with("event=message-answered"), "session=(\\S+)")
                    .iterator()
                    .next();
            assertThat(lines.with("event=given-to-stream stanzas=message:"))
                    .as("what the legacy user said")
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).endsWith(" session=" + session));
            assertThat(lines.all())
                    .noneMatch(line -> line.contains(FIRST) || line.contains(SECOND) || line.contains("Ay me!"));
        }
    }

    @Test
    void noLineHasAPassword() {
        Story register = Stories.all().stream()
                .filter(story -> story.file().equals("xep-0100/4.1.1-register.wire"))
                .findAny()
                .orElseThrow();
        try (LogLines lines = new LogLines()) {
            play(register);
            assertThat(lines.with("event=logged-in")).isNotEmpty();
            assertThat(lines.all()).noneMatch(line -> line.contains("ILoveJuliet"));
        }
    }
}
