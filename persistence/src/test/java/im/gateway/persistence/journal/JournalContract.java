package im.gateway.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.persistence.Examples;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.Secret;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.UserJournal.Command;
import im.gateway.persistence.journal.UserJournal.EraseFailed;
import im.gateway.persistence.journal.UserJournal.Erased;
import im.gateway.persistence.journal.UserJournal.Recovered;
import im.gateway.persistence.journal.UserJournal.Reply;
import im.gateway.persistence.journal.UserJournal.Store;
import im.gateway.persistence.journal.UserJournal.Stored;
import im.gateway.protocol.subscription.SubscriptionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

/** What holds for a journal wherever its events are kept. */
public abstract class JournalContract {
    /** A small number, so that a few events make several snapshots. */
    protected static final int SNAPSHOT_EVERY = 5;

    protected static final JournalSettings SETTINGS = new JournalSettings(
            SNAPSHOT_EVERY, 2, Duration.ofMinutes(5), Duration.ofMillis(100), Duration.ofSeconds(1));
    private static final AtomicInteger USERS = new AtomicInteger();

    /** The actor system that the journals of a test live in. */
    protected abstract ActorTestKit kit();

    /** The one under test; {@link RecoveringReader} where there is no other. */
    protected JournalReader reader() {
        return new RecoveringReader(kit().system(), SETTINGS);
    }

    protected abstract JournalEraser eraser();

    /** A user whom no other test has. */
    protected final RegistrationId user() {
        return RegistrationId.ofText("irc.example.org|user" + USERS.incrementAndGet() + "@capulet.example");
    }

    /** A journal that runs, and the parent that it reports to. */
    protected final class Opened {
        public final TestProbe<Reply> parent = kit().createTestProbe();
        public final ActorRef<Command> journal;

        public Opened(RegistrationId id) {
            journal = kit().spawn(UserJournal.create(id, parent.getRef(), reader(), eraser(), SETTINGS));
        }

        public <R extends Reply> R expect(Class<R> reply) {
            return parent.expectMessageClass(reply, Duration.ofSeconds(20));
        }

        public UserRecord store(UserEvent... events) {
            journal.tell(new Store(List.of(events), parent.getRef()));
            return expect(Stored.class).record();
        }

        public void stop() {
            kit().stop(journal, Duration.ofSeconds(10));
        }
    }

    @Test
    void ofSomebodyUnknownNothingIsStored() {
        Opened opened = new Opened(user());
        assertThat(opened.expect(Recovered.class).record()).isEqualTo(UserRecord.EMPTY);
    }

    @Test
    void whatWasStoredIsRecovered() {
        RegistrationId id = user();
        Opened first = new Opened(id);
        first.expect(Recovered.class);
        UserRecord expected = UserRecord.EMPTY;
        for (UserEvent event : Examples.EVENTS.subList(0, Examples.EVENTS.size() - 1)) {
            expected = expected.apply(event);
            assertThat(first.store(event)).isEqualTo(expected);
        }
        first.stop();

        Opened second = new Opened(id);
        assertThat(second.expect(Recovered.class).record().apply(Examples.STAYING))
                .isEqualTo(expected.apply(Examples.STAYING))
                .isEqualTo(Examples.recordOfDecisions());
    }

    @Test
    void severalEventsAreStoredAsOne() {
        RegistrationId id = user();
        Opened first = new Opened(id);
        first.expect(Recovered.class);
        UserRecord record = first.store(Examples.EVENTS.subList(0, 9).toArray(UserEvent[]::new));
        first.stop();
        assertThat(new Opened(id).expect(Recovered.class).record()).isEqualTo(record);
    }

    @Test
    void answersComeInTheOrderOfTheCommands() {
        Opened opened = new Opened(user());
        // Sent before the recovery has ended: they wait for it.
        for (int i = 0; i < 50; i++) {
            opened.journal.tell(new Store(List.of(contact(i)), opened.parent.getRef()));
        }
        opened.expect(Recovered.class);
        for (int i = 0; i < 50; i++) {
            assertThat(opened.expect(Stored.class).record().contacts().size()).isEqualTo(i + 1);
        }
    }

    @Test
    void aLongHistoryWithSnapshotsIsRecovered() {
        RegistrationId id = user();
        Opened first = new Opened(id);
        first.expect(Recovered.class);
        UserRecord record = first.store(Examples.REGISTERED);
        for (int i = 0; i < 7 * SNAPSHOT_EVERY + 2; i++) {
            record = first.store(contact(i % 20), subscription(i));
        }
        first.stop();

        Opened second = new Opened(id);
        assertThat(second.expect(Recovered.class).record()).isEqualTo(record);
        UserRecord more = second.store(contact(99));
        second.stop();
        assertThat(new Opened(id).expect(Recovered.class).record()).isEqualTo(more);
    }

    @Test
    void onlyTheUnregisteredAreErased() {
        Opened opened = new Opened(user());
        opened.expect(Recovered.class);
        opened.store(Examples.REGISTERED);
        opened.journal.tell(new UserJournal.Erase(opened.parent.getRef()));
        assertThat(opened.expect(EraseFailed.class).reason()).contains("still registered");
        assertThat(opened.store(contact(1)).isRegistered()).isTrue();
    }

    @Test
    void registeringAgainWorksAfterErasing() {
        RegistrationId id = user();
        Opened first = new Opened(id);
        first.expect(Recovered.class);
        first.store(Examples.REGISTERED);
        List<UserEvent> events = new ArrayList<>();
        for (int i = 0; i < 3 * SNAPSHOT_EVERY; i++) {
            events.add(contact(i));
        }
        events.forEach(first::store);
        first.store(new UserEvent.Unregistered(2));
        first.journal.tell(new UserJournal.Erase(first.parent.getRef()));
        first.expect(Erased.class);
        assertThat(first.expect(Recovered.class).record()).isEqualTo(UserRecord.EMPTY);

        UserEvent again = new UserEvent.Registered("julia", new Secret("k", "n", "c"), null, 3);
        UserRecord record = first.store(again);
        assertThat(record).isEqualTo(UserRecord.EMPTY.apply(again));
        first.store(contact(1));
        first.stop();

        UserRecord recovered = new Opened(id).expect(Recovered.class).record();
        assertThat(recovered).isEqualTo(record.apply(contact(1)));
    }

    protected static UserEvent contact(int number) {
        return new UserEvent.ContactSaved("contact" + number, null, List.of());
    }

    private static UserEvent subscription(int number) {
        SubscriptionState[] states = SubscriptionState.values();
        return new UserEvent.SubscriptionChanged("contact" + number % 20, states[number % states.length]);
    }
}
