package im.gateway.node.wire;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.edge.Outbox;
import im.gateway.node.route.Discovery;
import im.gateway.node.route.GatewayDomain;
import im.gateway.node.route.Route;
import im.gateway.node.route.Router;
import im.gateway.node.text.Texts;
import im.gateway.node.user.Abilities;
import im.gateway.node.user.UserActor;
import im.gateway.node.user.UserSettings;
import im.gateway.persistence.CredentialVault;
import im.gateway.persistence.InMemoryRegistrationTable;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.Secret;
import im.gateway.persistence.journal.JournalEraser;
import im.gateway.persistence.journal.JournalSettings;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaReader;
import im.gateway.protocol.version.SoftwareVersion;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.XmlWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * The gate, the routing table and the user actors in one process: no sockets, no cluster, a journal in memory, a time that passes only
 * when a story says so.
 */
public final class InProcess implements Setting {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** For ids that differ, and for pauses. */
    private static final long SEED = 7;

    /** How often what an actor told itself may lead it to tell itself something again. */
    private static final int ROUNDS = 4;

    private static final Config CONFIG = ManualTime.config()
            .withFallback(ConfigFactory.parseString("pekko { actor.provider = local, loglevel = WARNING }"))
            .withFallback(ConfigFactory.parseResources("persistence-in-memory.conf"))
            .withFallback(ConfigFactory.load())
            .resolve();

    private final ActorTestKit kit = ActorTestKit.create(CONFIG);
    private final WatchedJournals journals = new WatchedJournals(kit);
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<UserActor.Settled> settled = kit.createTestProbe(UserActor.Settled.class);
    private final Queue<Element> out = new ConcurrentLinkedQueue<>();
    private final Set<RegistrationId> known = new LinkedHashSet<>();
    private final Map<RegistrationId, ActorRef<UserActor.Command>> users = new HashMap<>();
    private final ConcurrentSkipListMap<Long, Unsettled> window = new ConcurrentSkipListMap<>();
    private final ActorRef<UserActor.Settled> edge;
    private final StoryNetwork network;
    private final Router router;
    private final UserActor.Environment environment;
    private final String gateway;
    private final Random random = new Random(SEED);
    private volatile Instant now = Instant.EPOCH;
    private long lastNumber;

    private record Unsettled(RegistrationId user, Stanza stanza) {}

    /** Plays with a network's people; closes them as well. */
    public InProcess(Story.Cast cast, StoryNetwork network) {
        this.network = network;
        gateway = cast.gateway();
        GatewayDomain domain = new GatewayDomain(
                gateway, "AIM Gateway", network.network(), null, new SoftwareVersion("XMPP gateway", "test", null));
        Texts texts = Texts.load();
        Discovery discovery = new Discovery(domain);
        router = new Router(domain, discovery, texts, () -> now);
        RegistrationTable table = new InMemoryRegistrationTable();
        JournalSettings journal = JournalSettings.from(CONFIG);
        environment = new UserActor.Environment(
                address -> network.network(),
                address -> new Abilities(discovery.gatewayCaps(), discovery.contactCaps()),
                texts,
                new PlainVault(),
                table,
                new CollectingOutbox(),
                UserSettings.DEFAULT,
                (id, replies) -> journals.watch(UserJournal.create(id, replies, JournalEraser.NOTHING, journal)),
                () -> now,
                random::nextLong,
                address -> CompletableFuture.completedFuture(null));
        edge = kit.spawn(Behaviors.receiveMessage(done -> {
            window.remove(done.number());
            return Behaviors.same();
        }));
    }

    @Override
    public StoryNetwork network() {
        return network;
    }

    @Override
    public void send(Element stanza) {
        StanzaReader.Reading reading = StanzaReader.read(stanza);
        if (reading instanceof StanzaReader.Reading.Valid valid) {
            route(valid.stanza());
        } else if (reading instanceof StanzaReader.Reading.Refused refused && refused.reply() != null) {
            out.add(refused.reply());
        }
    }

