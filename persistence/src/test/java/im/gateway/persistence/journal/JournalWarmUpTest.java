package im.gateway.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.UserRecord;
import im.gateway.protocol.jid.BareJid;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JournalWarmUpTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "warm-up",
            ConfigFactory.load(PersistenceTestKitPlugin.getInstance()
                    .config()
                    .withFallback(PersistenceTestKitSnapshotPlugin.config())));
    private static final PersistenceTestKit STORE = PersistenceTestKit.create(KIT.system());
    private static final JournalSettings QUICK =
            new JournalSettings(50, 2, Duration.ofMinutes(5), Duration.ofMillis(10), Duration.ofMillis(50));
    private static final String FIRST =
            UserJournal.persistenceId(new RegistrationId("warm-up.invalid", BareJid.of("nobody-0@warm-up.invalid")));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void opensManyBothWaysAndGoesOnAfterAFailureAndWritesNothing() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        JournalReader reader = id -> {
            reads.incrementAndGet();
            return CompletableFuture.completedFuture(new JournalReader.Found(UserRecord.EMPTY, 0));
        };
        STORE.failNextNReads(FIRST, 3, new IllegalStateException("no node answers"));

        CompletableFuture<Integer> warm =
                JournalWarmUp.run(KIT.system(), reader, QUICK).toCompletableFuture();

        assertThat(warm.get(30, TimeUnit.SECONDS)).isBetween(50, 200);
        assertThat(reads).hasValueGreaterThanOrEqualTo(53);
        STORE.expectNothingPersisted(FIRST);
    }
}
