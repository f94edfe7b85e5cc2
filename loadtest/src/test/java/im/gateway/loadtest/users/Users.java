package im.gateway.loadtest.users;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.edge.Outbox;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.oscar.AimNetworkFactory;
import im.gateway.node.route.Discovery;
import im.gateway.node.route.GatewayDomain;
import im.gateway.node.text.Texts;
import im.gateway.node.user.Appearance;
import im.gateway.node.user.KnownClients;
import im.gateway.node.user.LoginTurn;
import im.gateway.node.user.PlainVault;
import im.gateway.node.user.ToldLedger;
import im.gateway.node.user.UserActor;
import im.gateway.node.user.UserEnvironment;
import im.gateway.node.user.UserSettings;
import im.gateway.persistence.InMemoryRegistrationTable;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.journal.JournalEraser;
import im.gateway.persistence.journal.JournalReader;
import im.gateway.persistence.journal.JournalSettings;
import im.gateway.persistence.journal.RecoveringReader;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.StanzaReader;
import im.gateway.protocol.version.SoftwareVersion;
import im.gateway.protocol.xml.Element;
import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorRefWithCell;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import scala.jdk.javaapi.CollectionConverters;

/** User actors as in a node, with real sessions on AIM; the Jabber side only counts what it is told. */
final class Users implements AutoCloseable {
    private static final String GATEWAY = "aim.localhost";
    private static final String REGISTRATION = "register";
    private static final Config CONFIG =
            ConfigFactory.parseString("""
                    pekko {
                      actor.provider = local
                      loglevel = WARNING
                      # As many threads as they will ever be, from the beginning.
                      actor.default-dispatcher {
                        executor = thread-pool-executor
                        thread-pool-executor.fixed-pool-size = 2
                      }
                      persistence {
                        journal.plugin = forgetful-journal
                        snapshot-store.plugin = pekko.persistence.no-snapshot-store
                      }
                    }
                    forgetful-journal.class = "im.gateway.loadtest.users.ForgetfulJournal"
                    """).withFallback(ConfigFactory.load()).resolve();

    private final ActorTestKit kit = ActorTestKit.create(CONFIG);
    private final Map<Integer, ActorRef<UserActor.Command>> actors = new ConcurrentHashMap<>();
    private final AtomicLong loggedIn = new AtomicLong();
    private final AtomicLong granted = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();
    private final ActorRef<UserActor.Settled> edge;
    private final UserEnvironment environment;

    /**
     * @param storeIdle what writes a user's events ends when it has written none for so long; the journal forgets everything, so nothing can be
     *     written after that
     */
    Users(EventLoopGroup loops, int port, Duration storeIdle) {
        // So that no snapshot is taken.
        JournalSettings journal =
                new JournalSettings(Integer.MAX_VALUE, 2, storeIdle, Duration.ofSeconds(1), Duration.ofSeconds(15));
        LegacyNetwork network = new AimNetworkFactory()
                .create(
                        "many",
                        ConfigFactory.parseMap(Map.of("host", "127.0.0.1", "port", port)),
                        new Services(loops, Clock.systemUTC(), 1));
        Discovery discovery = new Discovery(
                new GatewayDomain(GATEWAY, "AIM", network, null, new SoftwareVersion("gateway", "test", null)));
        Appearance appearance = new Appearance(discovery.gatewayCaps(), discovery.contactCaps(), null);
        Texts texts = Texts.load();
        RegistrationTable table = new InMemoryRegistrationTable();
        JournalReader reader = new RecoveringReader(kit.system(), journal);
        edge = kit.spawn(Behaviors.receiveMessage(done -> {
            settled.incrementAndGet();
            return Behaviors.same();
        }));
        environment = new UserEnvironment(
                address -> network,
                id -> false,
                address -> appearance,
                texts,
                new PlainVault(),
                table,
                new CountingOutbox(),
                UserSettings.DEFAULT,
                new KnownClients(),
                (id, replies) -> UserJournal.create(id, replies, reader, JournalEraser.NOTHING, journal),
                Clock.systemUTC(),
                bound -> bound / 2,
                address -> LoginTurn.AT_ONCE,
                () -> CompletableFuture.completedFuture(null),
                ToldLedger.NONE,
                (id, command) -> {},
                () -> false);
    }

