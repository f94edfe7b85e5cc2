package im.gateway.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.gateway.persistence.Examples;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.JournalReader.Found;
import im.gateway.persistence.journal.UserJournal.Command;
import im.gateway.persistence.journal.UserJournal.Erase;
import im.gateway.persistence.journal.UserJournal.Erased;
import im.gateway.persistence.journal.UserJournal.Recovered;
import im.gateway.persistence.journal.UserJournal.Reply;
import im.gateway.persistence.journal.UserJournal.Store;
import im.gateway.persistence.journal.UserJournal.StoreFailed;
import im.gateway.persistence.journal.UserJournal.Stored;
import im.gateway.persistence.journal.UserJournal.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRefWithCell;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a journal reads and when it starts the store, with a reader whose answers the test gives. */
class UserJournalReadingTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "reading",
            ConfigFactory.load(PersistenceTestKitPlugin.getInstance()
                    .config()
                    .withFallback(PersistenceTestKitSnapshotPlugin.config())));
    private static final PersistenceTestKit STORE = PersistenceTestKit.create(KIT.system());
    private static final RegistrationId ID = Examples.JULIET;
    private static final String PERSISTENCE_ID = UserJournal.persistenceId(ID);
    private static final Found NOTHING = new Found(UserRecord.EMPTY, 0);
    private static final UserRecord REGISTERED = UserRecord.EMPTY.apply(Examples.REGISTERED);
    private static final UserEvent CONTACT = new UserEvent.ContactSaved("romeo", null, List.of());

    private final RuntimeException broken = new RuntimeException("outer", new IllegalStateException("no node answers"));
    private final TestProbe<Reply> parent = KIT.createTestProbe();
    private final BlockingQueue<CompletableFuture<Found>> reads = new LinkedBlockingQueue<>();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void empty() {
        STORE.resetPolicy();
        STORE.clearAll();
    }

    @Test
    void whoOnlyReadsStartsNoStore() throws InterruptedException {
        STORE.failNextNReads(PERSISTENCE_ID, Integer.MAX_VALUE, broken);
        open(JournalEraser.NOTHING);
        nextRead().complete(new Found(REGISTERED, 1));
        assertThat(expect(Recovered.class).record()).isSameAs(REGISTERED);
        // A store would fail, and the journal would say so.
        parent.expectNoMessage(Duration.ofMillis(300));
    }

    @Test
    void aFailedReadingIsToldOnceAndTriedAgain() throws InterruptedException {
        ActorRef<Command> journal = open(JournalEraser.NOTHING);
        journal.tell(store(CONTACT));
        nextRead().completeExceptionally(broken);
        assertThat(expect(StoreFailed.class).reason()).isEqualTo("IllegalStateException: no node answers");
        assertThat(expect(Unavailable.class).reason()).isEqualTo("IllegalStateException: no node answers");
        nextRead().completeExceptionally(broken);
        CompletableFuture<Found> third = nextRead();
        journal.tell(store(CONTACT));
        assertThat(expect(StoreFailed.class).reason()).isEqualTo("the journal is not open");
        third.complete(NOTHING);
        assertThat(expect(Recovered.class).record()).isEqualTo(UserRecord.EMPTY);
    }

    @Test
    void whatIsToBeStoredWaitsForReadingAndForTheStore() throws InterruptedException {
        STORE.persistForRecovery(PERSISTENCE_ID, List.of(Examples.REGISTERED));
        ActorRef<Command> journal = open(JournalEraser.NOTHING);
        journal.tell(store(CONTACT));
        journal.tell(store(new UserEvent.ContactRemoved("romeo")));
        nextRead().complete(new Found(REGISTERED, 1));
        assertThat(expect(Recovered.class).record()).isSameAs(REGISTERED);
        assertThat(expect(Stored.class).record()).isEqualTo(REGISTERED.apply(CONTACT));
        assertThat(expect(Stored.class).record()).isEqualTo(REGISTERED);
    }

    @Test
    void anEventThatArrivedAfterTheReadingIsToldBeforeAnythingIsWritten() throws InterruptedException {
        ActorRef<Command> journal = open(JournalEraser.NOTHING);
        nextRead().complete(NOTHING);
        expect(Recovered.class);
        STORE.persistForRecovery(PERSISTENCE_ID, List.of(Examples.REGISTERED));

        journal.tell(store(CONTACT));
        assertThat(expect(StoreFailed.class).reason())
                .isEqualTo(
                        "up to event 1 is stored (expected: 0, as was read before): an earlier write has arrived late");
        expect(Unavailable.class);
        assertThat(expect(Recovered.class).record()).isEqualTo(REGISTERED);
        assertThat(STORE.persistedInStorage(PERSISTENCE_ID)).hasSize(1);
        assertThat(reads).as("who knows better is asked").isEmpty();

        journal.tell(store(CONTACT));
        assertThat(expect(Stored.class).record()).isEqualTo(REGISTERED.apply(CONTACT));
    }

    @Test
    void whoWritesIsOpenedAgainByTheStore() throws InterruptedException {
        ActorRef<Command> journal = open(JournalEraser.NOTHING);
        nextRead().complete(NOTHING);
        expect(Recovered.class);
        STORE.failNextNReads(PERSISTENCE_ID, 2, broken);
        journal.tell(store(CONTACT));
        expect(StoreFailed.class);
        assertThat(expect(Unavailable.class).reason()).isEqualTo("IllegalStateException: no node answers");
        assertThat(expect(Recovered.class).record()).isEqualTo(UserRecord.EMPTY);
        assertThat(reads).isEmpty();
        journal.tell(store(CONTACT));
        assertThat(expect(Stored.class).record()).isEqualTo(UserRecord.EMPTY.apply(CONTACT));
    }

    @Test
    void aStoreThatHasNothingToWriteEndsAndStartsAgainForTheNextEvent() throws InterruptedException {
        ActorRef<Command> journal = open(JournalEraser.NOTHING, Duration.ofMillis(1));
        nextRead().complete(NOTHING);
        expect(Recovered.class);
        journal.tell(new Store(List.of(Examples.REGISTERED, CONTACT), parent.getRef()));
        expect(Stored.class);
        awaitNoStore(journal);

        UserEvent second = new UserEvent.ContactRemoved("romeo");
        journal.tell(store(second));
        assertThat(expect(Stored.class).record()).isEqualTo(REGISTERED);
        assertThat(STORE.persistedInStorage(PERSISTENCE_ID)).containsExactly(Examples.REGISTERED, CONTACT, second);
        assertThat(reads).as("what is known is enough").isEmpty();
    }

    @Test
    void whatOthersWroteWhileTheStoreWasNotThereIsNoticed() throws InterruptedException {
        ActorRef<Command> journal = open(JournalEraser.NOTHING, Duration.ofMillis(1));
        nextRead().complete(NOTHING);
        expect(Recovered.class);
        journal.tell(store(Examples.REGISTERED));
        expect(Stored.class);
        awaitNoStore(journal);
        STORE.persistForRecovery(PERSISTENCE_ID, List.of(Examples.REGISTERED, CONTACT));

        journal.tell(store(new UserEvent.ContactRemoved("romeo")));
        assertThat(expect(StoreFailed.class).reason()).startsWith("up to event ");
    }

    @Test
    void whatIsLeftOfSomebodyUnregisteredIsErasedWithoutAStore() throws InterruptedException {
        STORE.failNextNReads(PERSISTENCE_ID, Integer.MAX_VALUE, broken);
        BlockingQueue<RegistrationId> erased = new LinkedBlockingQueue<>();
        ActorRef<Command> journal = open(id -> {
            erased.add(id);
            return CompletableFuture.completedFuture(null);
        });
        nextRead().complete(new Found(UserRecord.EMPTY, 7));
        expect(Recovered.class);
        journal.tell(new Erase(parent.getRef()));
        expect(Erased.class);
        assertThat(erased).containsExactly(ID);
        nextRead().complete(NOTHING);
        expect(Recovered.class);
    }

    /** A journal with a store has a child. */
    private void awaitNoStore(ActorRef<Command> journal) {
        parent.awaitAssert(Duration.ofSeconds(20), () -> {
            assertThat(Adapter.toClassic(journal))
                    .isInstanceOfSatisfying(
                            ActorRefWithCell.class,
                            ref -> assertThat(ref.underlying()
                                            .childrenRefs()
                                            .children()
                                            .isEmpty())
                                    .as("no child")
                                    .isTrue());
            return null;
        });
    }

    private ActorRef<Command> open(JournalEraser eraser) {
        return open(eraser, Duration.ofMinutes(5));
    }

    private ActorRef<Command> open(JournalEraser eraser, Duration storeIdle) {
        JournalReader reader = id -> {
            CompletableFuture<Found> read = new CompletableFuture<>();
            reads.add(read);
            return read;
        };
        JournalSettings settings = new JournalSettings(50, 2, storeIdle, Duration.ofMillis(10), Duration.ofMillis(50));
        return KIT.spawn(UserJournal.create(ID, parent.getRef(), reader, eraser, settings));
    }

    /** The reading that the journal has asked for. */
    private CompletableFuture<Found> nextRead() throws InterruptedException {
        CompletableFuture<Found> read = reads.poll(20, TimeUnit.SECONDS);
        if (read == null) {
            throw new AssertionError("nothing was read within 20 s");
        }
        return read;
    }

    private Store store(UserEvent event) {
        return new Store(List.of(event), parent.getRef());
    }

    private <R extends Reply> R expect(Class<R> reply) {
        return parent.expectMessageClass(reply, Duration.ofSeconds(20));
    }
}
