package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ORCHARD;
import static im.gateway.node.user.ListStories.ROMEO;
import static im.gateway.node.user.ListStories.address;
import static im.gateway.node.user.ListStories.commands;
import static im.gateway.node.user.ListStories.only;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A legacy user whom the user has refused to be seen by does not ask again at each login (scenario 22). */
class RefusedRequestTest {
    private final ListStories romeo = new ListStories();

    private DeciderWorld.Step parisAsks() {
        return romeo.world.legacy(new LegacyEvent.AuthorizationRequested("paris", null));
    }

    @BeforeEach
    void refuse() {
        assertThat(only(parisAsks()).attribute("type")).isEqualTo("subscribe");
        DeciderWorld.Step refused = romeo.world.stanza("presence", "unsubscribed", ROMEO, address("paris"));
        assertThat(refused.sent()).isEmpty();
        assertThat(commands(refused)).containsExactly(new LegacyCommand.AnswerAuthorization("paris", false));
        assertThat(romeo.world.record.contacts().size()).isZero();
    }

    @Test
    @Tag("rfc2779-2.3.2")
    @Tag("rfc2779-2.3.7")
    @Tag("rfc2779-5.1.13")
    void theAnswerStandsAtTheNextLogin() {
        romeo.nextLogin();
        DeciderWorld.Step again = parisAsks();
        assertThat(again.sent()).isEmpty();
        assertThat(commands(again)).containsExactly(new LegacyCommand.AnswerAuthorization("paris", false));
    }

    @Test
    void untilTheUserWritesToThem() {
        romeo.world.stanza(
                "message", "chat", ORCHARD, address("paris"), Element.ofText(Stanza.NAMESPACE, "body", "Go hence!"));
        assertThat(only(parisAsks()).attribute("type")).isEqualTo("subscribe");
    }

    @Test
    void orSubscribes() {
        romeo.world.stanza("presence", "subscribe", ROMEO, address("paris"));
        assertThat(only(parisAsks()).attribute("type")).isEqualTo("subscribe");
    }

    @Test
    void orApproves() {
        romeo.world.stanza("presence", "subscribed", ROMEO, address("paris"));
        assertThat(only(parisAsks()).attribute("type")).isEqualTo("subscribe");
    }
}
