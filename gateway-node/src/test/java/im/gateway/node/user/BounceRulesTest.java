package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ORCHARD;
import static im.gateway.node.user.ListStories.ROMEO;
import static im.gateway.node.user.ListStories.address;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.protocol.stanza.Presence;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After a presence error nothing is sent to where it came from until presence comes from there. */
@Tag("rfc3921-5.1.1-error")
class BounceRulesTest {
    private final DeciderWorld world = new DeciderWorld(Set.of(Feature.AUTHORIZATION));

    @BeforeEach
    void romeoSeesTwo() {
        ListStories.register(world);
        for (String name : List.of("juliet", "tybalt")) {
            world.stanza("presence", "subscribe", ROMEO, address(name));
            world.legacy(new LegacyEvent.AuthorizationAnswered(name, true));
            world.legacy(new LegacyEvent.ContactPresence(name, Presence.Show.ONLINE, null));
            world.stanza("presence", "subscribed", ROMEO, address(name));
        }
    }

    private static List<String> sent(DeciderWorld.Step step) {
        return step.sent().stream()
                .map(stanza -> stanza.attribute("type", "available") + " " + stanza.attribute("from") + " "
                        + stanza.attribute("to"))
                .toList();
    }

    private void shows(String contact, Presence.@Nullable Show show) {
        assertThat(sent(world.legacy(new LegacyEvent.ContactPresence(contact, show, null))))
                .isEmpty();
    }

    private void bounces(String from, String to) {
        DeciderWorld.Step bounced = world.stanza("presence", "error", from, to);
        assertThat(bounced.sent()).as("an error is never answered").isEmpty();
        assertThat(bounced.effects()).hasOnlyElementsOfType(Effect.Settle.class);
    }

    @Test
    void presenceOfThatContactIsWithheldAndToldWhenTheUserIsHeard() {
        bounces(ROMEO, address("juliet"));
        shows("juliet", Presence.Show.AWAY);
        assertThat(sent(world.legacy(new LegacyEvent.ContactPresence("tybalt", Presence.Show.AWAY, null))))
                .containsExactly("available " + address("tybalt") + " " + ROMEO);
        DeciderWorld.Step heard = world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY);
        assertThat(sent(heard)).containsExactly("available " + address("juliet") + " " + ROMEO);
        assertThat(heard.sent().get(0).toString()).contains("away");
        assertThat(sent(world.legacy(new LegacyEvent.ContactPresence("juliet", Presence.Show.XA, null))))
                .hasSize(1);
    }

    @Test
    void whoHasLeftMeanwhileIsToldToBeGone() {
        bounces(ROMEO, address("juliet"));
        shows("juliet", null);
        assertThat(Objects.requireNonNull(Told.of(world.live)).names("juliet"))
                .as("the next actor knows that the user may take her to be there")
                .isTrue();
        assertThat(sent(world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY)))
                .containsExactly("unavailable " + address("juliet") + " " + ROMEO);
    }

    @Test
    void aProbeIsAnsweredOnce() {
        bounces(ROMEO, address("juliet"));
        assertThat(sent(world.stanza("presence", "probe", ROMEO, address("juliet"))))
                .containsExactly("available " + address("juliet") + " " + ROMEO);
    }

    @Test
    void theLoginStaysAndAMessageComesThrough() {
        bounces(ORCHARD, DeciderWorld.GATEWAY);
        bounces(ROMEO, DeciderWorld.GATEWAY);
        bounces(ROMEO, address("juliet"));
        assertThat(world.live.login()).isInstanceOf(LoginState.Connected.class);
        assertThat(world.legacy(new LegacyEvent.MessageReceived("juliet", "Romeo!", null))
                        .sent())
                .hasSize(1);
    }

    @Test
    void aResourceThatLeavesIsNotToldBy() {
        world.stanza("presence", "", ROMEO + "/balcony", DeciderWorld.GATEWAY);
        bounces(ROMEO + "/balcony", address("juliet"));
        assertThat(sent(world.stanza("presence", "unavailable", ROMEO + "/balcony", DeciderWorld.GATEWAY)))
                .containsExactlyInAnyOrder(
                        "unavailable " + DeciderWorld.GATEWAY + " " + ROMEO + "/balcony",
                        "unavailable " + address("tybalt") + " " + ROMEO + "/balcony");
        assertThat(world.live.bounced()).isEmpty();
    }

    @Test
    void afterTheServerWasAwayTheUserIsAskedAndToldAgain() {
        bounces(ROMEO, DeciderWorld.GATEWAY);
        bounces(ROMEO, address("juliet"));
        world.decide(new Input.StreamBack());
        assertThat(sent(world.decide(new Input.TurnToAsk())))
                .containsExactlyInAnyOrder(
                        "probe " + DeciderWorld.GATEWAY + " " + ROMEO, "available " + address("tybalt") + " " + ROMEO);
        assertThat(sent(world.stanza("presence", "", ORCHARD, DeciderWorld.GATEWAY)))
                .containsExactlyInAnyOrder(
                        "available " + DeciderWorld.GATEWAY + " " + ROMEO,
                        "available " + address("juliet") + " " + ROMEO);
    }

    @Test
    void errorsFromWhereNobodyIsAreNotKept() {
        bounces(ROMEO + "/nowhere", address("juliet"));
        assertThat(world.live.bounced()).isEmpty();
    }
}
