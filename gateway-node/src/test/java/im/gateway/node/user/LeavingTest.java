package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

class LeavingTest {
    private static final TestInbox<UserActor.Settled> EDGE = TestInbox.create();

    private final Leaving leaving = new Leaving();
    private final Inbox inbox = new Inbox();

    private static UserActor.FromXmpp in(String stream, long number, long after) {
        Jid jid = Jid.of("a@b");
        Stanza stanza = new Message(Message.Type.CHAT, jid, jid, null, Element.of(Stanza.NAMESPACE, "message"));
        return new UserActor.FromXmpp(stream, number, after, stanza, EDGE.getRef());
    }

    private List<String> handOn(UserActor.FromXmpp... unsettled) {
        List<String> handedOn = new ArrayList<>();
        for (UserActor.FromXmpp in : unsettled) {
            inbox.begin(in);
        }
        leaving.handOn(inbox, in -> handedOn.add(in.stream() + "#" + in.number() + " after " + in.after()));
        return handedOn;
    }

    @Test
    void whatHasNoOutcomeGoesFirstAndEachStreamInItsOrder() {
        leaving.keep(in("one", 9, 7));
        leaving.keep(in("two", 3, 0));
        leaving.keep(in("one", 12, 9));
        assertThat(handOn(in("one", 5, 4), in("one", 7, 5)))
                .containsExactly("two#3 after 0", "one#5 after 0", "one#7 after 5", "one#9 after 7", "one#12 after 9");
    }

    /** It was lost on its way here: its edge hands it on again, and for the next actor nothing may have overtaken it. */
    @Test
    void whatNeverCameIsStillWaitedFor() {
        leaving.keep(in("one", 9, 8));
        leaving.keep(in("one", 10, 9));
        assertThat(handOn(in("one", 7, 0))).containsExactly("one#7 after 0", "one#9 after 8", "one#10 after 9");
    }

    @Test
    void whatWaitedForOneBeforeItGoesAsWell() {
        assertThat(inbox.keepEarly(in("one", 9, 8))).isTrue();
        assertThat(inbox.keepEarly(in("one", 10, 9))).isFalse();
        leaving.keep(in("one", 8, 0));
        assertThat(handOn()).containsExactly("one#8 after 0", "one#9 after 8", "one#10 after 9");
    }

    @Test
    void whatWasSentAgainMeanwhileGoesOnce() {
        leaving.keep(in("one", 8, 7));
        leaving.keep(in("one", 8, 0));
        assertThat(handOn(in("one", 7, 0))).containsExactly("one#7 after 0", "one#8 after 7");
    }

    /** Pekko's shard stops what is left of its actors five seconds before the coordinator has waited for it long enough. */
    @Test
    void shardingWaitsForLongerThanAnActorMayTakeToLeave() {
        Duration shard = ConfigFactory.parseResources("gateway/pekko.conf")
                .getDuration("pekko.cluster.sharding.handoff-timeout")
                .minusSeconds(5);
        assertThat(shard).isGreaterThan(Leaving.MOST);
    }
}
