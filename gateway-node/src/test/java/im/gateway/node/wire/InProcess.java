package im.gateway.node.wire;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.edge.Outbox;
import im.gateway.node.edge.Users;
import im.gateway.node.route.Route;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.journal.JournalSettings;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaReader;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.XmlWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** The gate, the routing table and the user actors in one process: no sockets, no cluster, a journal in memory. */
public final class InProcess implements Setting {
    private static final Config CONFIG = StoryScheduler.CONFIG
            .withFallback(ConfigFactory.parseString("pekko { actor.provider = local, loglevel = WARNING }"))
            .withFallback(ConfigFactory.parseResources("persistence-in-memory.conf"))
            .withFallback(ConfigFactory.load())
            .resolve();

    private final ActorTestKit kit = ActorTestKit.create(CONFIG);
    private final JournalSettings journal = JournalSettings.from(CONFIG);
    private final Queue<Element> out = new ConcurrentLinkedQueue<>();
    private final Map<RegistrationId, ActorRef<UserActor.Command>> users = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, Unsettled> window = new ConcurrentSkipListMap<>();
    private final ActorRef<UserActor.Settled> edge;
    private final StoryGateway gateway;
    private final Users toUsers;
    private long lastNumber;

    private record Unsettled(RegistrationId user, Stanza stanza) {}

    /** Plays with a network's people; closes them as well. */
    public InProcess(Story.Cast cast, StoryNetwork network) {
        gateway = new StoryGateway(cast, network);
        toUsers = gateway.watch((id, command) -> user(id).tell(command));
        edge = kit.spawn(Behaviors.receiveMessage(done -> {
            window.remove(done.number());
            return Behaviors.same();
        }));
    }

    @Override
    public StoryNetwork network() {
        return gateway.network();
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
        Route route = gateway.router().route(stanza);
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
            toUsers.tell(unsettled.user(), new UserActor.FromXmpp("wire", number, after, unsettled.stanza(), edge));
        }
    }

    private ActorRef<UserActor.Command> user(RegistrationId id) {
        return users.computeIfAbsent(
                id, i -> kit.spawn(gateway.user(i, new CollectingOutbox(), journal, () -> stop(i))));
    }

    private void stop(RegistrationId id) {
        ActorRef<UserActor.Command> user = users.remove(id);
        if (user != null) {
            user.tell(new UserActor.Stop());
        }
    }

    @Override
    public @Nullable Element nextStanza() {
        if (out.isEmpty()) {
            settle();
        }
        return out.poll();
    }

    @Override
    public void settle() {
        gateway.settle(kit.system(), () -> {});
    }

    @Override
    public void crash() {
        // What is on its way when a process dies is the business of the stories of several processes.
        settle();
        gateway.loseUsers();
        gateway.wanted().forEach(id -> toUsers.tell(id, new UserActor.Wake()));
        List.copyOf(window.keySet()).forEach(this::handOn);
    }

    @Override
    public void shutdown() {
        settle();
        for (ActorRef<UserActor.Command> user : List.copyOf(users.values())) {
            AskPattern.ask(user, UserActor.ServiceEnds::new, StoryGateway.PATIENCE, kit.scheduler())
                    .toCompletableFuture()
                    .join();
        }
        gateway.stopUsers();
    }

    @Override
    public void pass(Duration span) {
        gateway.time().pass(span, this::settle);
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
        network().close();
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
}
