package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.user.Home;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HostedUsersTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final RegistrationId ROMEO = new RegistrationId("irc.localhost", BareJid.of("romeo@localhost"));
    private static final RegistrationId JULIET = new RegistrationId("irc.localhost", BareJid.of("juliet@localhost"));

    private final HostedUsers hosted = new HostedUsers();
    private final TestProbe<UserActor.Command> actor = KIT.createTestProbe(UserActor.Command.class);
    private final AtomicInteger passivated = new AtomicInteger();
    private final UserActor.Command stanza = new UserActor.FromXmpp(
            "edge",
            1,
            new Message(
                    Message.Type.CHAT,
                    Jid.of("romeo@localhost"),
                    Jid.of("nurse@irc.localhost"),
                    null,
                    Element.of(Stanza.NAMESPACE, "message")),
            KIT.createTestProbe(UserActor.Settled.class).ref());

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    private Home settle(TestProbe<UserActor.Command> of) {
        return hosted.settle(ROMEO, of.ref(), passivated::incrementAndGet);
    }

    /** What is told after all that was told before is the first that arrives. */
    private void expectNothingYet() {
        actor.ref().tell(new UserActor.Stop());
        actor.expectMessage(new UserActor.Stop());
    }

    @Test
    void aStanzaForAnActorOfThisNodeGoesStraightToIt() {
        settle(actor);
        assertThat(hosted.tell(ROMEO, stanza)).isTrue();
        actor.expectMessage(stanza);
    }

    @Test
    void theRestGoesByWayOfSharding() {
        settle(actor);
        assertThat(hosted.tell(JULIET, stanza)).isFalse();
        assertThat(hosted.tell(ROMEO, new UserActor.Wake())).isFalse();
        expectNothingYet();
    }

    @Test
    void nothingGoesStraightToAnActorThatIsAboutToEnd() {
        Home home = settle(actor);
        home.leave();
        home.leave();
        assertThat(hosted.tell(ROMEO, stanza)).isFalse();
        expectNothingYet();
    }

    @Test
    void allActorsOfThisNodeAreToldAtOnceButForThoseThatAreAboutToEnd() {
        settle(actor);
        TestProbe<UserActor.Command> ending = KIT.createTestProbe(UserActor.Command.class);
        hosted.settle(JULIET, ending.ref(), () -> {}).leave();

        hosted.tellAll(new UserActor.CutOff());

        actor.expectMessage(new UserActor.CutOff());
        ending.ref().tell(new UserActor.Stop());
        ending.expectMessage(new UserActor.Stop());
    }

    @Test
    void anActorThatEndsLateTakesNothingFromTheNextOne() {
        Home old = settle(actor);
        TestProbe<UserActor.Command> next = KIT.createTestProbe(UserActor.Command.class);
        settle(next);
        old.leave();
        assertThat(hosted.tell(ROMEO, stanza)).isTrue();
        next.expectMessage(stanza);
    }

    @Test
    void anActorThatNobodyNeedsAsksShardingForItsEnd() {
        Home home = settle(actor);
        home.passivate();
        assertThat(passivated).hasValue(1);
    }
}
