package im.gateway.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.gateway.persistence.Examples;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.UserJournal.Command;
import im.gateway.persistence.journal.UserJournal.Erase;
import im.gateway.persistence.journal.UserJournal.EraseFailed;
import im.gateway.persistence.journal.UserJournal.Erased;
import im.gateway.persistence.journal.UserJournal.Recovered;
import im.gateway.persistence.journal.UserJournal.Reply;
import im.gateway.persistence.journal.UserJournal.Store;
import im.gateway.persistence.journal.UserJournal.StoreFailed;
import im.gateway.persistence.journal.UserJournal.Stored;
import im.gateway.persistence.journal.UserJournal.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a journal's parent sees of a store that fails. */
class UserJournalFailureTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "failures",
            ConfigFactory.load(PersistenceTestKitPlugin.getInstance()
                    .config()
                    .withFallback(PersistenceTestKitSnapshotPlugin.config())));
    private static final PersistenceTestKit STORE = PersistenceTestKit.create(KIT.system());
    private static final JournalSettings QUICK =
            new JournalSettings(50, 2, Duration.ofMinutes(5), Duration.ofMillis(10), Duration.ofMillis(50));
    private static final JournalSettings NEVER_BACK =
            new JournalSettings(50, 2, Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(1));
    private final RuntimeException broken = new RuntimeException("outer", new IllegalStateException("no node answers"));
    private static final UserEvent CONTACT = new UserEvent.ContactSaved("romeo", null, List.of());

    private final RegistrationId id = Examples.JULIET;
    private final TestProbe<Reply> parent = KIT.createTestProbe();

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
    void aFailedStoreIsAnsweredAndTheJournalComesBack() {
        ActorRef<Command> journal = open(QUICK, JournalEraser.NOTHING);
        assertThat(expect(Recovered.class).record()).isEqualTo(UserRecord.EMPTY);
        UserRecord registered = store(journal, Examples.REGISTERED);

        STORE.failNextPersisted(UserJournal.persistenceId(id), broken);
        journal.tell(new Store(List.of(CONTACT), parent.getRef()));
        assertThat(expect(StoreFailed.class).reason()).isEqualTo("IllegalStateException: no node answers");
        expect(Unavailable.class);
        assertThat(expect(Recovered.class).record()).isEqualTo(registered);
        assertThat(store(journal, CONTACT)).isEqualTo(registered.apply(CONTACT));
    }

    @Test
    void nothingIsStoredBehindWhatFailed() {
        ActorRef<Command> journal = open(QUICK, JournalEraser.NOTHING);
        expect(Recovered.class);
        STORE.failNextPersisted(UserJournal.persistenceId(id), broken);
        for (int i = 0; i < 3; i++) {
            journal.tell(new Store(List.of(Examples.REGISTERED), parent.getRef()));
        }
        for (int i = 0; i < 3; i++) {
            expect(StoreFailed.class);
        }
        expect(Unavailable.class);
        assertThat(expect(Recovered.class).record()).isEqualTo(UserRecord.EMPTY);
    }

    @Test
    void whileTheStoreIsAwayTheAnswerIsAtOnce() {
        ActorRef<Command> journal = open(NEVER_BACK, JournalEraser.NOTHING);
        expect(Recovered.class);
        STORE.failNextPersisted(UserJournal.persistenceId(id), broken);
        journal.tell(new Store(List.of(CONTACT), parent.getRef()));
        expect(StoreFailed.class);
        expect(Unavailable.class);

        journal.tell(new Store(List.of(CONTACT), parent.getRef()));
        assertThat(expect(StoreFailed.class).reason()).isEqualTo("the journal is not open");
        journal.tell(new Erase(parent.getRef()));
        assertThat(expect(EraseFailed.class).reason()).isEqualTo("the journal is not open");
    }

    @Test
    void aRecoveryThatFailsIsToldOnceAndTriedAgain() {
        ActorRef<Command> writer = open(QUICK, JournalEraser.NOTHING);
        expect(Recovered.class);
        UserRecord registered = store(writer, Examples.REGISTERED);
        KIT.stop(writer);

        STORE.failNextNReads(UserJournal.persistenceId(id), 3, broken);
        ActorRef<Command> journal = open(QUICK, JournalEraser.NOTHING);
        expect(Unavailable.class);
        assertThat(expect(Recovered.class).record()).isEqualTo(registered);
        assertThat(store(journal, CONTACT)).isEqualTo(registered.apply(CONTACT));
    }

    @Test
    void anEventThatTheStoreRejectsIsAFailedStore() {
        ActorRef<Command> journal = open(QUICK, JournalEraser.NOTHING);
        expect(Recovered.class);
        STORE.rejectNextPersisted(UserJournal.persistenceId(id), broken);
        journal.tell(new Store(List.of(Examples.REGISTERED), parent.getRef()));
        expect(StoreFailed.class);
        expect(Unavailable.class);
        assertThat(expect(Recovered.class).record()).isEqualTo(UserRecord.EMPTY);
    }

    @Test
    void nothingIsWrittenBeforeEarlierWritersAreShutOut() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        List<Long> fences = new CopyOnWriteArrayList<>();
        ActorRef<Command> journal = open(QUICK, fencing(sequenceNumber -> {
            fences.add(sequenceNumber);
            return fences.size() == 1 ? CompletableFuture.failedFuture(broken) : done;
        }));
        expect(Recovered.class);
        journal.tell(new Store(List.of(Examples.REGISTERED), parent.getRef()));
        assertThat(expect(StoreFailed.class).reason()).contains("no node answers");
        expect(Unavailable.class);
        assertThat(expect(Recovered.class).record()).isEqualTo(UserRecord.EMPTY);

        journal.tell(new Store(List.of(Examples.REGISTERED), parent.getRef()));
        journal.tell(new Store(List.of(CONTACT), parent.getRef()));
        parent.expectNoMessage(Duration.ofMillis(200));
        STORE.expectNothingPersisted(UserJournal.persistenceId(id));
        done.complete(null);
        expect(Stored.class);
        expect(Stored.class);
        store(journal, CONTACT);
        assertThat(fences).containsExactly(0L, 0L);
    }

    @Test
    void anErasingThatFailedMayBeTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        ActorRef<Command> journal = open(
                QUICK,
                who -> calls.incrementAndGet() == 1
                        ? CompletableFuture.failedFuture(broken)
                        : CompletableFuture.completedFuture(null));
        expect(Recovered.class);
        store(journal, Examples.REGISTERED);
        store(journal, new UserEvent.Unregistered(1));

        journal.tell(new Erase(parent.getRef()));
        assertThat(expect(EraseFailed.class).reason()).contains("no node answers");
        expect(Unavailable.class);
        expect(Recovered.class);
        journal.tell(new Erase(parent.getRef()));
        expect(Erased.class);
        expect(Recovered.class);
    }

    @Test
    void pausesGrowUpToTheirBoundAndDifferBetweenUsers() {
        JournalSettings settings =
                new JournalSettings(50, 2, Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(15));
        for (int share : new int[] {0, 1, -7, 123_456}) {
            for (int attempt = 1; attempt < 40; attempt++) {
                long least = Math.min(15_000, 1000L << Math.min(attempt - 1, 20));
                assertThat(settings.pause(attempt, share).toMillis()).isBetween(least, least + least / 4);
            }
        }
        assertThat(java.util.stream.IntStream.range(0, 100)
                        .mapToObj(share -> settings.pause(5, share))
                        .distinct())
                .hasSizeGreaterThan(30);
    }

    private static JournalEraser fencing(LongFunction<CompletionStage<Void>> fence) {
        return new JournalEraser() {
            @Override
            public CompletionStage<Void> erase(RegistrationId who) {
                return NOTHING.erase(who);
            }

            @Override
            public CompletionStage<Void> fence(RegistrationId who, long sequenceNumber) {
                return fence.apply(sequenceNumber);
            }
        };
    }

    private ActorRef<Command> open(JournalSettings settings, JournalEraser eraser) {
        return KIT.spawn(UserJournal.create(
                id, parent.getRef(), new RecoveringReader(KIT.system(), settings), eraser, settings));
    }

    private UserRecord store(ActorRef<Command> journal, UserEvent event) {
        journal.tell(new Store(List.of(event), parent.getRef()));
        return expect(Stored.class).record();
    }

    private <R extends Reply> R expect(Class<R> reply) {
        return parent.expectMessageClass(reply, Duration.ofSeconds(5));
    }
}
