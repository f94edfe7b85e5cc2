package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ORCHARD;
import static im.gateway.node.user.ListStories.ROMEO;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RFC 3921 section 5.1.5: nobody may count on a last presence. The user's server was away, and says by a probe who is still there. */
class GoneResourceTest {
    private static final String BALCONY = ROMEO + "/balcony";

    private final DeciderWorld world = new ListStories().world;

    @BeforeEach
    void twoResourcesAndTheServerIsBack() {
        world.stanza("presence", "", BALCONY, DeciderWorld.GATEWAY);
        assertThat(probed().attribute("to")).isEqualTo(ROMEO);
    }

    private Element probed() {
        DeciderWorld.Step back = world.decide(new Input.StreamBack());
        assertThat(back.effects())
                .as("nobody is gone for not having answered before it was asked")
                .contains(new Effect.StopTimer(Input.Timer.PROBE_ANSWERED), new Effect.AwaitTurnToAsk());
        assertThat(back.sent()).as("asked in turn").isEmpty();
        List<Element> probes = world.decide(new Input.TurnToAsk()).sent().stream()
                .filter(stanza -> "probe".equals(stanza.attribute("type")))
                .toList();
        assertThat(probes).hasSize(1);
        return probes.get(0);
    }

    private DeciderWorld.Step answerTimeIsOver() {
        return world.decide(new Input.TimerFired(Input.Timer.PROBE_ANSWERED));
    }

    @Test
    @Tag("rfc3921-5.1.5-final")
    @Tag("rfc2779-3.2.5")
    void aResourceThatTheServerNoLongerKnowsIsGone() {
        world.stanza("presence", "", BALCONY, DeciderWorld.GATEWAY);
        DeciderWorld.Step over = answerTimeIsOver();
        assertThat(over.sent()).extracting(stanza -> stanza.attribute("to")).containsOnly(ORCHARD);
        assertThat(over.sent()).extracting(stanza -> stanza.attribute("type")).containsOnly("unavailable");
        assertThat(over.effects()).doesNotHaveAnyElementsOfTypes(Effect.CloseSession.class);
        assertThat(world.live.resources()).containsOnlyKeys("balcony");
    }

    @Test
    @Tag("rfc3921-5.1.5-final")
    @Tag("rfc2779-3.2.4")
    @Tag("rfc2779-5.2.2")
    void theLastOneThatIsGoneLogsOut() {
        assertThat(answerTimeIsOver().effects()).hasAtLeastOneElementOfType(Effect.CloseSession.class);
        assertThat(world.record.wanted()).isEmpty();
    }

    /** As while the one stream goes from node to node: who is there then has said so through a stream that brought it nowhere. */
    @Test
    void withoutAStreamNobodyIsGone() {
        world.decide(new Input.NotWritten(List.of()));
        assertThat(answerTimeIsOver().effects()).isEmpty();
        assertThat(world.record.wanted()).isNotEmpty();
        assertThat(probed().attribute("to")).isEqualTo(ROMEO);
        assertThat(answerTimeIsOver().effects()).hasAtLeastOneElementOfType(Effect.CloseSession.class);
    }

    /** Its own server may be away as well, for a moment longer. */
    @Test
    void whereTheProbeCannotGoNobodyIsGoneAndItIsAskedAgain() {
        DeciderWorld.Step bounced = bounces("wait", "remote-server-timeout");
        assertThat(bounced.effects())
                .contains(new Effect.StopTimer(Input.Timer.PROBE_ANSWERED))
                .hasAtLeastOneElementOfType(Effect.StartTimer.class);
        assertThat(askedAgain().sent())
                .singleElement()
                .satisfies(stanza -> assertThat(stanza.attribute("type")).isEqualTo("probe"));
        assertThat(answerTimeIsOver().effects()).hasAtLeastOneElementOfType(Effect.CloseSession.class);
    }

    /** From ten seconds on; half of as much again is random. */
    @Test
    void thePausesBetweenProbesThatBounceGrowUntilTheServerHasAnswered() {
        for (long seconds : new long[] {10, 20, 40, 80, 160, 320, 320}) {
            assertThat(pause(bounces("wait", "remote-server-timeout")))
                    .isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds * 3 / 2));
            askedAgain();
        }
        world.decide(new Input.NotWritten(List.of()));
        probed();
        assertThat(pause(bounces("wait", "remote-server-timeout"))).isLessThan(Duration.ofSeconds(16));
    }

    private static Duration pause(DeciderWorld.Step bounced) {
        return bounced.effects().stream()
                .filter(effect -> effect instanceof Effect.StartTimer start && start.timer() == Input.Timer.PROBE_AGAIN)
                .map(effect -> ((Effect.StartTimer) effect).delay())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoHasAnsweredIsNotAskedAgain() {
        bounces("cancel", "remote-server-not-found");
        world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY);
        world.stanza("presence", "", BALCONY, DeciderWorld.GATEWAY);
        assertThat(askedAgain().sent()).isEmpty();
    }

    @Test
    void anErrorOfTheUserIsNoneOfTheWay() {
        assertThat(bounces("cancel", "item-not-found").effects()).hasOnlyElementsOfType(Effect.Settle.class);
        assertThat(answerTimeIsOver().effects()).hasAtLeastOneElementOfType(Effect.CloseSession.class);
    }

    private DeciderWorld.Step askedAgain() {
        return world.decide(new Input.TimerFired(Input.Timer.PROBE_AGAIN));
    }

    private DeciderWorld.Step bounces(String type, String condition) {
        Element error = Element.builder(Stanza.NAMESPACE, "error")
                .attribute("type", type)
                .child(Element.of(StanzaError.NAMESPACE, condition))
                .build();
        return world.stanza(Element.builder(Stanza.NAMESPACE, "presence")
                .attribute("type", "error")
                .attribute("from", ROMEO)
                .attribute("to", DeciderWorld.GATEWAY)
                .child(error)
                .build());
    }
}
