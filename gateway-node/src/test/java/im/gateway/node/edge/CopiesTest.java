package im.gateway.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What another node keeps of a stream, and until when. */
class CopiesTest {
    private static final String STREAM = "irc.localhost/main/1@5f";
    private static final RegistrationId ROMEO = user("romeo@montague.lit");
    private static final RegistrationId JULIET = user("juliet@capulet.lit");

    private final Safekeeping safekeeping = new Safekeeping();
    private final Window window = new Window(new Window.Limits(100, 100_000, 50, 5_000, 20_000, 120_000));
    private final Copies copies = new Copies(STREAM, safekeeping);

    /** Another node that writes down what it is told. */
    private static final class Ledger implements Safekeeping.Keeper {
        private final List<Long> kept = new ArrayList<>();
        private final List<Long> forgotten = new ArrayList<>();

        @Override
        public void keep(String stream, Window.Entry entry) {
            assertThat(stream).isEqualTo(STREAM);
            kept.add(entry.number());
        }

        @Override
        public void forget(String stream, Collection<Long> numbers) {
            assertThat(stream).isEqualTo(STREAM);
            forgotten.addAll(numbers);
        }
    }

    private static RegistrationId user(String jid) {
        return new RegistrationId("irc.localhost", BareJid.of(jid));
    }

    private Ledger newKeeper() {
        Ledger ledger = new Ledger();
        safekeeping.keeper(ledger);
        return ledger;
    }

    private long handOn(RegistrationId user, long now) {
        Jid jid = Jid.of("a@b");
        Stanza stanza = new Message(Message.Type.CHAT, jid, jid, null, Element.of(Stanza.NAMESPACE, "message"));
        Window.Entry entry = Objects.requireNonNull(window.offer(user, stanza, 100, now));
        copies.handedOn(entry);
        return entry.number();
    }

    private void settle(long number, long now) {
        window.settle(number, now);
        copies.settled(number);
    }

    @Test
    void whatWaitsForAMomentIsCopiedOnceAndForgottenWithItsOutcome() {
        Ledger keeper = newKeeper();
        long slow = handOn(ROMEO, 0);
        long quick = handOn(JULIET, 0);
        copies.update(window, 100);
        settle(quick, 150);
        copies.update(window, Copies.MOMENT_MILLIS - 1);
        assertThat(keeper.kept).as("before the moment is over").isEmpty();

        copies.update(window, Copies.MOMENT_MILLIS);
        copies.update(window, Copies.MOMENT_MILLIS + 1);
        assertThat(keeper.kept).containsExactly(slow);

        settle(slow, 900);
        copies.update(window, 1_000);
        copies.update(window, 1_100);
        assertThat(keeper.forgotten).containsExactly(slow);
    }

    @Test
    void whatFollowsOneThatIsCopiedIsCopiedAtOnce() {
        Ledger keeper = newKeeper();
        long first = handOn(ROMEO, 0);
        copies.update(window, Copies.MOMENT_MILLIS);
        long second = handOn(ROMEO, 600);
        handOn(JULIET, 600);

        assertThat(keeper.kept).containsExactly(first, second);
    }

    @Test
    void whileUsersMoveAMomentIsShorter() {
        Ledger keeper = newKeeper();
        copies.usersMoved(1_000);
        long number = handOn(ROMEO, 1_000);
        copies.update(window, 1_050);
        assertThat(keeper.kept).isEmpty();
        copies.update(window, 1_100);
        assertThat(keeper.kept).containsExactly(number);

        long later = handOn(JULIET, 11_000);
        copies.update(window, 11_200);
        assertThat(keeper.kept).as("when they have moved").doesNotContain(later);
    }

    @Test
    void aNewKeeperGetsAllOfItAndTheOldOneForgets() {
        Ledger first = newKeeper();
        long one = handOn(ROMEO, 0);
        long two = handOn(ROMEO, 10);
        copies.update(window, 1_000);

        Ledger second = newKeeper();
        copies.update(window, 1_200);

        assertThat(first.forgotten).containsExactlyInAnyOrder(one, two);
        assertThat(second.kept).containsExactly(one, two);
    }

    @Test
    void withoutAnotherNodeNothingIsCopiedUntilThereIsOne() {
        long number = handOn(ROMEO, 0);
        copies.update(window, 1_000);
        Ledger keeper = newKeeper();
        copies.update(window, 1_200);
        assertThat(keeper.kept).containsExactly(number);
    }

    @Test
    void aStreamThatEndsLeavesNothingBehind() {
        Ledger keeper = newKeeper();
        long number = handOn(ROMEO, 0);
        copies.update(window, 1_000);
        copies.forgetAll();
        assertThat(keeper.forgotten).containsExactly(number);
    }
}
