package im.gateway.node.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import im.gateway.node.config.LimitSettings;
import im.gateway.node.config.XmppSettings;
import im.gateway.node.metrics.NodeMetrics;
import im.gateway.node.socket.Transport;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamCondition;
import im.gateway.protocol.xml.XmlWriter;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An edge against the played server, over real sockets. The user actors are played by a queue. */
class EdgeActorTest {
    private static final String DOMAIN = "irc.localhost";
    private static final long SEED = 20_261_121;
    private static final Duration NEVER = Duration.ofMinutes(10);
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final EventLoopGroup EVENT_LOOPS = Transport.eventLoops(1, "edge-test");
    private static final LimitSettings LIMITS =
            new LimitSettings(1_000_000, 20_000, 64, 64, 8, 1_000_000, 6, 1_000_000, 0);

    private final StreamRoutes routes = new StreamRoutes();
    private final Safekeeping safekeeping = new Safekeeping();
    private volatile boolean takenOut;
    private volatile boolean inDoubt;
    private final BlockingQueue<UserActor.FromXmpp> handedOn = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> receipts = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init")
    private PlayedServer server;

    @SuppressWarnings("NullAway.Init")
    private ActorRef<EdgeActor.Command> edge;

    @BeforeEach
    void startServer() throws IOException {
        server = new PlayedServer("s3cret");
    }

    @AfterEach
    void stop() throws IOException {
        KIT.stop(edge);
        server.close();
    }

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
        var unused = EVENT_LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Times: waits before handing on again, before giving up, and of silence; and for the end. */
    private record Times(Duration resend, Duration giveUp, Duration keepAlive, Duration drain) {
        static final Times CALM = new Times(NEVER, NEVER, NEVER);

        Times(Duration resend, Duration giveUp, Duration keepAlive) {
            this(resend, giveUp, keepAlive, Duration.ofSeconds(2));
        }
    }

    private void startEdge(String secret, Times times) {
        Backoff quick = new Backoff(Duration.ofMillis(20), Duration.ofMillis(40));
        EdgeSettings settings = new EdgeSettings(
                DOMAIN + "/played/1",
                DOMAIN,
                "played",
                new Window.Limits(
                        LIMITS.windowStanzas(),
                        LIMITS.windowBytes(),
                        LIMITS.stanzasPerUser(),
                        times.resend().toMillis(),
                        times.resend().toMillis() * 4,
                        times.giveUp().toMillis()),
                LIMITS.stanzaBytes(),
                quick,
                quick,
                new Backoff(NEVER, NEVER),
                NEVER,
                true,
                times.keepAlive(),
                times.drain());
        XmppSettings.Server link = new XmppSettings.Server(
                "played",
                "127.0.0.1",
                server.port(),
                XmppSettings.Policy.ONE_ACTIVE,
                1,
                XmppSettings.KeepAlive.PING,
                null);
        StreamHandler.Login login = new StreamHandler.Login(
                DOMAIN + "/played/1",
                DOMAIN,
                secret,
                LIMITS.pendingBytes(),
                NodeMetrics.of(KIT.system()).domain(DOMAIN));
        edge = KIT.spawn(EdgeActor.create(
                settings,
                new EdgeActor.Surroundings(
                        new NettyStreamOpener(EVENT_LOOPS, link, LIMITS, login),
                        routes,
                        EdgeActorTest::route,
                        this::toUser,
                        () -> System.nanoTime() / 1_000_000,
                        new Random(SEED),
                        () -> takenOut,
                        () -> takenOut || inDoubt,
                        safekeeping)));
    }

    private PlayedServer.Connection connected() throws InterruptedException {
        PlayedServer.Connection connection = server.next();
        await(() -> routes.isUp(DOMAIN));
        return connection;
    }

    private static StanzaRoute.Routed route(Stanza stanza) {
        return stanza instanceof Iq iq && iq.isRequest()
                ? new StanzaRoute.Answer(List.of(iq.toResult(null)))
                : new StanzaRoute.ToUser(
                        new RegistrationId(DOMAIN, stanza.from().bare()));
    }

