package im.gateway.node.irc;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.ContactPresence;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvent.MessageOutcome;
import im.gateway.node.legacy.LegacyEvent.MessageReceived;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.servers.NgircdServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real server that has nothing: no SASL, no MONITOR, no tags, no labels. */
@RequiresServer(ServerKind.NGIRCD)
@Timeout(120)
class NgircdIT {
    private static final String SETTINGS = """
            auth = none
            watch { poll = 200ms, nick-retry = 300ms }
            """;

    private static @Nullable NgircdServer server;

    private final IrcTestNetworks networks = new IrcTestNetworks();

    @BeforeAll
    static void start() {
        server = NgircdServer.start();
    }

    @AfterAll
    static void stop() {
        server().close();
    }

    @AfterEach
    void stopSessions() {
        networks.close();
    }

    @Test
    void presenceByPolling() {
        LegacyNetwork network = network(SETTINGS);
        try (TestUser romeo = TestUser.loggedIn(network, "romeo", "")) {
            romeo.perform(new LegacyCommand.Watch(List.of("juliet")));
            assertThat(romeo.next()).isEqualTo(new ContactPresence("juliet", null, null));
            TestUser juliet = TestUser.loggedIn(network, "juliet", "");
            assertThat(romeo.next()).isEqualTo(new ContactPresence("juliet", Presence.Show.ONLINE, null));
            juliet.perform(new LegacyCommand.ShowPresence(Presence.Show.AWAY, "gone fishing"));
            assertThat(romeo.next()).isEqualTo(new ContactPresence("juliet", Presence.Show.AWAY, "gone fishing"));
            juliet.perform(new LegacyCommand.ShowPresence(Presence.Show.ONLINE, null));
            assertThat(romeo.next()).isEqualTo(new ContactPresence("juliet", Presence.Show.ONLINE, null));
            juliet.close();
            assertThat(romeo.next()).isEqualTo(new ContactPresence("juliet", null, null));
        }
    }

    @Test
    void outcomesWithoutLabels() {
        LegacyNetwork network = network(SETTINGS);
        try (TestUser romeo = TestUser.loggedIn(network, "romeo", "");
                TestUser juliet = TestUser.loggedIn(network, "juliet", "")) {
            long first = romeo.say("juliet", "good night");
            long unknown = romeo.say("mercutio", "are you there?");
            long last = romeo.say("juliet", "/me waves");
            assertThat(juliet.next()).isEqualTo(new MessageReceived("romeo", "good night", null));
            assertThat(juliet.next()).isEqualTo(new MessageReceived("romeo", "/me waves", null));
            assertThat(List.of(romeo.next(), romeo.next(), romeo.next()))
                    .containsExactly(
                            new MessageOutcome(first, null, null),
                            new MessageOutcome(unknown, StanzaCondition.ITEM_NOT_FOUND, "No such nick or channel name"),
                            new MessageOutcome(last, null, null));
        }
    }

    @Test
    void aNickInUseIsTakenBackWhenItIsFree() {
        LegacyNetwork network = network(SETTINGS);
        TestUser ghost = TestUser.loggedIn(network, "romeo", "");
        try (TestUser juliet = TestUser.loggedIn(network, "juliet", "")) {
            try (TestUser romeo = new TestUser(network, "romeo", "")) {
                assertThat(romeo.next()).isEqualTo(new LegacyEvent.LoggedIn("romeo_"));
                juliet.perform(new LegacyCommand.Watch(List.of("romeo_")));
                assertThat(juliet.next()).isEqualTo(new ContactPresence("romeo_", Presence.Show.ONLINE, null));
                ghost.close();
                assertThat(juliet.next()).isEqualTo(new ContactPresence("romeo_", null, null));
                juliet.say("romeo", "there you are");
                assertThat(romeo.next()).isEqualTo(new MessageReceived("juliet", "there you are", null));
            }
        }
    }

    @Test
    void withSaslWantedThereIsNoLogin() {
        LegacyEvent.LoginFailed failed =
                (LegacyEvent.LoginFailed) new TestUser(network("auth = sasl"), "romeo", "secret").next();
        assertThat(failed.failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(failed.reason()).contains("offers no SASL");
    }

    private LegacyNetwork network(String settings) {
        return networks.network(server().plainPort(), settings);
    }

    private static NgircdServer server() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server;
    }
}
