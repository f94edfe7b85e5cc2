package im.gateway.loadtest.oscar;

import static im.gateway.loadtest.legacy.RecordedEvents.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.loadtest.legacy.RecordedEvents;
import im.gateway.loadtest.legacy.Sessions;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.AuthorizationAnswered;
import im.gateway.node.legacy.LegacyEvent.AuthorizationRequested;
import im.gateway.node.legacy.LegacyEvent.ContactChanged;
import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.node.legacy.LegacyEvent.ContactPresence;
import im.gateway.node.legacy.LegacyEvent.ContactProfile;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvent.LoggedIn;
import im.gateway.node.legacy.LegacyEvent.LoggedOut;
import im.gateway.node.legacy.LegacyEvent.LoginFailed;
import im.gateway.node.legacy.LegacyEvent.MessageOutcome;
import im.gateway.node.legacy.LegacyEvent.MessageReceived;
import im.gateway.node.legacy.LegacyEvent.SearchResult;
import im.gateway.node.legacy.LegacyEvent.TypingShown;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SearchField;
import im.gateway.node.legacy.Typing;
import im.gateway.node.oscar.AimNetworkFactory;
import im.gateway.node.oscar.IcqNetworkFactory;
import im.gateway.protocol.stanza.Presence.Show;
import io.netty.channel.nio.NioEventLoopGroup;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two users on a real OSCAR service, named by system properties: {@code -Dlive.oscar.host=HOST -Dlive.oscar.port=PORT} and, for each service,
 * {@code -Dlive.aim.users=NAME:PASSWORD,NAME:PASSWORD}, {@code -Dlive.icq.users=NUMBER:PASSWORD,NUMBER:PASSWORD}. What the service names as its inner host is reached
 * at the same one. Skipped where they are not set.
 */
class LiveOscarTest {
    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private final List<LegacySession> sessions = new ArrayList<>();

