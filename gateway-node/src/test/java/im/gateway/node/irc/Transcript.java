package im.gateway.node.irc;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.gateway.node.legacy.ContactDetails;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.SearchField;
import im.gateway.node.legacy.Typing;
import im.gateway.protocol.irc.IrcDecoder;
import im.gateway.protocol.irc.IrcEncoder;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.stanza.Presence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Plays a wire transcript against a session's core. {@code S:} the server says, {@code C:} the session must say next, {@code E:} it must
 * tell the core next, {@code X:} the core asks, {@code T:} so much time passes. At the end nothing may be left that was not expected.
 */
final class Transcript {
    /** When every transcript begins. */
    static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    /** Without a flood limit, unless a transcript is about it. */
    static final String UNLIMITED = "flood { lines-per-second = 0 }";

    private final Deque<String> lines = new ArrayDeque<>();
    private final Deque<String> events = new ArrayDeque<>();
    private final IrcSessionCore core;
    private final IrcDecoder decoder = new IrcDecoder(8191, 4096);
    private long nanos = 1_000_000_000L;
    private long wakeAt = Now.NEVER;

    private Transcript(IrcSettings settings, String password) {
        core = new IrcSessionCore(settings, new Credentials("romeo", password), now());
    }

    static Transcript begin(String settings) {
        Transcript transcript = new Transcript(settings(settings), "secret");
        transcript.core.connected(transcript.now());
        transcript.drain();
        return transcript;
    }

    static IrcSettings settings(String text) {
        return IrcSettings.from(ConfigFactory.parseString("host = irc.example.org\n" + text));
    }

    /** A session that has logged in by SASL on a server with everything. */
    static Transcript rich(String settings) {
        return begin(UNLIMITED + "\n" + settings).play(LoginTest.RICH_LOGIN);
    }

    /** A session that has logged in on a server with nothing. */
    static Transcript poor(String settings) {
        return begin(UNLIMITED + "\nauth = none\n" + settings).play(LoginTest.POOR_LOGIN);
    }

    Transcript play(String script) {
        int number = 0;
        for (String line : script.split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                step(line.strip(), "line " + number + " of the transcript: " + line);
            }
        }
        assertThat(lines).as("lines that nobody expected").isEmpty();
        assertThat(events).as("events that nobody expected").isEmpty();
        return this;
    }

    boolean isOver() {
        return core.isOver();
    }

    private void step(String line, String where) {
        String text = line.length() > 3 ? line.substring(3) : "";
        switch (line.substring(0, 2)) {
            case "S:" ->
                decoder.feed(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), decoded -> {
                    core.line(((IrcDecoder.Decoded.Line) decoded).line(), now());
                });
            case "C:" -> assertThat(lines.poll()).as(where).isEqualTo(text);
            case "E:" -> assertThat(events.poll()).as(where).isEqualTo(text);
            case "X:" -> core.command(command(text.split(" ", -1)), now());
            case "T:" -> pass(Duration.parse("PT" + text));
            default -> throw new AssertionError(where);
        }
        if (line.charAt(0) == 'S' || line.charAt(0) == 'X') {
            drain();
        }
    }

    /** Lets time pass as the socket does: asks the session whenever it wants to be asked. */
    private void pass(Duration duration) {
        long until = nanos + duration.toNanos();
        for (int ticks = 0; wakeAt <= until; ticks++) {
            assertThat(ticks).as("ticks: a session must not spin").isLessThan(1000);
            nanos = Math.max(nanos, wakeAt);
            core.tick(now());
            drain();
        }
        nanos = until;
    }

    private void drain() {
        Step step = core.drain(now());
        wakeAt = step.wakeAt();
        for (IrcLine line : step.lines()) {
            lines.add(new String(IrcEncoder.encode(line), StandardCharsets.UTF_8)
                    .stripTrailing()
                    .replace('\u0001', '^'));
        }
        step.events().forEach(event -> events.add(render(event)));
    }

    private Now now() {
        return new Now(nanos, START.plusNanos(nanos).toEpochMilli());
    }

    private static LegacyCommand command(String[] words) {
        String rest = String.join(" ", Arrays.asList(words).subList(Math.min(2, words.length), words.length))
                .replace("\\n", "\n");
        return switch (words[0]) {
            case "watch" -> new LegacyCommand.Watch(List.of(words).subList(1, words.length));
            case "add" -> new LegacyCommand.AddContact(words[1].replace("\\s", " "));
            case "remove" -> new LegacyCommand.RemoveContact(words[1]);
            case "show" ->
                new LegacyCommand.ShowPresence(Presence.Show.valueOf(words[1]), rest.isEmpty() ? null : rest);
            case "typing" -> new LegacyCommand.ShowTyping(words[1], Typing.valueOf(words[2]));
            case "answer" -> new LegacyCommand.AnswerAuthorization(words[1], true);
            case "say" -> say(words, rest);
            case "search" ->
                new LegacyCommand.Search(
                        Long.parseLong(words[1]), Map.of(SearchField.NICK, words[2].replace("\\s", " ")));
            case "profile" -> new LegacyCommand.RequestProfile(Long.parseLong(words[1]), words[2]);
            default -> throw new AssertionError(words[0]);
        };
    }

    private static LegacyCommand say(String[] words, String rest) {
        String body = rest.substring(words[2].length()).replaceFirst("^ ", "");
        return new LegacyCommand.SendMessage(Long.parseLong(words[1]), words[2].replace("\\s", " "), body);
    }

    private static String render(LegacyEvent event) {
        if (event instanceof LegacyEvent.LoggedIn in) {
            return "logged in as " + in.ownName();
        } else if (event instanceof LegacyEvent.LoginFailed failed) {
            return "login failed " + failed.failure() + ": " + failed.reason();
        } else if (event instanceof LegacyEvent.LoggedOut out) {
            return "logged out " + out.failure() + ": " + out.reason();
        } else if (event instanceof LegacyEvent.ContactPresence presence) {
            String status = presence.status() == null ? "" : ": " + presence.status();
            return presence.contact() + " is " + (presence.show() == null ? "gone" : presence.show()) + status;
        } else if (event instanceof LegacyEvent.MessageReceived message) {
            String stored = message.storedAt() == null ? "" : " at " + message.storedAt();
            return message.contact() + " says" + stored + ": " + message.body();
        } else if (event instanceof LegacyEvent.MessageSentElsewhere message) {
            return "elsewhere to " + message.contact() + ": " + message.body();
        } else if (event instanceof LegacyEvent.MessageOutcome outcome) {
            String error = outcome.error() == null ? "ok" : outcome.error() + ": " + outcome.reason();
            return "outcome " + outcome.number() + " " + error;
        } else if (event instanceof LegacyEvent.TypingShown typing) {
            return typing.contact() + " is " + typing.state();
        } else if (event instanceof LegacyEvent.ServiceNotice notice) {
            return "notice: " + notice.text();
        } else if (event instanceof LegacyEvent.SearchResult result) {
            return "search " + result.number() + ": " + (result.error() == null ? result.items() : result.error());
        } else if (event instanceof LegacyEvent.ContactProfile profile) {
            ContactDetails told = profile.profile();
            return "profile " + profile.number() + " of " + profile.contact() + ": "
                    + (told == null
                            ? profile.error()
                            : told.fullName() + " | " + told.nick() + " | "
                                    + String.valueOf(told.about()).replace("\n", "\\n"));
        }
        return event.toString();
    }
}