    private void route(Stanza stanza) {
        Route route = router.route(stanza);
        if (route instanceof Route.Answer answer) {
            out.add(written(answer.stanza()));
        } else if (route instanceof Route.ToUser toUser) {
            lastNumber++;
            window.put(lastNumber, new Unsettled(toUser.user(), stanza));
            handOn(lastNumber);
        }
    }

    private void handOn(long number) {
        Unsettled unsettled = window.get(number);
        if (unsettled != null) {
            Map.Entry<Long, Unsettled> before = window.lowerEntry(number);
            long after = before == null ? 0 : before.getKey();
            user(unsettled.user()).tell(new UserActor.FromXmpp("wire", number, after, unsettled.stanza(), edge));
        }
    }

    private ActorRef<UserActor.Command> user(RegistrationId id) {
        known.add(id);
        return users.computeIfAbsent(id, i -> kit.spawn(UserActor.create(i, environment, () -> {})));
    }

    @Override
    public @Nullable Element nextStanza() {
        if (out.isEmpty()) {
            settle();
        }
        return out.poll();
    }

    /** Each user is given an iq result that nobody asked for, and says when its outcome is certain: it is dropped, but in its turn. */
    @Override
    public void settle() {
        for (int round = 0; round < ROUNDS; round++) {
            List.copyOf(users.entrySet()).forEach(user -> barrier(user.getKey(), user.getValue()));
            journals.await(PATIENCE);
            network.settle();
        }
    }

    private void barrier(RegistrationId id, ActorRef<UserActor.Command> user) {
        lastNumber++;
        Jid from = id.user().withResource("barrier");
        Element xml = Iq.request(Iq.Type.RESULT, from, Jid.of(gateway), "barrier-" + lastNumber, null);
        Iq iq = new Iq(Iq.Type.RESULT, from, Jid.of(gateway), "barrier-" + lastNumber, null, xml);
        user.tell(new UserActor.FromXmpp("barrier", lastNumber, iq, settled.getRef()));
        settled.receiveMessage(PATIENCE);
    }

    @Override
    public void crash() {
        // What is on its way when a process dies is the business of the stories of several processes.
        settle();
        network.abandon();
        users.values().forEach(kit::stop);
        users.clear();
        known.forEach(id -> user(id).tell(new UserActor.Wake()));
        List.copyOf(window.keySet()).forEach(this::handOn);
    }

    @Override
    public void shutdown() {
        settle();
        for (ActorRef<UserActor.Command> user : users.values()) {
            user.tell(new UserActor.ServiceEnds(settled.getRef()));
            settled.receiveMessage(PATIENCE);
            user.tell(new UserActor.Stop());
            settled.expectTerminated(user, PATIENCE);
        }
        users.clear();
    }

    /** In steps, since a timer may start another one: of a second at first, longer as the pauses between two tries get longer. */
    @Override
    public void pass(Duration span) {
        long passed = 0;
        while (passed < span.toSeconds()) {
            long step = Math.min(span.toSeconds() - passed, 1 + passed / 8);
            passed += step;
            now = now.plusSeconds(step);
            time.timePasses(Duration.ofSeconds(step));
            settle();
        }
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
        network.close();
    }

    /** Through the writer and another parser, as on a stream. */
    private static Element written(Element stanza) {
        try {
            return WireXml.read(XmlWriter.toXml(stanza));
        } catch (SAXException e) {
            throw new IllegalStateException("what was written is no XML: " + e.getMessage(), e);
        }
    }

    private final class CollectingOutbox implements Outbox {
        @Override
        public void send(String domain, BareJid user, List<Element> stanzas, Receipt receipt) {
            stanzas.forEach(stanza -> out.add(written(stanza)));
            receipt.done(true);
        }

        @Override
        public void whenUp(String domain, Runnable task) {
            task.run();
        }
    }

    /** What a vault does is its own tests' business. */
    private static final class PlainVault implements CredentialVault {
        @Override
        public Secret seal(RegistrationId registration, String password) {
            return new Secret("test", "", password);
        }

        @Override
        public String open(RegistrationId registration, Secret secret) {
            return secret.ciphertext();
        }

        @Override
        public boolean isOutdated(Secret secret) {
            return false;
        }
    }
}
