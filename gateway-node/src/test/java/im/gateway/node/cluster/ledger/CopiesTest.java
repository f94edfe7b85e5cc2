package im.gateway.node.cluster.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.user.Told;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final long SEED = 20261121;
    private static final RegistrationId ROMEO = user("romeo");

    private static RegistrationId user(String name) {
        return new RegistrationId("irc.localhost", BareJid.of(name + "@montague.lit"));
    }

    private static Told told(long... marks) {
        return new Told(true, false, true, marks);
    }

    /** Nodes with their ledgers, and messages that arrive at once. */
    private static final class World {
        private final Map<String, Copies> nodes = new TreeMap<>();

        private World(int size) {
            IntStream.rangeClosed(1, size).forEach(n -> add("node" + n));
        }

        private void add(String name) {
            nodes.put(name, new Copies(name));
            settle();
        }

        private void lose(String name) {
            nodes.remove(name);
            settle();
        }

        private void settle() {
            nodes.values().forEach(node -> node.others(nodes.keySet()));
            flush();
        }

        private void flush() {
            nodes.values()
                    .forEach(node -> node.takeDirty()
                            .forEach((to, copies) -> copies.forEach(Objects.requireNonNull(nodes.get(to))::receive)));
        }

        private Copies node(String name) {
            return Objects.requireNonNull(nodes.get(name));
        }

        private void keep(String at, RegistrationId user, Told told, long now) {
            node(at).keep(user, told, now);
            flush();
        }

        /** As the ledger's actor looks for it. */
        private @Nullable Told recall(String at, RegistrationId user) {
            Copy best = node(at).find(user);
            for (String other : node(at).toAsk(user)) {
                Copy found = node(other).find(user);
                best = found != null && found.isNewerThan(best) ? found : best;
            }
            if (best != null) {
                nodes.forEach((name, node) -> {
                    if (!name.equals(at)) {
                        node.release(user);
                    }
                });
                node(at).adopt(best);
                flush();
            }
            return best == null ? null : best.told();
        }
    }

    @Test
    void whatWasKeptIsFoundOnAnyNodeWhenItsOwnIsLost() {
        for (String lost : List.of("node1", "node2", "node3", "node4", "node5")) {
            World world = new World(5);
            world.keep(lost, ROMEO, told(1, 2), 100);
            world.lose(lost);
            for (String next : List.copyOf(world.nodes.keySet())) {
                assertThat(world.recall(next, ROMEO))
                        .as("%s lost, on %s", lost, next)
                        .isEqualTo(told(1, 2));
            }
        }
    }

    @Test
    void whatWasKeptIsFoundWhenTheUserMovesWhileTheOldNodeIsStillThere() {
        World world = new World(5);
        world.keep("node1", ROMEO, told(1), 100);
        world.node("node1").others(world.nodes.keySet());
        for (String next : List.of("node2", "node3", "node4", "node5")) {
            assertThat(world.recall(next, ROMEO)).as(next).isEqualTo(told(1));
        }
    }

    @Test
    void theNewerOneCountsEvenWhereTheClockIsSlow() {
        World world = new World(3);
        world.keep("node1", ROMEO, told(1), 1_000_000);
        world.recall("node2", ROMEO);
        world.keep("node2", ROMEO, told(2), 5);
        world.lose("node2");
        assertThat(world.recall("node3", ROMEO)).isEqualTo(told(2));
    }

    @Test
    void whoIsForgottenIsNotFound() {
        World world = new World(3);
        world.keep("node1", ROMEO, told(1), 100);
        world.recall("node2", ROMEO);
        world.keep("node2", ROMEO, Told.NOTHING, 200);
        world.lose("node2");
        world.lose("node1");
        assertThat(world.recall("node3", ROMEO)).isNull();
    }

    @Test
    void aUserWithMoreContactsThanFitIsNotKept() {
        World world = new World(3);
        world.keep("node1", ROMEO, told(1), 100);
        world.keep("node1", ROMEO, told(new long[Copies.MOST_MARKS + 1]), 200);
        world.lose("node1");
        assertThat(world.recall("node2", ROMEO)).isNull();
    }

    @Test
    void changesOfOneUserAreSentOnce() {
        Copies copies = new Copies("node1");
        copies.others(Set.of("node2"));
        for (int n = 1; n <= 1000; n++) {
            copies.keep(ROMEO, told(n), n);
        }
        assertThat(copies.takeDirty())
                .containsOnlyKeys("node2")
                .allSatisfy(
                        (node, sent) -> assertThat(sent).extracting(Copy::told).containsExactly(told(1000)));
        assertThat(copies.isDirty()).isFalse();
    }

    /** Users move and nodes come and go, one at a time: what was told last is always found, and nothing is kept for ever. */
    @Test
    void findsWhatWasToldLastHoweverNodesComeAndGo() {
        Random random = new Random(SEED);
        World world = new World(4);
        Map<RegistrationId, Told> last = new HashMap<>();
        Map<RegistrationId, String> homes = new HashMap<>();
        int nodes = 4;
        for (int step = 0; step < 3000; step++) {
            RegistrationId user = user("user" + random.nextInt(50));
            String home = homes.get(user);
            if (random.nextInt(100) == 0 && world.nodes.size() > 2) {
                String lost = one(random, world);
                world.lose(lost);
                for (RegistrationId moved : List.copyOf(homes.keySet())) {
                    if (lost.equals(homes.get(moved))) {
                        String next = one(random, world);
                        assertThat(world.recall(next, moved))
                                .as("seed %d step %d, after the loss of %s", SEED, step, lost)
                                .isEqualTo(last.get(moved));
                        homes.put(moved, next);
                    }
                }
            } else if (random.nextInt(60) == 0 && world.nodes.size() < 7) {
                world.add("node" + ++nodes);
            } else if (home == null || random.nextInt(5) == 0) {
                String next = one(random, world);
                if (!next.equals(home)) {
                    assertThat(world.recall(next, user))
                            .as("seed %d step %d", SEED, step)
                            .isEqualTo(last.get(user));
                    homes.put(user, next);
                }
            } else {
                Told told = told(random.nextInt(), step);
                world.keep(home, user, told, step);
                last.put(user, told);
            }
        }
        int copies = world.nodes.values().stream().mapToInt(Copies::kept).sum();
        assertThat(copies).isLessThanOrEqualTo(2 * 50);
    }

    private static String one(Random random, World world) {
        List<String> names = new ArrayList<>(world.nodes.keySet());
        return names.get(random.nextInt(names.size()));
    }

    @Test
    void spreadsUsersEvenly() {
        Map<String, Integer> counts = new HashMap<>();
        Set<String> nodes = Set.of("pekko://g@10.0.0.1:7355", "pekko://g@10.0.0.2:7355", "pekko://g@10.0.0.3:7355");
        for (int n = 0; n < 3000; n++) {
            Rendezvous.first(user("user" + n).text(), nodes, 1).forEach(node -> counts.merge(node, 1, Integer::sum));
        }
        assertThat(counts.values())
                .hasSize(3)
                .allSatisfy(count -> assertThat(count).isBetween(900, 1100));
    }
}
