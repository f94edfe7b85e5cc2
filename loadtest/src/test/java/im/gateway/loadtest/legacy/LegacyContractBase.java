package im.gateway.loadtest.legacy;

import im.gateway.loadtest.legacy.LegacySide.Contact;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.ContactPresence;
import im.gateway.node.legacy.LegacyEvent.LoggedIn;
import im.gateway.node.legacy.LegacyEvent.MessageOutcome;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.legacy.LegacySession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A network and a service for each test of the contract, and how the tests speak of them. */
abstract class LegacyContractBase {
    LegacySide side;
    LegacyNetwork network;
    private final List<LegacySession> sessions = new ArrayList<>();
    RecordedEvents events = new RecordedEvents();
    long number;

    /** A network and a service, both new. */
    protected abstract LegacySide open();

    @BeforeEach
    final void begin() {
        side = open();
        network = side.network();
    }

    @AfterEach
    final void end() {
        sessions.forEach(LegacySession::close);
        side.close();
    }

    final LegacySession open(Credentials credentials) {
        events = new RecordedEvents();
        LegacySession session = network.open(Sessions.NAME, credentials, events);
        sessions.add(session);
        return session;
    }

    final LegacySession loggedIn() {
        LegacySession session = open(side.user());
        events.await(LoggedIn.class);
        return session;
    }

    final boolean can(Feature feature) {
        return network.profile().features().contains(feature);
    }

    final long send(LegacySession session, String contact, String body) {
        session.perform(new LegacyCommand.SendMessage(++number, contact, body));
        return number;
    }

    final MessageOutcome outcomeOf(long message) {
        return events.await(MessageOutcome.class, outcome -> outcome.number() == message);
    }

    final ContactPresence presenceOf(Contact contact, boolean there) {
        return events.await(
                ContactPresence.class,
                event -> event.contact().equals(contact.name()) && (event.show() != null) == there);
    }
}