    @AfterEach
    void end() {
        sessions.forEach(LegacySession::close);
        loops.shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    /** One user with a session. */
    private record User(Credentials credentials, String name, LegacySession session, RecordedEvents events) {}

    private static List<Credentials> users(String service) {
        String property = "live." + service + ".users";
        String users = System.getProperty(property, "");
        assumeTrue(
                System.getProperty("live.oscar.host") != null && !users.isEmpty(),
                "live OSCAR test against " + service + ": live.oscar.host and " + property + " are not set");
        List<Credentials> credentials = new ArrayList<>();
        for (String user : users.split(",", -1)) {
            int colon = user.indexOf(':');
            credentials.add(new Credentials(user.substring(0, colon), user.substring(colon + 1)));
        }
        assertThat(credentials).as(property + " (expected: two users)").hasSize(2);
        return credentials;
    }

    private LegacyNetwork network(String service) {
        String host = System.getProperty("live.oscar.host");
        Config config = ConfigFactory.parseMap(Map.of(
                "host",
                host,
                "port",
                Integer.getInteger("live.oscar.port", 5190),
                "server-hosts",
                Map.of("\"*\"", host)));
        Services services = new Services(loops, Clock.systemUTC(), 1);
        return service.equals("aim")
                ? new AimNetworkFactory().create("live", config, services)
                : new IcqNetworkFactory().create("live", config, services);
    }

    private User login(LegacyNetwork network, Credentials credentials) {
        RecordedEvents events = new RecordedEvents();
        LegacySession session = network.open(Sessions.NAME, credentials, events);
        sessions.add(session);
        events.await(LoggedIn.class);
        events.await(ContactList.class);
        String name = Objects.requireNonNull(network.canonicalName(credentials.username()));
        return new User(credentials, name, session, events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aim", "icq"})
    void aWrongPasswordIsRefused(String service) {
        Credentials user = users(service).get(0);
        RecordedEvents events = new RecordedEvents();
        sessions.add(network(service)
                .open(Sessions.NAME, new Credentials(user.username(), "wrong-" + user.password()), events));
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.BAD_CREDENTIALS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aim", "icq"})
    void twoUsersMeetAndTalk(String service) {
        List<Credentials> users = users(service);
        LegacyNetwork network = network(service);
        User romeo = login(network, users.get(0));
        User juliet = login(network, users.get(1));
        meet(network, romeo, juliet);
        juliet.session().perform(new LegacyCommand.ShowPresence(Show.AWAY, "on the balcony"));
        romeo.events().await(ContactPresence.class, presence -> "on the balcony".equals(presence.status()));
        for (String text : List.of("plain", "a <b> & \"c\"", "h\u00e4user \u20ac \u041f \uD83D\uDE00")) {
            romeo.session().perform(new LegacyCommand.SendMessage(text.length(), juliet.name(), text));
            assertThat(romeo.events().await(MessageOutcome.class).error()).isNull();
            assertThat(juliet.events()
                            .await(
                                    MessageReceived.class,
                                    message -> message.contact().equals(romeo.name()))
                            .body())
                    .isEqualTo(text);
        }
        // Some servers tell only those of typing who are not away.
        juliet.session().perform(new LegacyCommand.ShowPresence(Show.ONLINE, null));
        romeo.events().await(ContactPresence.class, presence -> presence.show() == Show.ONLINE);
        romeo.session().perform(new LegacyCommand.ShowTyping(juliet.name(), Typing.COMPOSING));
        assertThat(juliet.events().await(TypingShown.class)).isEqualTo(new TypingShown(romeo.name(), Typing.COMPOSING));
        juliet.session().close();
        romeo.events().await(ContactPresence.class, presence -> presence.show() == null);
        romeo.session().perform(new LegacyCommand.SendMessage(77, juliet.name(), "for later"));
        assertThat(romeo.events()
                        .await(MessageOutcome.class, outcome -> outcome.number() == 77)
                        .error())
                .isNull();
        User again = login(network, users.get(1));
        MessageReceived stored = again.events()
                .await(MessageReceived.class, message -> message.contact().equals(romeo.name()));
        assertThat(stored.body()).isEqualTo("for later");
        assertThat(stored.storedAt()).isNotNull();
        romeo.session().perform(new LegacyCommand.RemoveContact(juliet.name()));
    }

    /** One has the other on the list, may see them, and does. */
    private static void meet(LegacyNetwork network, User one, User other) {
        one.session().perform(new LegacyCommand.AddContact(other.name()));
        if (network.profile().features().contains(Feature.AUTHORIZATION)) {
            authorize(one, other);
        }
        one.events().await(ContactPresence.class, seen -> seen.contact().equals(other.name()) && seen.show() != null);
    }

    /** Some accounts want to be asked, and some do not or have been asked by an earlier run: then the addition is as good as a grant. */
    private static void authorize(User romeo, User juliet) {
        until("the contact is authorized", () -> {
            if (juliet.events().has(event -> event instanceof AuthorizationRequested)) {
                juliet.events().await(AuthorizationRequested.class);
                juliet.session().perform(new LegacyCommand.AnswerAuthorization(romeo.name(), true));
            }
            return romeo.events().has(new AuthorizationAnswered(juliet.name(), true)::equals);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"aim", "icq"})
    void namesAndGroupsAreWrittenBackAndFoundAtTheNextLogin(String service) {
        List<Credentials> users = users(service);
        LegacyNetwork network = network(service);
        User romeo = login(network, users.get(0));
        User juliet = login(network, users.get(1));
        meet(network, romeo, juliet);
        String group = "Verona " + System.nanoTime();
        romeo.session().perform(new LegacyCommand.ChangeContact(1, juliet.name(), "Jule \u041f", List.of(group)));
        assertThat(romeo.events().await(ContactChanged.class))
                .isEqualTo(new ContactChanged(1, juliet.name(), null, null));
        juliet.session().perform(new LegacyCommand.ShowPresence(Show.AWAY, "still seen"));
        romeo.events().await(ContactPresence.class, presence -> "still seen".equals(presence.status()));
        romeo.session().close();
        RecordedEvents events = new RecordedEvents();
        LegacySession again = network.open(Sessions.NAME, users.get(0), events);
        sessions.add(again);
        ContactList list = events.await(ContactList.class);
        assertThat(list.contacts()).contains(new ContactList.Entry(juliet.name(), "Jule \u041f", List.of(group)));
        again.perform(new LegacyCommand.ChangeContact(2, juliet.name(), null, List.of("Buddies")));
        assertThat(events.await(ContactChanged.class).error()).isNull();
        again.perform(new LegacyCommand.RemoveContact(juliet.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aim", "icq"})
    void whoIsBlockedSeesNobodyUntilTheBlockIsTakenBack(String service) {
        List<Credentials> users = users(service);
        LegacyNetwork network = network(service);
        User romeo = login(network, users.get(0));
        User juliet = login(network, users.get(1));
        meet(network, juliet, romeo);
        romeo.session().perform(new LegacyCommand.Block(juliet.name()));
        juliet.events()
                .await(ContactPresence.class, seen -> seen.contact().equals(romeo.name()) && seen.show() == null);
        romeo.session().perform(new LegacyCommand.Unblock(juliet.name()));
        juliet.events()
                .await(ContactPresence.class, seen -> seen.contact().equals(romeo.name()) && seen.show() != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aim", "icq"})
    void profilesAreTold(String service) {
        List<Credentials> users = users(service);
        LegacyNetwork network = network(service);
        User romeo = login(network, users.get(0));
        User juliet = login(network, users.get(1));
        meet(network, romeo, juliet);
        romeo.session().perform(new LegacyCommand.RequestProfile(1, juliet.name()));
        ContactProfile profile = romeo.events().await(ContactProfile.class);
        assertThat(profile.error()).isNull();
        assertThat(profile.contact()).isEqualTo(juliet.name());
    }

    @Test
    void theDirectoryFindsANumber() {
        List<Credentials> users = users("icq");
        LegacyNetwork network = network("icq");
        User romeo = login(network, users.get(0));
        String wanted =
                Objects.requireNonNull(network.canonicalName(users.get(1).username()));
        romeo.session().perform(new LegacyCommand.Search(1, Map.of(SearchField.NAME, wanted)));
        SearchResult result = romeo.events().await(SearchResult.class);
        assertThat(result.error()).isNull();
        assertThat(result.items()).extracting(SearchResult.Found::contact).containsExactly(wanted);
    }

    @Test
    void aSecondLoginReplacesTheFirst() {
        List<Credentials> users = users("aim");
        LegacyNetwork network = network("aim");
        User first = login(network, users.get(0));
        login(network, users.get(0));
        assertThat(first.events().await(LoggedOut.class).failure()).isEqualTo(Failure.REPLACED);
    }
}
