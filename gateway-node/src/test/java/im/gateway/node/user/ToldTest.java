package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.stanza.Presence.Show;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToldTest {
    private static final long SEED = 20261121;

    private static Told told(Map<String, ContactPresence> contacts) {
        DeciderWorld world = new DeciderWorld(Set.of());
        Draft draft = new Draft(world.rules, world.record, Live.INITIAL);
        draft.gatewayTold = true;
        draft.setContacts(contacts);
        return Objects.requireNonNull(Told.of(draft.finish().live()));
    }

    private static ContactPresence presence(Show show, @Nullable String status, boolean told) {
        return new ContactPresence(show, status, told, true);
    }

    @Test
    void saysWhatWasToldAndNothingElse() {
        Told told = told(Map.of(
                "juliet", presence(Show.AWAY, "tea", true),
                "nurse", presence(Show.ONLINE, null, true),
                "tybalt", presence(Show.DND, null, false)));
        assertThat(told.gateway()).isTrue();
        assertThat(told.size()).isEqualTo(2);
        assertThat(told.says("juliet", Show.AWAY, "tea")).isTrue();
        assertThat(told.says("juliet", Show.AWAY, null)).isFalse();
        assertThat(told.says("juliet", Show.ONLINE, "tea")).isFalse();
        assertThat(told.names("juliet")).isTrue();
        assertThat(told.names("tybalt")).as("known, but never told").isFalse();
        assertThat(told.says("nurse", Show.ONLINE, ""))
                .as("an empty status is not none")
                .isFalse();
    }

    @Test
    void outlivesTheWayToAnotherNode() {
        Told told = told(Map.of("juliet", presence(Show.AWAY, "tea", true)));
        Told back = new Told(told.gateway(), told.outage(), told.exact(), told.marks());
        assertThat(back).isEqualTo(told).hasSameHashCodeAs(told);
        assertThat(back.says("juliet", Show.AWAY, "tea")).isTrue();
    }

    /** The form travels between nodes of different releases: these numbers stay. */
    @Test
    void hasMarksThatStayTheSameInEveryRelease() {
        assertThat(told(Map.of("juliet", presence(Show.AWAY, "tea", true))).marks())
                .containsExactly(JULIET_AWAY_TEA);
    }

    private static final long JULIET_AWAY_TEA = 8352689556130401669L;

    @Test
    void tellsManyContactsApart() {
        Random random = new Random(SEED);
        List<Show> shows = List.of(Show.values());
        Map<String, ContactPresence> contacts = new HashMap<>();
        for (int n = 0; n < 2000; n++) {
            contacts.put("nick" + n, presence(shows.get(random.nextInt(shows.size())), "s" + n, true));
        }
        Told told = told(contacts);
        Set<Long> marks = new HashSet<>();
        for (long mark : told.marks()) {
            marks.add(mark);
        }
        assertThat(marks).as("seed %d", SEED).hasSize(2000);
        contacts.forEach((name, presence) -> {
            assertThat(told.says(name, presence.show(), presence.status())).isTrue();
            assertThat(told.names("other" + name)).isFalse();
        });
    }
}