    /** How many gateways have said that they are logged in. */
    long loggedIn() {
        return loggedIn.get();
    }

    /** How many subscriptions to contacts have been granted. */
    long granted() {
        return granted.get();
    }

    /** How many stanzas have a certain outcome. */
    long settled() {
        return settled.get();
    }

    /** How many actors there are that write events: the grandchildren of user actors. */
    long stores() {
        return actors.values().stream()
                .flatMap(user -> children(Adapter.toClassic(user)))
                .flatMap(Users::children)
                .count();
    }

    private static Stream<org.apache.pekko.actor.ActorRef> children(org.apache.pekko.actor.ActorRef actor) {
        return CollectionConverters.asJavaCollection(
                ((ActorRefWithCell) actor).underlying().childrenRefs().children())
                .stream();
    }

    /** Registers a user who has not been there before, who then comes online. */
    void register(int number, String name, String password) {
        Jid user = jid(number).bare().withResource("orchard");
        Element query = Element.builder("jabber:iq:register", "query")
                .childText("username", name)
                .childText("password", password)
                .build();
        tell(number, Iq.request(Iq.Type.SET, user, Jid.of(GATEWAY), REGISTRATION + number, query));
    }

    private void comeOnline(int number) {
        tell(number, Presence.plain(Presence.Type.SUBSCRIBED, jid(number), Jid.of(GATEWAY)));
        Jid user = jid(number).bare().withResource("orchard");
        tell(number, Presence.available(user, Jid.of(GATEWAY), Presence.Show.ONLINE, null));
    }

    /** Adds a contact of a user's. */
    void subscribe(int number, String contact) {
        tell(number, Presence.plain(Presence.Type.SUBSCRIBE, jid(number), Jid.of(contact + "@" + GATEWAY)));
    }

    private static Jid jid(int number) {
        return Jid.of("user" + number + "@users.localhost");
    }

    private void tell(int number, Element xml) {
        StanzaReader.Reading.Valid read = (StanzaReader.Reading.Valid) StanzaReader.read(xml);
        actors.computeIfAbsent(number, this::start)
                .tell(new UserActor.FromXmpp("many", numbers.incrementAndGet(), read.stanza(), edge));
    }

    private ActorRef<UserActor.Command> start(int number) {
        RegistrationId id = new RegistrationId(GATEWAY, jid(number).bare());
        return kit.spawn(UserActor.create(id, environment, () -> {}));
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }

    private final class CountingOutbox implements Outbox {
        @Override
        public void send(String domain, BareJid user, List<Element> stanzas, Receipt receipt) {
            for (Element stanza : stanzas) {
                if (stanza.name().equals("iq") && stanza.attribute("id", "").startsWith(REGISTRATION)) {
                    registered(stanza);
                } else if (stanza.name().equals("presence")) {
                    count(stanza);
                }
            }
            receipt.done(true);
        }

        private void registered(Element iq) {
            if (!"result".equals(iq.attribute("type"))) {
                throw new IllegalStateException("a registration came to nothing: " + iq);
            }
            comeOnline(Integer.parseInt(iq.attribute("id", "").substring(REGISTRATION.length())));
        }

        private void count(Element presence) {
            boolean ofContact = presence.attribute("from", "").contains("@");
            if (!ofContact && presence.attribute("type") == null) {
                loggedIn.incrementAndGet();
            } else if (ofContact && "subscribed".equals(presence.attribute("type"))) {
                granted.incrementAndGet();
            }
        }

        @Override
        public void whenUp(String domain, Runnable task) {
            task.run();
        }
    }
}
