package im.gateway.loadtest.oscar;

import static im.gateway.loadtest.legacy.RecordedEvents.until;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.legacy.RecordedEvents;
import im.gateway.loadtest.legacy.Sessions;
import im.gateway.node.legacy.LegacyEvent.MessageReceived;
import im.gateway.node.oscar.AimNetworkFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the simulated network keeps for users who are away. */
class KeptMessagesTest {
    /** The suite of faults goes by this: a message is in a connection only from then on. */
    @Test
    void aMessageIsHandedOverWhenItIsWrittenToTheNextSession() throws Exception {
        AtomicInteger handed = new AtomicInteger();
        try (OscarSide side = new OscarSide(new AimNetworkFactory(), OscarSide.Names.AIM, Options.local(), "")) {
            SimulatedContact contact = side.service.addContact("friend");
            contact.signOn();
            contact.send(side.user().username(), "for later", () -> {}, handed::incrementAndGet);
            contact.send(contact.name(), "behind it");
            assertThat(contact.received().poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(handed).hasValue(0);

            RecordedEvents events = new RecordedEvents();
            side.network().open(Sessions.NAME, side.user(), events);

            assertThat(events.await(MessageReceived.class).body()).isEqualTo("for later");
            until("it is handed over, once", () -> handed.get() == 1);
        }
    }
}
