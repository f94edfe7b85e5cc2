package im.gateway.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a dead node's stream had left, in time that only the test moves. */
class HeirTest {
    private static final String DOMAIN = "irc.localhost";
    private static final String STREAM = "irc.localhost/main/1@5f";
    private static final RegistrationId ROMEO = user("romeo@montague.lit");
    private static final RegistrationId JULIET = user("juliet@capulet.lit");
    private static final UniqueAddress DEAD = new UniqueAddress(new Address("pekko", "gateway", "127.0.0.1", 7355), 1L);
    private static final Window.Limits LIMITS = new Window.Limits(100, 100_000, 50, 5_000, 20_000, 120_000);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final AtomicLong millis = new AtomicLong();
    private final Safekeeping safekeeping = new Safekeeping();
    private final StreamRoutes routes = new StreamRoutes();
    private final Window window = new Window(LIMITS);
    private final TestProbe<UserActor.Command> users = kit.createTestProbe();
    private final TestProbe<EdgeActor.Released> released = kit.createTestProbe(EdgeActor.Released.class);

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    private static RegistrationId user(String jid) {
        return new RegistrationId(DOMAIN, BareJid.of(jid));
    }

    private static Standby.Keep copy(RegistrationId user, long number) {
        Jid from = user.user().asJid();
        Jid to = Jid.of("nurse@" + DOMAIN);
        Element element = Element.builder(Stanza.NAMESPACE, "message")
                .attribute("from", from.toString())
                .attribute("to", to.toString())
                .attribute("id", "m" + number)
                .childText("body", "Wherefore art thou?")
                .build();
        return new Standby.Keep(
                DEAD, STREAM, number, user, new Message(Message.Type.NORMAL, from, to, "m" + number, element));
    }

    private ActorRef<Heir.Command> start(Standby.Keep... copies) {
        for (Standby.Keep copy : copies) {
            assertThat(copy.putInto(window, 0)).isTrue();
        }
        window.users().forEach(safekeeping::holdBack);
        kit.system().eventStream().tell(new EventStream.Subscribe<>(EdgeActor.Released.class, released.ref()));
        return kit.spawn(Heir.create(
                new Heir.Inheritance(STREAM, DOMAIN, window),
                new Heir.Surroundings((user, command) -> users.ref().tell(command), routes, safekeeping, millis::get)));
    }

    private UserActor.FromXmpp next() {
        return users.expectMessageClass(UserActor.FromXmpp.class);
    }

    private void pass(Duration duration) {
        millis.addAndGet(duration.toMillis());
        time.timePasses(duration);
    }

    @Test
    void handsOnInOrderUnderTheOldNamesAndThenLetsNewerOnesPass() {
        start(copy(ROMEO, 41), copy(ROMEO, 44));
        UserActor.FromXmpp first = next();
        UserActor.FromXmpp second = next();
        assertThat(List.of(first.stream(), second.stream())).containsOnly(STREAM);
        assertThat(List.of(first.number(), second.number())).containsExactly(41L, 44L);
        assertThat(first.after()).isZero();
        assertThat(second.after()).isEqualTo(41);
        assertThat(safekeeping.isHeldBack(ROMEO)).isTrue();

        first.replyTo().tell(new UserActor.Settled(41));
        second.replyTo().tell(new UserActor.Settled(44));

        released.expectMessage(new EdgeActor.Released(ROMEO));
        assertThat(safekeeping.isHeldBack(ROMEO)).isFalse();
    }

    @Test
    void handsOnAgainUntilTheActorIsThere() {
        start(copy(ROMEO, 41));
        next();
        pass(Duration.ofMillis(600));
        assertThat(next().number()).isEqualTo(41);
    }

    @Test
    void whatWasOnItsWayWhenTheNodeDiedIsHandedOnAsWell() {
        ActorRef<Heir.Command> heir = start();
        heir.tell(new Heir.More(copy(JULIET, 50)));
        UserActor.FromXmpp late = next();
        assertThat(late.number()).isEqualTo(50);
        assertThat(safekeeping.isHeldBack(JULIET)).isTrue();
        late.replyTo().tell(new UserActor.Settled(50));
        released.expectMessage(new EdgeActor.Released(JULIET));
    }

    @Test
    void whatHasAnOutcomeAlreadyIsNotHandedOnAgain() {
        ActorRef<Heir.Command> heir = start(copy(ROMEO, 41));
        next();
        heir.tell(new Heir.Known(List.of(41L)));
        released.expectMessage(new EdgeActor.Released(ROMEO));
        pass(Duration.ofSeconds(9));
        users.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void newerOnesDoNotWaitForever() {
        start(copy(ROMEO, 41));
        next();
        pass(Duration.ofSeconds(10));
        released.expectMessage(new EdgeActor.Released(ROMEO));
        assertThat(safekeeping.isHeldBack(ROMEO)).isFalse();
    }

    @Test
    void stopsWhenAllIsSettledAndNothingMoreCanCome() {
        ActorRef<Heir.Command> heir = start(copy(ROMEO, 41));
        next().replyTo().tell(new UserActor.Settled(41));
        released.expectMessage(new EdgeActor.Released(ROMEO));
        pass(Duration.ofSeconds(10));
        released.expectTerminated(heir);
    }

    @Test
    void whoWroteWhatNobodyTookIsTold() throws InterruptedException {
        BlockingQueue<String> written = new LinkedBlockingQueue<>();
        routes.add(DOMAIN, new Recorder(written));
        start(copy(ROMEO, 41));
        next();
        for (int minute = 0; minute <= 2; minute++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(written.poll(20, java.util.concurrent.TimeUnit.SECONDS))
                .contains("remote-server-timeout")
                .contains("m41");
    }

    @Test
    void theNextNodeKeepsWhatStillWaits() {
        BlockingQueue<Long> kept = new LinkedBlockingQueue<>();
        safekeeping.keeper(new Safekeeping.Keeper() {
            @Override
            public void keep(String stream, Window.Entry entry) {
                kept.add(entry.number());
            }

            @Override
            public void forget(String stream, java.util.Collection<Long> numbers) {
                kept.removeAll(numbers);
            }
        });
        start(copy(ROMEO, 41), copy(ROMEO, 42));
        pass(Duration.ofSeconds(1));
        List<Long> numbers = new ArrayList<>();
        users.awaitAssert(() -> {
            kept.drainTo(numbers);
            assertThat(numbers).containsExactly(41L, 42L);
            return numbers;
        });
    }

    /** A stream that takes everything. */
    private record Recorder(BlockingQueue<String> written) implements Exit {
        @Override
        public String id() {
            return "recorder";
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public void write(List<byte[]> chunks, Outbox.Receipt receipt) {
            chunks.forEach(chunk -> written.add(new String(chunk, java.nio.charset.StandardCharsets.UTF_8)));
            receipt.done(true);
        }
    }
}
