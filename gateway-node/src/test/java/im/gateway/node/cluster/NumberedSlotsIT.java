package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.wire.UsersComponent;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import im.gateway.servers.EjabberdServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * ejabberd with {@code domain_balancing}: each user belongs to one of the numbered connections of the gateway's domain, and while that one
 * is missing, what the user writes is dropped without a word.
 */
@RequiresServer(ServerKind.EJABBERD)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class NumberedSlotsIT {
    private static final String GATEWAY = "irc.localhost";
    private static final String USERS = "users.localhost";
    private static final String SECRET = "s3cret";
    private static final int SLOTS = 3;
    /** So many that each slot has some: that one of three has none of 60 happens once in 10 billion. */
    private static final int PEOPLE = 60;

    private static final Duration SILENCE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private int round;
    /** Whether everybody has been answered once. */
    private boolean served;

    private static String xmpp(EjabberdServer server) {
        return """
            servers.ejabberd { host = "127.0.0.1", port = %d, policy = numbered, connections = %d }
            domains.irc { address = %s, secret = %s, servers = [ejabberd], service = echo, admit = ["*"] }
            """.formatted(server.componentPort(), SLOTS, GATEWAY, SECRET);
    }

    /** Everybody writes once; who is answered, by which node, until nothing more has come for a while. */
    private Map<String, Integer> answered(UsersComponent users) {
        String id = "round" + ++round;
        for (int i = 0; i < PEOPLE; i++) {
            users.send(Element.builder(Stanza.NAMESPACE, "message")
                    .attribute("from", "u" + i + "@" + USERS)
                    .attribute("to", "nurse@" + GATEWAY)
                    .attribute("id", id)
                    .childText("body", "Madam!")
                    .build());
        }
        Map<String, Integer> answers = new TreeMap<>();
        Element stanza = users.receive(SILENCE);
        while (stanza != null) {
            // Errors come while there never was a connection; later, nothing is heard of what is for an empty slot.
            boolean isError = "error".equals(stanza.attribute("type"));
            assertThat(served && isError).as("an error: %s", stanza).isFalse();
            if (!isError && id.equals(stanza.attribute("id"))) {
                Jid by = Objects.requireNonNull(Jid.parse(stanza.attribute("from", "")));
                answers.put(stanza.attribute("to", ""), Integer.parseInt(Objects.requireNonNull(by.resource())));
            }
            stanza = answers.size() < PEOPLE ? users.receive(SILENCE) : null;
        }
        return answers;
    }

    /** Who is answered in the first round in which these nodes answer everybody. */
    private Map<String, Integer> everybodyAnswered(UsersComponent users, Set<Integer> nodes) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Integer> answers = answered(users);
        while (answers.size() < PEOPLE || !nodes.equals(new HashSet<>(answers.values()))) {
            assertThat(System.nanoTime())
                    .as("deadline; answered: %s of %s, by %s", answers.size(), PEOPLE, new TreeSet<>(answers.values()))
                    .isLessThan(deadline);
            answers = answered(users);
        }
        served = true;
        return answers;
    }

    @Test
    void theSlotsOfALostNodeAreFilledByTheOther() throws Exception {
        try (EjabberdServer server = EjabberdServer.builder()
                        .component(GATEWAY, SECRET)
                        .component(USERS, SECRET)
                        .balanced(GATEWAY, SLOTS)
                        .start();
                UsersComponent users = new UsersComponent(server, USERS, SECRET);
                EchoNodes nodes = new EchoNodes(folder)) {
            // Of two nodes, the one with the lower address goes on when they lose each other.
            int one = TestNodes.freePort();
            int other = TestNodes.freePort();
            int first = Math.min(one, other);
            int second = Math.max(one, other);
            nodes.start(first, first, xmpp(server));
            everybodyAnswered(users, Set.of(first));
            ActorSystem<Void> lost = nodes.start(second, first, xmpp(server));
            nodes.awaitUp(2);
            Map<String, Integer> before = everybodyAnswered(users, Set.of(first, second));

            nodes.kill(lost);
            Map<String, Integer> after = answered(users);
            assertThat(after.keySet())
                    .as("those whose slot is left, while that of the others is empty")
                    .isEqualTo(withAnswersOf(first, before));
            everybodyAnswered(users, Set.of(first));
        }
    }

    private static Set<String> withAnswersOf(int node, Map<String, Integer> answers) {
        return answers.entrySet().stream()
                .filter(answer -> answer.getValue() == node)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
