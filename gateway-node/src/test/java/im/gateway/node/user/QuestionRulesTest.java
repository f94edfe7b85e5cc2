package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.protocol.search.SearchForm;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of requests that only the legacy network can answer. */
class QuestionRulesTest {
    private static final String ROMEO = DeciderWorld.USER + "/orchard";
    private final DeciderWorld world = new DeciderWorld(Set.of(Feature.SEARCH));

    QuestionRulesTest() {
        world.stanza(
                "iq",
                "set",
                ROMEO,
                DeciderWorld.GATEWAY,
                Element.builder("jabber:iq:register", "query")
                        .childText("username", "RomeoMyRomeo")
                        .childText("password", "ILoveJuliet")
                        .build());
        world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
        world.stanza("presence", "", ROMEO, DeciderWorld.GATEWAY);
        world.unsettled.clear();
    }

    @Test
    void eachAnswerGoesToWhoAskedAndOnce() {
        long first = ask();
        long second = ask();
        assertThat(second).isGreaterThan(first);
        assertThat(world.unsettled).hasSize(2);
        assertThat(found(second).sent()).hasSize(1);
        assertThat(found(second).sent()).as("a second answer").isEmpty();
        assertThat(found(99).sent()).as("an answer to nothing").isEmpty();
        assertThat(found(first).sent()).hasSize(1);
        assertThat(world.unsettled).isEmpty();
        assertThat(world.live.questions().isEmpty()).isTrue();
    }

    @Test
    void theEndOfTheSessionAnswersThemAll() {
        ask();
        ask();
        DeciderWorld.Step lost = world.lose(LegacyEvent.Failure.UNREACHABLE);
        assertThat(errors(lost)).containsExactly("remote-server-timeout", "remote-server-timeout");
        assertThat(world.unsettled).isEmpty();
    }

    @Test
    void theUsersLeavingAnswersThemAll() {
        ask();
        assertThat(errors(world.stanza("presence", "unavailable", ROMEO, DeciderWorld.GATEWAY)))
                .containsExactly("remote-server-timeout");
        assertThat(world.live.isIdle()).isTrue();
    }

    @Test
    void nobodyWaitsForEver() {
        long first = ask();
        world.now = world.now.plusSeconds(20);
        long second = ask();
        world.now = world.now.plusSeconds(10);
        DeciderWorld.Step overdue = world.decide(new Input.TimerFired(Input.Timer.OLD_QUESTIONS));
        assertThat(errors(overdue)).containsExactly("remote-server-timeout");
        assertThat(overdue.effects())
                .contains(new Effect.StartTimer(Input.Timer.OLD_QUESTIONS, Duration.ofSeconds(20)));
        assertThat(found(first).sent()).as("too late").isEmpty();
        assertThat(found(second).sent()).hasSize(1);
    }

    /** It would have been asked in the future, and answered when the clock has caught up. */
    @Test
    void nobodyWaitsForAClockThatWasSetBack() {
        ask();
        world.now = world.now.minusSeconds(3600);
        DeciderWorld.Step overdue = world.decide(new Input.TimerFired(Input.Timer.OLD_QUESTIONS));
        assertThat(errors(overdue)).containsExactly("remote-server-timeout");
        assertThat(world.live.questions().isEmpty()).isTrue();
    }

    @Test
    void thereIsALimit() {
        for (int i = 0; i < Questions.MOST; i++) {
            ask();
        }
        assertThat(errors(search())).containsExactly("resource-constraint");
        assertThat(world.unsettled).hasSize(Questions.MOST);
    }

    private long ask() {
        return search().effects().stream()
                .filter(e -> e instanceof Effect.Perform perform && perform.command() instanceof LegacyCommand.Search)
                .mapToLong(e -> ((LegacyCommand.Search) ((Effect.Perform) e).command()).number())
                .findFirst()
                .orElseThrow();
    }

    private DeciderWorld.Step search() {
        Element query = Element.builder(SearchForm.NAMESPACE, "query")
                .childText("last", "Capulet")
                .build();
        return world.stanza("iq", "set", ROMEO, DeciderWorld.GATEWAY, query);
    }

    private DeciderWorld.Step found(long number) {
        return world.legacy(LegacyEvent.SearchResult.of(number, List.of()));
    }

    private static List<String> errors(DeciderWorld.Step step) {
        return step.sent().stream()
                .filter(stanza -> stanza.name().equals("iq"))
                .map(stanza -> stanza.children(Stanza.NAMESPACE, "error"))
                .filter(errors -> !errors.isEmpty())
                .map(errors -> errors.get(0).children().get(0).name())
                .toList();
    }
}
