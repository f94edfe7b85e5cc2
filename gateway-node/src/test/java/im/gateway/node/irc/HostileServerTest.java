package im.gateway.node.irc;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.Typing;
import im.gateway.protocol.irc.IrcDecoder;
import im.gateway.protocol.irc.IrcEncoder;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.stanza.Presence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that says anything at any time, and a core that asks anything: the session never throws, never sends a line that is too long,
 * settles no message twice, and says nothing after its end.
 */
class HostileServerTest {
    private static final List<String> COMMANDS = List.of(
            "001",
            "005",
            "301",
            "302",
            "303",
            "318",
            "376",
            "401",
            "404",
            "412",
            "417",
            "421",
            "422",
            "433",
            "730",
            "731",
            "734",
            "900",
            "903",
            "904",
            "AUTHENTICATE",
            "AWAY",
            "BATCH",
            "CAP",
            "FAIL",
            "NICK",
            "NOTICE",
            "PING",
            "PONG",
            "PRIVMSG",
            "TAGMSG");
    private static final List<String> WORDS = List.of(
            "romeo",
            "juliet",
            "JULIET",
            "two words",
            "nobody,juliet,,",
            ":x",
            "",
            "*",
            "+",
            "-1",
            "+1",
            "settle-1",
            "settle-3",
            "juliet=-j@h",
            "juliet*=+j@h =",
            "CASEMAPPING=rfc1459",
            "MONITOR=2",
            "MONITOR",
            "NICKLEN=5",
            "NICKLEN=0",
            "LINELEN=1",
            "AWAYLEN=0",
            "LS",
            "ACK",
            "NAK",
            "sasl labeled-response batch message-tags away-notify",
            "NickServ",
            "MONITOR",
            "USERHOST",
            "\u0001VERSION\u0001",
            "\u0001PING " + "x".repeat(300),
            "\u0001",
            "\u00034,",
            "PRIVMSG",
            "\uD83D\uDC4B");
    private static final List<String> SOURCES =
            List.of("", ":irc.test ", ":juliet!j@h ", ":romeo!r@h ", ":NickServ!s@s ", ":!@ ", ":: ", ":a b");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261121})
    void theSessionBearsIt(long seed) {
        System.out.println("HostileServerTest seed=" + seed);
        Random random = new Random(seed);
        int loggedIn = 0;
        for (int round = 0; round < 200; round++) {
            loggedIn += new Play(random).run() ? 1 : 0;
        }
        assertThat(loggedIn).as("rounds that got beyond the login").isGreaterThan(25);
    }

    private static final class Play {
        private final Random random;
        private final IrcDecoder decoder = new IrcDecoder(8191, 4096);
        private final IrcSessionCore core;
        private final List<LegacyEvent> events = new ArrayList<>();
        private final Set<Long> settled = new HashSet<>();
        private long nanos = 1;
        private long messages;
        private boolean over;

        Play(Random random) {
            this.random = random;
            String auth = random.nextBoolean() ? "auth = none" : "auth = sasl";
            this.core = new IrcSessionCore(Transcript.settings(auth), new Credentials("romeo", "secret"), now());
        }

        boolean run() {
            core.connected(now());
            drain();
            if (random.nextBoolean()) {
                feed(":irc.test 001 romeo :Welcome");
                feed(":irc.test 422 romeo :-");
            }
            for (int i = 0; i < 80; i++) {
                int what = random.nextInt(10);
                if (what < 7) {
                    feed(line());
                } else if (what < 9) {
                    core.command(command(), now());
                } else {
                    nanos += random.nextInt(10) * 1_000_000_000L;
                    core.tick(now());
                }
                drain();
            }
            return events.stream().anyMatch(LegacyEvent.LoggedIn.class::isInstance);
        }

        private void feed(String line) {
            byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
            decoder.feed(ByteBuffer.wrap(bytes), decoded -> {
                if (decoded instanceof IrcDecoder.Decoded.Line read) {
                    core.line(read.line(), now());
                }
            });
        }

        private void drain() {
            Step step = core.drain(now());
            for (IrcLine line : step.lines()) {
                assertThat(IrcEncoder.encode(line)).isNotEmpty();
                assertThat(IrcEncoder.length(line)).isLessThanOrEqualTo(512);
            }
            assertThat(over && !step.events().isEmpty())
                    .as("events after the end: %s", step.events())
                    .isFalse();
            for (LegacyEvent event : step.events()) {
                events.add(event);
                if (event instanceof LegacyEvent.MessageOutcome outcome) {
                    assertThat(settled.add(outcome.number()))
                            .as("settled once: %s", outcome)
                            .isTrue();
                }
            }
            over = core.isOver();
        }

        private Now now() {
            return new Now(nanos, Transcript.START.plusNanos(nanos).toEpochMilli());
        }

        private String line() {
            StringBuilder line = new StringBuilder(random.nextInt(3) == 0 ? tags() : "")
                    .append(pick(SOURCES))
                    .append(pick(COMMANDS));
            if (random.nextInt(4) > 0) {
                line.append(" romeo");
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                line.append(' ').append(pick(WORDS));
            }
            return line.append(" :").append(pick(WORDS)).toString();
        }

        private String tags() {
            return "@label=" + (1 + random.nextInt(4)) + ";batch=" + random.nextInt(3)
                    + (random.nextBoolean() ? ";+typing=active" : ";time=2026-01-01T00:00:00Z") + " ";
        }

        private LegacyCommand command() {
            String name = pick(WORDS);
            return switch (random.nextInt(7)) {
                case 0 -> new LegacyCommand.Watch(List.of(name, pick(WORDS), "juliet", "nobody"));
                case 1 -> new LegacyCommand.AddContact(name);
                case 2 -> new LegacyCommand.RemoveContact(name);
                case 3 -> new LegacyCommand.ShowTyping(name, pick(List.of(Typing.values())));
                case 4 -> new LegacyCommand.ShowPresence(pick(List.of(Presence.Show.values())), name + "\r\nQUIT");
                default ->
                    new LegacyCommand.SendMessage(
                            ++messages, name, pick(WORDS) + "\r\nQUIT\0 " + "y".repeat(random.nextInt(900)));
            };
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
