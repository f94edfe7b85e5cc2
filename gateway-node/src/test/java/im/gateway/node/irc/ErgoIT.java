package im.gateway.node.irc;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.ContactPresence;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvent.MessageOutcome;
import im.gateway.node.legacy.LegacyEvent.MessageReceived;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.Typing;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.servers.ErgoServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real server that has everything. */
@RequiresServer(ServerKind.ERGOCHAT)
@Timeout(120)
class ErgoIT {
    private static final String NO_LIMIT = "flood { lines-per-second = 0 }\n";
    private static @Nullable ErgoServer server;

    private final IrcTestNetworks networks = new IrcTestNetworks();

    @BeforeAll
    static void start() {
        server = ErgoServer.builder().start();
        for (String account : List.of("romeo", "juliet", "nurse")) {
            server.register(account, "secret");
        }
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
    void theLoginIsRightOrWrongForSure() {
        LegacyNetwork network = network(NO_LIMIT);
        try (TestUser romeo = TestUser.loggedIn(network, "romeo", "secret")) {
            assertThat(romeo.pending()).isEmpty();
        }
        LegacyEvent.LoginFailed wrong = (LegacyEvent.LoginFailed) new TestUser(network, "romeo", "guess").next();
        assertThat(wrong.failure()).isEqualTo(Failure.BAD_CREDENTIALS);
        LegacyEvent.LoginFailed nobody = (LegacyEvent.LoginFailed) new TestUser(network, "paris", "secret").next();
        assertThat(nobody.failure()).isEqualTo(Failure.BAD_CREDENTIALS);
    }

    @Test
    void presenceByMonitorAndAwayNotify() {
        LegacyNetwork network = network(NO_LIMIT);
        try (TestUser romeo = TestUser.loggedIn(network, "romeo", "secret")) {
            romeo.perform(new LegacyCommand.Watch(List.of("juliet", "nobody")));
            assertThat(List.of(romeo.next(), romeo.next()))
                    .containsExactlyInAnyOrder(
                            new ContactPresence("juliet", null, null), new ContactPresence("nobody", null, null));
            TestUser juliet = TestUser.loggedIn(network, "juliet", "secret");
            assertThat(romeo.next()).isEqualTo(new ContactPresence("juliet", Presence.Show.ONLINE, null));
            juliet.perform(new LegacyCommand.ShowPresence(Presence.Show.DND, "gone fishing"));
            assertThat(romeo.next()).isEqualTo(new ContactPresence("juliet", Presence.Show.AWAY, "gone fishing"));
            // Who logs in now learns it at once, and whole.
            try (TestUser nurse = TestUser.loggedIn(network, "nurse", "secret")) {
                nurse.perform(new LegacyCommand.Watch(List.of("juliet")));
                assertThat(nurse.next()).isEqualTo(new ContactPresence("juliet", Presence.Show.AWAY, "gone fishing"));
            }
            juliet.perform(new LegacyCommand.ShowPresence(Presence.Show.ONLINE, null));
            assertThat(romeo.next()).isEqualTo(new ContactPresence("juliet", Presence.Show.ONLINE, null));
            juliet.close();
            assertThat(romeo.next()).isEqualTo(new ContactPresence("juliet", null, null));
        }
    }

    @Test
    void whoeverIsOverTheMonitorLimitIsPolled() {
        LegacyNetwork network = network(NO_LIMIT + "watch { poll = 200ms }");
        try (TestUser romeo = TestUser.loggedIn(network, "romeo", "secret")) {
            List<String> many =
                    IntStream.range(0, 100).mapToObj(i -> "contact" + i).collect(Collectors.toList());
            many.add("juliet");
            romeo.perform(new LegacyCommand.Watch(many));
            romeo.await(ContactPresence.class, presence -> presence.contact().equals("juliet"));
            try (TestUser juliet = TestUser.loggedIn(network, "juliet", "secret")) {
                assertThat(romeo.await(
                                ContactPresence.class,
                                presence -> presence.contact().equals("juliet")))
                        .isEqualTo(new ContactPresence("juliet", Presence.Show.ONLINE, null));
                juliet.perform(new LegacyCommand.ShowPresence(Presence.Show.AWAY, "lunch"));
                assertThat(romeo.await(
                                ContactPresence.class,
                                presence -> presence.contact().equals("juliet")))
                        .isEqualTo(new ContactPresence("juliet", Presence.Show.AWAY, "lunch"));
            }
        }
    }

    @Test
    void messagesTypingAndErrors() {
        LegacyNetwork network = network(NO_LIMIT);
        try (TestUser romeo = TestUser.loggedIn(network, "romeo", "secret");
                TestUser juliet = TestUser.loggedIn(network, "juliet", "secret")) {
            romeo.perform(new LegacyCommand.ShowTyping("juliet", Typing.COMPOSING));
            assertThat(juliet.next()).isEqualTo(new LegacyEvent.TypingShown("romeo", Typing.COMPOSING));
            long first = romeo.say("juliet", "good night, good night\n/me waves \uD83D\uDC4B");
            assertThat(romeo.next()).isEqualTo(new MessageOutcome(first, null, null));
            assertThat(juliet.next()).isEqualTo(new MessageReceived("romeo", "good night, good night", null));
            assertThat(juliet.next()).isEqualTo(new MessageReceived("romeo", "/me waves \uD83D\uDC4B", null));
            long second = romeo.say("juliet", "/me bows");
            assertThat(juliet.next()).isEqualTo(new MessageReceived("romeo", "/me bows", null));
            assertThat(romeo.next()).isEqualTo(new MessageOutcome(second, null, null));
            long unknown = romeo.say("mercutio", "are you there?");
            assertThat(romeo.next())
                    .isEqualTo(new MessageOutcome(unknown, StanzaCondition.ITEM_NOT_FOUND, "No such nick"));
            juliet.perform(new LegacyCommand.ShowPresence(Presence.Show.AWAY, "asleep"));
            long away = romeo.say("juliet", "asleep?");
            assertThat(romeo.next()).isEqualTo(new MessageOutcome(away, null, null));
            assertThat(juliet.next()).isEqualTo(new MessageReceived("romeo", "asleep?", null));
        }
    }

    @Test
    void whatIsSaidWithAnotherClientIsHeard() {
        LegacyNetwork network = network(NO_LIMIT);
        try (TestUser romeo = TestUser.loggedIn(network, "romeo", "secret");
                TestUser elsewhere = TestUser.loggedIn(network, "romeo", "secret");
                TestUser juliet = TestUser.loggedIn(network, "juliet", "secret")) {
            elsewhere.say("juliet", "by yonder blessed moon");
            assertThat(juliet.await(MessageReceived.class).body()).isEqualTo("by yonder blessed moon");
            assertThat(romeo.await(LegacyEvent.MessageSentElsewhere.class))
                    .isEqualTo(new LegacyEvent.MessageSentElsewhere("juliet", "by yonder blessed moon", null));
        }
    }

    @Test
    void aContactWhoIsOfflineIsUnavailable() {
        try (TestUser romeo = TestUser.loggedIn(network(NO_LIMIT), "romeo", "secret")) {
            romeo.perform(new LegacyCommand.AddContact("nurse"));
            assertThat(romeo.next()).isEqualTo(new ContactPresence("nurse", null, null));
            long number = romeo.say("nurse", "hello");
            assertThat(romeo.next())
                    .isEqualTo(new MessageOutcome(number, StanzaCondition.SERVICE_UNAVAILABLE, "No such nick"));
        }
    }

    @Test
    void aLongMessageArrivesWhole() {
        LegacyNetwork network = network(NO_LIMIT);
        try (TestUser romeo = TestUser.loggedIn(network, "romeo", "secret");
                TestUser juliet = TestUser.loggedIn(network, "juliet", "secret")) {
            String body =
                    "\u4f60\u597d \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 ".repeat(60) + "x".repeat(1500);
            long number = romeo.say("juliet", body);
            assertThat(romeo.next()).isEqualTo(new MessageOutcome(number, null, null));
            StringBuilder got = new StringBuilder();
            while (withoutSpaces(got.toString()).length() < withoutSpaces(body).length()) {
                got.append(((MessageReceived) juliet.next()).body());
            }
            assertThat(withoutSpaces(got.toString())).isEqualTo(withoutSpaces(body));
        }
    }

    @Test
    @Tag("xep0100-9-1")
    void overTlsWithTheServersOwnCertificate() {
        String tls = "port = " + server().tlsPort() + "\ntls = on\ntrust = \"" + server().certificate()
                + "\"\ntls-name = irc.localhost\n";
        TestUser.loggedIn(network(tls), "romeo", "secret").close();
        String untrusted = "port = " + server().tlsPort() + "\ntls = on\n";
        LegacyEvent.LoginFailed failed =
                (LegacyEvent.LoginFailed) new TestUser(network(untrusted), "romeo", "secret").next();
        assertThat(failed.failure()).isEqualTo(Failure.UNREACHABLE);
    }

    /** With the server's own limit on, and ours as it is shipped: nobody is thrown out, and nothing is lost. */
    @Test
    void theShippedFloodLimitSuitsTheServer() {
        try (ErgoServer strict = ErgoServer.builder().floodLimit(true).start()) {
            strict.register("romeo", "secret");
            strict.register("juliet", "secret");
            LegacyNetwork network = networks.network(strict.plainPort(), "");
            try (TestUser romeo = TestUser.loggedIn(network, "romeo", "secret");
                    TestUser juliet = TestUser.loggedIn(network, "juliet", "secret")) {
                List<String> said = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    said.add("message " + i);
                    romeo.say("juliet", "message " + i);
                }
                for (String text : said) {
                    assertThat(juliet.next()).isEqualTo(new MessageReceived("romeo", text, null));
                }
                for (long number = 1; number <= said.size(); number++) {
                    assertThat(romeo.next()).isEqualTo(new MessageOutcome(number, null, null));
                }
            }
        }
    }

