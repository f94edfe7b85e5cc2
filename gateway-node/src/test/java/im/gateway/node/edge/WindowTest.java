package im.gateway.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final RegistrationId ROMEO = user("romeo@montague.lit");
    private static final RegistrationId JULIET = user("juliet@capulet.lit");

    private final Window window = new Window(new Window.Limits(4, 1000, 3, 5_000, 20_000, 120_000));

    private static RegistrationId user(String jid) {
        return new RegistrationId("irc.localhost", BareJid.of(jid));
    }

    private static Stanza stanza() {
        Jid jid = Jid.of("a@b");
        return new Message(Message.Type.CHAT, jid, jid, null, Element.of(Stanza.NAMESPACE, "message"));
    }

    private Window.Entry offer(RegistrationId user, long now) {
        return Objects.requireNonNull(window.offer(user, stanza(), 100, now));
    }

    private List<Long> due(long now) {
        return window.due(now).stream().map(Window.Entry::number).toList();
    }

    @Test
    void namesTheStanzaOfTheSameUserThatHasNoOutcomeYet() {
        Window.Entry first = offer(ROMEO, 0);
        Window.Entry other = offer(JULIET, 0);
        Window.Entry second = offer(ROMEO, 0);
        assertThat(first.after()).isZero();
        assertThat(other.after()).isZero();
        assertThat(second.after()).isEqualTo(first.number());
        window.settle(first.number(), 1);
        window.settle(second.number(), 1);
        assertThat(offer(ROMEO, 2).after()).isZero();
    }

    @Test
    void isInAHurryWhenUsersHaveMoved() {
        offer(ROMEO, 0);
        assertThat(due(5_000)).containsExactly(1L);
        offer(JULIET, 5_500);
        window.hurry(6_000);
        assertThat(due(6_000)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(due(6_499)).isEmpty();
        assertThat(due(6_500)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(due(7_500)).containsExactlyInAnyOrder(1L, 2L);
        window.settle(1, 7_600);
        offer(ROMEO, 7_600);
        assertThat(due(8_600)).as("who has an answer is in no hurry").doesNotContain(3L);
    }

    @Test
    void handsAllOfAUserOnAgainInOrderAndDoublesTheWait() {
        offer(ROMEO, 0);
        offer(JULIET, 3_000);
        offer(ROMEO, 4_000);
        assertThat(due(4_999)).isEmpty();
        assertThat(due(5_000)).containsExactly(1L, 3L);
        assertThat(due(8_000)).containsExactly(2L);
        assertThat(due(14_999)).isEmpty();
        assertThat(due(15_000)).containsExactly(1L, 3L);
        assertThat(due(34_999)).containsExactly(2L);
        assertThat(due(35_000)).containsExactly(1L, 3L);
        assertThat(due(54_999)).containsExactly(2L);
        assertThat(due(55_000)).as("the wait has reached its most").containsExactly(1L, 3L);
    }

    @Test
    void aRepeatNamesOnlyWhatHasNoOutcomeStill() {
        offer(ROMEO, 0);
        offer(ROMEO, 0);
        offer(ROMEO, 0);
        window.settle(2, 0);
        assertThat(window.due(5_000)).extracting(Window.Entry::after).containsExactly(0L, 1L);
        window.settle(1, 5_000);
        assertThat(window.due(10_000)).extracting(Window.Entry::after).containsExactly(0L);
    }

    @Test
    void anOutcomeBeginsTheWaitAnew() {
        offer(ROMEO, 0);
        offer(ROMEO, 0);
        window.settle(1, 4_000);
        assertThat(due(8_999)).isEmpty();
        assertThat(due(9_000)).containsExactly(2L);
    }

    @Test
    void isFullByCountAndByBytes() {
        for (int i = 0; i < 3; i++) {
            offer(ROMEO, 0);
            assertThat(window.hasRoom()).isTrue();
        }
        offer(JULIET, 0);
        assertThat(window.hasRoom()).isFalse();
        window.settle(2, 0);
        assertThat(window.hasRoom()).isTrue();
        assertThat(window.offer(JULIET, stanza(), 700, 0)).isNotNull();
        window.settle(1, 0);
        assertThat(window.size()).isEqualTo(3);
        assertThat(window.bytes()).isEqualTo(900);
        assertThat(window.offer(JULIET, stanza(), 100, 0)).isNotNull();
        window.settle(3, 0);
        assertThat(window.hasRoom()).isTrue();
    }

    @Test
    void refusesAUserWhoHasTooMany() {
        for (int i = 0; i < 3; i++) {
            offer(ROMEO, 0);
        }
        assertThat(window.offer(ROMEO, stanza(), 1, 0)).isNull();
        assertThat(window.offer(JULIET, stanza(), 1, 0)).isNotNull();
    }

    @Test
    void givesUpWhatIsTooOldAndNothingElse() {
        offer(ROMEO, 0);
        offer(JULIET, 10);
        offer(ROMEO, 20);
        assertThat(window.overdue(119_999)).isEmpty();
        assertThat(window.overdue(120_010)).extracting(Window.Entry::number).containsExactly(1L, 2L);
        assertThat(window.settle(1, 120_010)).isFalse();
        assertThat(window.abandon()).extracting(Window.Entry::number).containsExactly(3L);
        assertThat(window.isEmpty()).isTrue();
        assertThat(window.bytes()).isZero();
    }

    @Test
    void keepsTheNumbersOfWhatAnotherEdgeHasHandedOn() {
        assertThat(window.adopt(41, ROMEO, stanza(), 100, 0)).isTrue();
        assertThat(window.adopt(44, ROMEO, stanza(), 100, 0)).isTrue();
        assertThat(window.adopt(41, ROMEO, stanza(), 100, 0)).as("a repeat").isTrue();
        assertThat(window.size()).isEqualTo(2);
        window.hurry(0);
        assertThat(window.due(0)).extracting(Window.Entry::number).containsExactly(41L, 44L);
        assertThat(window.due(500)).extracting(Window.Entry::after).containsExactly(0L, 41L);
        assertThat(window.adopt(45, JULIET, stanza(), 900, 0)).isTrue();
        assertThat(window.adopt(46, JULIET, stanza(), 100, 0))
                .as("beyond the bound")
                .isFalse();
    }

    @Test
    void namesWhoseOldestHasWaited() {
        Window.Entry old = offer(ROMEO, 0);
        Window.Entry behind = offer(ROMEO, 400);
        offer(JULIET, 400);
        assertThat(window.waitingSince(-1)).isEmpty();
        assertThat(window.waitingSince(0)).containsExactly(old, behind);
    }
}
