package im.gateway.persistence.journal;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;

/** The journal without a store, as a trial without Cassandra has it. */
class InMemoryJournalTest extends JournalContract {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "in-memory", ConfigFactory.load(ConfigFactory.parseResources("persistence-in-memory.conf")));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Override
    protected ActorTestKit kit() {
        return KIT;
    }

    @Override
    protected JournalEraser eraser() {
        return JournalEraser.NOTHING;
    }
}
