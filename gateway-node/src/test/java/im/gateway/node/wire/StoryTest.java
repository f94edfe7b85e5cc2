package im.gateway.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/** The format of stories and their playing: above all, that a story which is not so fails, and says where. */
class StoryTest {
    private static final String PING = """
            C: <iq type='get' id='p1' from='romeo@montague.lit/orchard' to='aim.shakespeare.lit'>
                 <ping xmlns='urn:xmpp:ping'/>
               </iq>
            """;
    private static final String PONG =
            "<iq type='result' id='p1' from='aim.shakespeare.lit' to='romeo@montague.lit/orchard'/>";

    /** A gateway that answers each stanza with the same stanzas, and a legacy side that sees one word for each. */
    private static final class Parrot implements Setting {
        private final List<String> answers;
        private final Queue<Element> out = new ArrayDeque<>();
        private final Queue<List<String>> seen = new ArrayDeque<>();

        Parrot(String... answers) {
            this.answers = List.of(answers);
        }

        @Override
        public void send(Element stanza) {
            for (String answer : answers) {
                if (answer.startsWith("<")) {
                    out.add(xml(answer));
                } else {
                    seen.add(LegacyWords.split(answer));
                }
            }
        }

        @Override
        public @Nullable Element nextStanza() {
            return out.poll();
        }

        @Override
        public StoryNetwork network() {
            return new SilentNetwork(seen);
        }

        @Override
        public void settle() {}

        @Override
        public void crash() {}

        @Override
        public void shutdown() {}

        @Override
        public void pass(Duration time) {}

        @Override
        public void close() {}
    }

    /** Sees what the parrot says; everybody on it is online, and names are as they are. */
    private record SilentNetwork(Queue<List<String>> seen) implements StoryNetwork {
        @Override
        public LegacyNetwork network() {
            throw new AssertionError("a parrot has no gateway");
        }

        @Override
        public String nameOf(String name) {
            return name;
        }

        @Override
        public @Nullable List<String> nextSeen() {
            return seen.poll();
        }

        @Override
        public boolean holds(List<String> words) {
            return words.equals(List.of("shows", "online"));
        }

        @Override
        public String state() {
            return "shows online";
        }

        @Override
        public void does(List<String> words) {}

        @Override
        public void service(boolean up) {}

        @Override
        public void settle() {}

        @Override
        public void abandon() {}

        @Override
        public void close() {}
    }