    private void toUser(RegistrationId user, UserActor.Command command) {
        assertThat(command).isInstanceOfSatisfying(UserActor.FromXmpp.class, stanza -> {
            assertThat(user.user()).isEqualTo(stanza.stanza().from().bare());
            handedOn.add(stanza);
        });
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    private UserActor.FromXmpp takeOne() throws InterruptedException {
        return Objects.requireNonNull(handedOn.poll(20, TimeUnit.SECONDS), "nothing was handed on in time");
    }

    private static void settle(UserActor.FromXmpp stanza) {
        stanza.replyTo().tell(new UserActor.Settled(stanza.number()));
    }

    private static Element message(String from, String id) {
        return Element.builder(Stanza.NAMESPACE, "message")
                .attribute("from", from + "@montague.lit/orchard")
                .attribute("to", "nurse@" + DOMAIN)
                .attribute("id", id)
                .childText("body", "Wherefore art thou?")
                .build();
    }

    private static Element presence(String from) {
        return Element.builder(Stanza.NAMESPACE, "presence")
                .attribute("from", from + "@montague.lit/orchard")
                .attribute("to", DOMAIN)
                .build();
    }

    /** What the edge has answered itself. */
    private static Element ping(String id) {
        Jid romeo = Jid.of("romeo@montague.lit/orchard");
        return Iq.request(Iq.Type.GET, romeo, Jid.of(DOMAIN), id, Element.of("urn:xmpp:ping", "ping"));
    }

    private void sendOut(String id) {
        Element stanza = message("x", id).toBuilder()
                .attribute("from", "nurse@" + DOMAIN)
                .attribute("to", "romeo@montague.lit")
                .build();
        routes.send(DOMAIN, BareJid.of("romeo@montague.lit"), List.of(stanza), receipts::add);
    }

    private boolean receipt() throws InterruptedException {
        return Objects.requireNonNull(receipts.poll(20, TimeUnit.SECONDS), "no receipt in time");
    }

    @Test
    void handsOnAnswersAndWrites() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        connection.send(message("romeo", "1"));
        assertThat(takeOne().stanza().id()).isEqualTo("1");
        connection.send(ping("p1"));
        assertThat(connection.receive().attribute("id")).isEqualTo("p1");
        sendOut("out");
        assertThat(connection.receive().attribute("id")).isEqualTo("out");
        assertThat(receipt()).isTrue();
    }

