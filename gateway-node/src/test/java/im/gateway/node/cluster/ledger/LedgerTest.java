package im.gateway.node.cluster.ledger;

import static im.gateway.node.cluster.TestNodes.await;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.cluster.TestNodes;
import im.gateway.node.user.Told;
import im.gateway.node.user.ToldLedger;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over the wire between two nodes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LedgerTest {
    private static final int USERS = 100;

    private static RegistrationId user(int n) {
        return new RegistrationId("irc.localhost", BareJid.of("user" + n + "@montague.lit"));
    }

    private static Told told(int n) {
        return new Told(true, false, true, new long[] {n, -n});
    }

    private static Optional<Told> recall(ToldLedger ledger, RegistrationId user) throws Exception {
        CompletableFuture<Optional<Told>> answer = new CompletableFuture<>();
        ledger.recall(user, found -> answer.complete(Optional.ofNullable(found)));
        return answer.get(20, TimeUnit.SECONDS);
    }

    @Test
    void whatUsersOfALostNodeWereToldIsKnownOnAnother() throws Exception {
        try (TestNodes nodes = new TestNodes()) {
            int seed = TestNodes.freePort();
            ActorSystem<Void> first = nodes.start(seed, seed, "");
            ActorSystem<Void> second = nodes.start(TestNodes.freePort(), seed, "");
            ToldLedger here = Ledger.start(first, InstantSource.system());
            ActorRef<Ledger.Message> other =
                    second.systemActorOf(Ledger.create(InstantSource.system()), "told-ledger", Props.empty());
            ToldLedger there = Ledger.of(other);
            await("both nodes are up", () -> nodes.areAllUp(2));
            for (int n = 0; n < USERS; n++) {
                here.keep(user(n), told(n));
            }
            // What was kept before the two knew each other is sent when they do.
            await("all have been sent", () -> IntStream.range(0, USERS).allMatch(n -> has(second, other, user(n))));

            nodes.kill(first);
            for (int n = 0; n < USERS; n++) {
                assertThat(recall(there, user(n))).as("user %d", n).contains(told(n));
            }
            assertThat(recall(there, user(USERS))).as("who was told nothing").isEmpty();
        }
    }

    /** Whether that ledger has a copy of its own. */
    private static boolean has(ActorSystem<?> system, ActorRef<Ledger.Message> ledger, RegistrationId user) {
        return AskPattern.<Ledger.Message, Ledger.Answer>ask(
                                ledger,
                                replyTo -> new Ledger.Ask(1, user, replyTo),
                                Duration.ofSeconds(20),
                                system.scheduler())
                        .toCompletableFuture()
                        .join()
                        .copy()
                != null;
    }
}