    private static Element xml(String text) {
        try {
            return WireXml.read(text);
        } catch (SAXException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Story story(String text) {
        return StoryParser.parse("a.wire", file -> Arrays.asList(text.split("\n", -1)));
    }

    @Test
    void playsWhatIsSo() {
        StoryRunner.play(
                story(PING + "S: " + PONG + "\nL> add juliet\nnone\nL= shows online"), new Parrot(PONG, "add juliet"));
    }

    @Test
    void saysWhereItCannotBePlayed() {
        Story story = story("except: server the stream is closed\nexcept: icq no such thing\nnone");
        assertThat(story.exception(Set.of("server", "prosody"))).isEqualTo("the stream is closed");
        assertThat(story.exception(Set.of("two-nodes"))).isNull();
    }

    @Test
    void failsWithFileAndLineExpectedAndGot() {
        String other = PONG.replace("p1", "p2");
        assertThatExceptionOfType(StoryFailure.class)
                .isThrownBy(() -> StoryRunner.play(story(PING + "# a comment\nS: " + PONG), new Parrot(other)))
                .withMessageStartingWith("a.wire:5\n  expected: <iq ")
                .withMessageContaining("got:      <iq ")
                .withMessageContaining("since:    id of iq is p2 instead of p1");
    }

    /** What a story does not tell must not happen: here, at its end. */
    @ParameterizedTest
    @CsvSource({
        "a stanza, '<presence from=''aim.shakespeare.lit'' to=''romeo@montague.lit''/>', nothing more to the Jabber side",
        "a command, remove juliet, nothing more on the legacy side",
        "a foreign address, '<presence from=''montague.lit'' to=''romeo@montague.lit''/>', from aim.shakespeare.lit",
    })
    void failsForWhatIsNotTold(String what, String untold, String message) {
        assertThatExceptionOfType(StoryFailure.class)
                .as(what)
                .isThrownBy(() -> StoryRunner.play(story(PING + "S: " + PONG), new Parrot(PONG, untold)))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S: <iq type='result' id='p1' from='aim.shakespeare.lit' to='romeo@montague.lit/orchard'><a/></iq>",
                "L> add juliet",
                "L= shows away",
                "any order {\n  L> add juliet\n}",
                "S: " + PONG + "\nS: " + PONG,
                "never: p1\nS: " + PONG,
                "Q: <presence to='aim.shakespeare.lit'/>",
            })
    void failsForWhatIsNotSo(String step) {
        assertThatExceptionOfType(StoryFailure.class)
                .isThrownBy(() -> StoryRunner.play(story(PING + step), new Parrot(PONG)));
    }

    @Test
    void aBlockIsInAnyOrderButComplete() {
        String first = PONG.replace("p1", "p0");
        String block = "any order {\n  S: " + PONG + "\n  L> add juliet\n  S: " + first + "\n}";
        StoryRunner.play(story(PING + block), new Parrot(first, PONG, "add juliet"));
        assertThatExceptionOfType(StoryFailure.class)
                .isThrownBy(() -> StoryRunner.play(story(PING + block), new Parrot(PONG, PONG, "add juliet")));
    }

    @Test
    void whatMayComeMayComeOnce() {
        String may = PING + "S? " + PONG + "\nL? 1 x add juliet";
        StoryRunner.play(story(may), new Parrot());
        StoryRunner.play(story(may), new Parrot(PONG, "add juliet"));
        assertThatExceptionOfType(StoryFailure.class)
                .isThrownBy(() -> StoryRunner.play(story(may), new Parrot(PONG, PONG)));
        assertThatExceptionOfType(StoryFailure.class)
                .isThrownBy(() -> StoryRunner.play(story(may), new Parrot("add juliet", "add juliet")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a x='1' y='2'/> | <a y='2' x='1'/> | true",
                "<a x='1'/> | <a/> | false",
                "<a/> | <a x='1'/> | false",
                "<a x='${?}'/> | <a/> | true",
                "<a x='${*}'/> | <a x='1'/> | true",
                "<a x='${*}'/> | <a/> | false",
                "<a from='Juliet@AIM.lit'/> | <a from='juliet@aim.lit'/> | true",
                "<a from='r@m${/o}'/> | <a from='r@m/o'/> | true",
                "<a from='r@m${/o}'/> | <a from='r@m'/> | true",
                "<a from='r@m${/o}'/> | <a from='r@m/p'/> | false",
                "<a><b/><c/></a> | <a><c/><b/></a> | true",
                "<a><b/></a> | <a><b/><c/></a> | false",
                "<a><b/>...</a> | <a><b/><c/></a> | true",
                "<a><b/><b/></a> | <a><b/></a> | false",
                "<a>one  two</a> | <a> one two </a> | true",
                "<a>one</a> | <a>two</a> | false",
                "<a x='${v}' y='${v}'/> | <a x='1' y='1'/> | true",
                "<a x='${v}' y='${v}'/> | <a x='1' y='2'/> | false",
                "<presence/> | <presence id='7'/> | true",
                "<iq/> | <iq id='7'/> | false",
                "<a/> | <a xmlns='urn:b'/> | false",
            })
    void comparesXmlAsXml(String pattern, String stanza, boolean same) {
        String difference = new StanzaPattern(new Captures()).difference(xml(pattern), xml(stanza));
        assertThat(difference == null).as(difference).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "C: <presence",
                "C: <presence/><presence/>",
                "Z: <presence/>",
                "none\nany order {\n  S: <presence/>",
                "}",
                "any order {\n  none\n}",
                "wait 3",
                "service away",
                "L> ",
                "L? login",
                "except: server",
                "# listing 3\nnone",
            })
    void refusesWhatItCannotRead(String text) {
        assertThatExceptionOfType(StoryException.class)
                .isThrownBy(() -> story(text))
                .withMessageStartingWith("a.wire:");
    }
}
