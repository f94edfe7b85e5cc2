package im.gateway.node.irc;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.log.LogLines;
import im.gateway.node.log.Trace;
import im.gateway.node.log.Traced;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the log says of a session, in the event loop that it shares with others. */
@Timeout(60)
class SessionLogTest {
    private final IrcTestNetworks networks = new IrcTestNetworks();

    private record Stanza(String traceId) implements Traced {
        @Override
        public String traceKey() {
            return "stanza";
        }
    }

    @AfterEach
    void stop() {
        networks.close();
    }

    @Test
    void itsLinesHaveItsNameAndTheStanzaThatTheyComeFrom() throws Exception {
        try (FakeIrcServer server = new FakeIrcServer(null, FakeIrcServer.FRIENDLY);
                LogLines lines = new LogLines();
                TestUser romeo = TestUser.loggedIn(networks.network(server.port(), ""), "romeo", "secret")) {
            Traced before = Trace.begin(new Stanza("edge#7"));
            long number;
            try {
                number = romeo.say("juliet", "Wherefore art thou?");
            } finally {
                Trace.end(before);
            }
            assertThat(romeo.next()).isEqualTo(new LegacyEvent.MessageOutcome(number, null, null));
            assertThat(lines.with("event=perform command=SendMessage"))
                    .singleElement()
                    .asString()
                    .endsWith("logger=SessionLoop session=legacy.localhost|romeo@localhost/1@0 event=perform"
                            + " command=SendMessage stanza=edge#7");
            assertThat(lines.all()).noneMatch(line -> line.contains("Wherefore") || line.contains("secret"));
        }
    }

    @Test
    void whatTheServerDoesWrongIsSaidOfTheSession() throws Exception {
        try (FakeIrcServer server = new FakeIrcServer(null, FakeIrcServer.FRIENDLY);
                LogLines lines = new LogLines();
                TestUser romeo = TestUser.loggedIn(networks.network(server.port(), ""), "romeo", "secret")) {
            server.sayToAll(":juliet!j@h PRIVMSG romeo :" + "a".repeat(9000));
            server.sayToAll(":juliet!j@h PRIVMSG romeo :good night");
            assertThat(romeo.next()).isEqualTo(new LegacyEvent.MessageReceived("juliet", "good night", null));
            assertThat(lines.with("level=WARN"))
                    .singleElement()
                    .asString()
                    .contains("session=legacy.localhost|romeo@localhost/1@0 event=line-dropped bytes=");
        }
    }
}