    @Test
    void readsStanzasCutAnywhere() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        for (char c : message("romeo", "cut").toString().toCharArray()) {
            connection.write(String.valueOf(c));
        }
        assertThat(takeOne().stanza().id()).isEqualTo("cut");
    }

    @Test
    void aRefusedSecretIsNotHammered() throws Exception {
        startEdge("wrong", Times.CALM);
        await(() -> server.connections() == 1);
        TestProbe<Object> probe = KIT.createTestProbe();
        probe.expectNoMessage(Duration.ofMillis(500));
        assertThat(server.connections()).isEqualTo(1);
        assertThat(routes.isUp(DOMAIN)).isFalse();
    }

    @Test
    void aConflictIsTriedAgainUntilTheOtherConnectionIsGone() throws Exception {
        server.refuse(StreamCondition.CONFLICT);
        startEdge("s3cret", Times.CALM);
        await(() -> server.connections() >= 3);
        server.refuse(null);
        connected();
    }

    @Test
    void stopsReadingWhileTheWindowIsFull() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        for (int i = 0; i < 8; i++) {
            connection.send(message("user" + i, "first" + i));
        }
        List<UserActor.FromXmpp> taken = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            taken.add(takeOne());
        }
        // What was asked for while there was room still comes, a stanza a read here; then nothing does.
        int ahead = 0;
        UserActor.FromXmpp more = null;
        do {
            assertThat(ahead).as("read though full").isLessThanOrEqualTo(LiveStream.READS_AHEAD);
            connection.send(message("late", "late" + ahead++));
            more = handedOn.poll(500, TimeUnit.MILLISECONDS);
            if (more != null) {
                taken.add(more);
            }
        } while (more != null);
        for (UserActor.FromXmpp each : taken) {
            settle(each);
        }
        assertThat(takeOne().stanza().id()).isEqualTo("late" + (ahead - 1));
    }

    @Test
    void handsOnAgainInOrderWhatHasNoOutcome() throws Exception {
        startEdge("s3cret", new Times(Duration.ofMillis(200), NEVER, NEVER));
        PlayedServer.Connection connection = connected();
        connection.send(message("romeo", "1"));
        connection.send(message("romeo", "2"));
        connection.send(message("romeo", "3"));
        UserActor.FromXmpp one = takeOne();
        UserActor.FromXmpp two = takeOne();
        assertThat(takeOne().after()).isEqualTo(two.number());
        settle(one);
        UserActor.FromXmpp again = takeOne();
        assertThat(again.number()).isEqualTo(two.number());
        assertThat(again.stream()).isEqualTo(two.stream());
        assertThat(again.after()).isZero();
        assertThat(takeOne().stanza().id()).isEqualTo("3");
    }

    @Test
    void whatHasNoOutcomeOutlivesItsConnection() throws Exception {
        startEdge("s3cret", new Times(Duration.ofMillis(300), NEVER, NEVER));
        PlayedServer.Connection connection = connected();
        connection.send(message("romeo", "1"));
        UserActor.FromXmpp first = takeOne();
        connection.reset();
        connected();
        UserActor.FromXmpp again = takeOne();
        assertThat(again.number()).isEqualTo(first.number());
        assertThat(again.stream()).isEqualTo(first.stream());
    }

    @Test
    void tellsTheSenderWhenItGivesUp() throws Exception {
        startEdge("s3cret", new Times(Duration.ofMillis(100), Duration.ofMillis(300), NEVER));
        PlayedServer.Connection connection = connected();
        connection.send(message("romeo", "lost"));
        Element error = connection.receive();
        assertThat(error.attribute("type")).isEqualTo("error");
        assertThat(error.attribute("id")).isEqualTo("lost");
        assertThat(error.toString()).contains("remote-server-timeout");
    }

    @Test
    void oneUserCannotFillTheWindowOfAll() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        for (int i = 0; i < 7; i++) {
            connection.send(message("romeo", "m" + i));
        }
        Element error = connection.receive();
        assertThat(error.attribute("id")).isEqualTo("m6");
        assertThat(error.toString()).contains("resource-constraint");
    }

    @Test
    void aStanzaThatIsTooLargeIsAnsweredAndTheStreamGoesOn() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        connection.send(message("romeo", "large").toBuilder()
                .childText("body", "x".repeat(30_000))
                .build());
        Element error = connection.receive();
        assertThat(error.toString()).contains("policy-violation").hasSizeLessThan(1000);
        connection.send(message("romeo", "small"));
        assertThat(takeOne().stanza().id()).isEqualTo("small");
    }

    @Test
    void aLostStreamFailsWhatItsSocketHasNotTaken() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        connection.setReading(false);
        Element large = message("x", "large").toBuilder()
                .attribute("from", "nurse@" + DOMAIN)
                .childText("body", "x".repeat(100_000))
                .build();
        BareJid romeo = BareJid.of("romeo@montague.lit");
        int waiting = 0;
        boolean taken = true;
        for (int sent = 1; taken; sent++) {
            assertThat(sent).as("what sockets take without a reader is bounded").isLessThan(500);
            routes.send(DOMAIN, romeo, List.of(large), receipts::add);
            Boolean receipt = receipts.poll(1, TimeUnit.SECONDS);
            taken = receipt != null && receipt;
        }
        waiting++;
        while (!receipts.contains(false)) {
            assertThat(waiting).as("what waits for the socket is bounded").isLessThan(500);
            routes.send(DOMAIN, romeo, List.of(large), receipts::add);
            waiting++;
        }
        connection.reset();
        for (int i = 0; i < waiting; i++) {
            assertThat(receipt()).isFalse();
        }
        assertThat(receipts).as("each receipt once").isEmpty();
    }

    @Test
    void aServerThatAnswersNoPingIsLeft() throws Exception {
        startEdge("s3cret", new Times(NEVER, NEVER, Duration.ofMillis(200)));
        PlayedServer.Connection connection = connected();
        assertThat(connection.receive().attribute("id")).startsWith(Intake.PING_ID);
        assertThat(connection.awaitClose()).isTrue();
        connected();
    }

    @Test
    void endsInOrderAndTakesWhatIsStillComing() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        connection.send(message("romeo", "before"));
        UserActor.FromXmpp before = takeOne();
        TestProbe<Done> streamEnded = KIT.createTestProbe();
        TestProbe<Done> watcher = KIT.createTestProbe();
        edge.tell(new EdgeActor.Stop(streamEnded.getRef()));
        streamEnded.expectNoMessage(Duration.ofMillis(200));
        assertThat(routes.isUp(DOMAIN)).as("until what came before is settled").isTrue();
        settle(before);
        assertThat(connection.awaitEnd()).isTrue();
        assertThat(routes.isUp(DOMAIN)).isFalse();
        connection.send(message("romeo", "after"));
        connection.end();
        UserActor.FromXmpp after = takeOne();
        assertThat(after.stanza().id()).isEqualTo("after");
        streamEnded.expectMessage(Done.done());
        edge.tell(new EdgeActor.Stop(streamEnded.getRef()));
        streamEnded.expectMessage(Done.done());
        settle(after);
        watcher.expectTerminated(edge);
    }

    @Test
    void stopsInTheEndThoughNothingIsSettled() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        connection.send(message("romeo", "1"));
        takeOne();
        TestProbe<Done> streamEnded = KIT.createTestProbe();
        edge.tell(new EdgeActor.Stop(streamEnded.getRef()));
        streamEnded.expectMessage(Duration.ofSeconds(10), Done.done());
        streamEnded.expectTerminated(edge, Duration.ofSeconds(10));
    }

    @Test
    void handsOnAgainWhatAnActorMisses() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        connection.send(message("romeo", "1"));
        connection.send(message("romeo", "2"));
        connection.send(message("tybalt", "3"));
        UserActor.FromXmpp first = takeOne();
        UserActor.FromXmpp second = takeOne();
        UserActor.FromXmpp other = takeOne();
        assertThat(other.after()).isZero();
        assertThat(second.after()).isEqualTo(first.number());

        second.replyTo().tell(new UserActor.Settled(-second.number()));

        assertThat(List.of(takeOne(), takeOne())).containsExactly(first, second);
    }

    @Test
    void aNodeThatWasTakenOutLeavesNoSenderWithoutAnAnswer() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        connection.send(message("romeo", "before"));
        takeOne();

        takenOut = true;

        Element answer = connection.receive();
        assertThat(answer.attribute("id")).isEqualTo("before");
        assertThat(answer.attribute("type")).isEqualTo("error");
        connection.send(message("romeo", "after"));
        assertThat(connection.receive().attribute("id")).isEqualTo("after");
        assertThat(handedOn).as("what its sender was told about").isEmpty();
    }

    /** As after a standstill: its users may be at home elsewhere, and nobody is told an error for that; presence could not even be answered so. */
    @Test
    void aNodeThatMayHaveBeenTakenOutKeepsWhatComesUntilItIsKnown() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        inDoubt = true;
        connection.send(presence("romeo"));
        connection.send(message("romeo", "1"));
        connection.send(ping("2"));
        assertThat(connection.receive().attribute("id"))
                .as("what is answered by the node itself, behind the others")
                .isEqualTo("2");
        assertThat(handedOn).isEmpty();
        assertThat(connection.isQuiet()).isTrue();

        inDoubt = false;

        UserActor.FromXmpp first = takeOne();
        assertThat(first.stanza()).isInstanceOf(Presence.class);
        UserActor.FromXmpp second = takeOne();
        assertThat(second.stanza().id()).isEqualTo("1");
        assertThat(second.after()).isEqualTo(first.number());
    }

    /** It has read a message of the id 1, and answered a question behind it. */
    private PlayedServer.Connection inDoubtWithOneKept() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        inDoubt = true;
        connection.send(message("romeo", "1"));
        connection.send(ping("2"));
        assertThat(connection.receive().attribute("id")).isEqualTo("2");
        return connection;
    }

    @Test
    void whatANodeInDoubtHasKeptIsRefusedWhenItIsTakenOut() throws Exception {
        PlayedServer.Connection connection = inDoubtWithOneKept();

        takenOut = true;

        Element answer = connection.receive();
        assertThat(answer.attribute("id")).isEqualTo("1");
        assertThat(answer.attribute("type")).isEqualTo("error");
        assertThat(handedOn).isEmpty();
    }

    @Test
    void aNodeThatEndsInDoubtRefusesWhatItHasKept() throws Exception {
        PlayedServer.Connection connection = inDoubtWithOneKept();

        TestProbe<Done> streamEnded = KIT.createTestProbe();
        edge.tell(new EdgeActor.Stop(streamEnded.getRef()));

        assertThat(connection.receive().attribute("id")).isEqualTo("1");
        assertThat(connection.awaitEnd()).isTrue();
        connection.end();
        streamEnded.receiveMessage();
    }

    @Test
    void aNodeThatWasTakenOutAnswersWhatHasPiledUpBeforeItEndsItsStream() throws Exception {
        startEdge("s3cret", new Times(NEVER, NEVER, NEVER, Duration.ofSeconds(90)));
        PlayedServer.Connection connection = connected();
        int many = 3000;
        StringBuilder backlog = new StringBuilder();
        for (int i = 0; i < many; i++) {
            backlog.append(new String(XmlWriter.toBytes(message("romeo", "m" + i), Stanza.NAMESPACE), UTF_8));
        }
        takenOut = true;
        TestProbe<Done> streamEnded = KIT.createTestProbe();
        edge.tell(new EdgeActor.Stop(streamEnded.getRef()));
        connection.write(backlog.toString());
        for (int i = 0; i < many; i++) {
            assertThat(connection.receive().attribute("id")).isEqualTo("m" + i);
        }
        assertThat(connection.awaitEnd()).isTrue();
        connection.end();
        streamEnded.receiveMessage();
    }

    @Test
    void whatCannotBeAnsweredAnyMoreIsSaidToTheOperator() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        Logger logger = (Logger) LoggerFactory.getLogger(Traffic.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        logger.addAppender(lines);
        try {
            takenOut = true;
            TestProbe<Done> streamEnded = KIT.createTestProbe();
            edge.tell(new EdgeActor.Stop(streamEnded.getRef()));
            assertThat(connection.awaitEnd()).isTrue();
            connection.send(message("romeo", "too-late"));
            connection.end();
            streamEnded.expectMessage(Done.done());
            assertThat(lines.list.stream().filter(line -> line.getLevel().equals(Level.WARN)))
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("event=unanswered user=romeo@montague.lit/orchard contact=nurse@")
                    .contains(" id=\"too-late\" ");
        } finally {
            logger.detachAppender(lines);
        }
    }

    @Test
    void whatWaitsForAMomentIsKeptByAnotherNodeUntilItHasAnOutcome() throws Exception {
        BlockingQueue<Long> kept = new LinkedBlockingQueue<>();
        BlockingQueue<Long> forgotten = new LinkedBlockingQueue<>();
        safekeeping.keeper(new Safekeeping.Keeper() {
            @Override
            public void keep(String stream, Window.Entry entry) {
                kept.add(entry.number());
            }

            @Override
            public void forget(String stream, Collection<Long> numbers) {
                forgotten.addAll(numbers);
            }
        });
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        connection.send(message("romeo", "1"));
        UserActor.FromXmpp first = takeOne();
        assertThat(kept.poll(20, TimeUnit.SECONDS)).isEqualTo(first.number());
        connection.send(message("romeo", "2"));
        UserActor.FromXmpp second = takeOne();
        assertThat(kept.poll(20, TimeUnit.SECONDS)).isEqualTo(second.number());

        settle(first);
        assertThat(forgotten.poll(20, TimeUnit.SECONDS)).isEqualTo(first.number());

        TestProbe<Done> streamEnded = KIT.createTestProbe();
        edge.tell(new EdgeActor.Stop(streamEnded.getRef()));
        assertThat(forgotten.poll(20, TimeUnit.SECONDS))
                .as("whose sender was told, at the end")
                .isEqualTo(second.number());
    }

    @Test
    void whatIsNewerWaitsForWhatADeadNodeHasLeft() throws Exception {
        startEdge("s3cret", Times.CALM);
        PlayedServer.Connection connection = connected();
        RegistrationId romeo = new RegistrationId(DOMAIN, BareJid.of("romeo@montague.lit"));
        safekeeping.holdBack(romeo);
        connection.send(message("romeo", "1"));
        connection.send(message("romeo", "2"));
        connection.send(message("tybalt", "3"));
        assertThat(takeOne().stanza().id()).isEqualTo("3");

        safekeeping.release(romeo);
        edge.tell(new EdgeActor.Released(romeo));

        assertThat(takeOne().stanza().id()).isEqualTo("1");
        assertThat(takeOne().stanza().id()).isEqualTo("2");
    }
}