    /** No thread for each user: 2,000 logins run on the two threads that the network was lent. */
    @Test
    @Tag("rfc2779-2.2.5")
    void twoThousandLoginsAddNoThread() {
        LegacyNetwork network = network(NO_LIMIT + "auth = none\n");
        try (TestUser first = TestUser.loggedIn(network, "guest", "");
                TestUser second = TestUser.loggedIn(network, "guest_b", "")) {
            assertThat(List.of(first, second)).hasSize(2);
            List<String> before = threads();
            List<TestUser> users = new ArrayList<>();
            // In waves, for a listener's queue of pending connections is shorter than this.
            for (int wave = 0; wave < 20; wave++) {
                int from = users.size();
                for (int i = 0; i < 100; i++) {
                    users.add(new TestUser(network, "guest" + wave + "x" + i, ""));
                }
                for (TestUser user : users.subList(from, users.size())) {
                    assertThat(user.next()).isInstanceOf(LegacyEvent.LoggedIn.class);
                }
            }
            assertThat(users).hasSize(2000);
            long number = users.get(0).say("guest19x99", "hello");
            assertThat(users.get(0).next()).isEqualTo(new MessageOutcome(number, null, null));
            assertThat(threads()).isEqualTo(before);
            users.forEach(TestUser::close);
        }
    }

    /** The names of the threads that run sessions. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(IrcTestNetworks.THREADS))
                .sorted()
                .toList();
    }

    private static String withoutSpaces(String text) {
        return text.replace(" ", "");
    }

    private LegacyNetwork network(String settings) {
        return networks.network(server().plainPort(), settings);
    }

    private static ErgoServer server() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server;
    }
}
