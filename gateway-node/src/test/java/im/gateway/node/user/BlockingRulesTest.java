package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ORCHARD;
import static im.gateway.node.user.ListStories.ROMEO;
import static im.gateway.node.user.ListStories.address;
import static im.gateway.node.user.ListStories.only;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.legacy.Typing;
import im.gateway.persistence.UserRecord;
import im.gateway.protocol.blocking.Blocking;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom the user has blocked (XEP-0191) is neither seen nor written to. */
class BlockingRulesTest {
    private final DeciderWorld world = new DeciderWorld(Set.of(Feature.AUTHORIZATION, Feature.TYPING));

    @BeforeEach
    void romeoSeesTybalt() {
        ListStories.register(world);
        world.stanza("presence", "subscribe", ROMEO, address("tybalt"));
        world.legacy(new LegacyEvent.AuthorizationAnswered("tybalt", true));
        world.legacy(new LegacyEvent.ContactPresence("tybalt", Presence.Show.ONLINE, null));
        world.stanza("presence", "subscribed", ROMEO, address("tybalt"));
    }

    private DeciderWorld.Step ask(String type, String name, String... jids) {
        Element request = Element.builder(Blocking.NAMESPACE, name)
                .children(Arrays.stream(jids)
                        .map(jid -> Element.builder(Blocking.NAMESPACE, "item")
                                .attribute("jid", jid)
                                .build())
                        .toList())
                .build();
        return world.stanza("iq", type, ORCHARD, DeciderWorld.GATEWAY, request);
    }

    private static List<String> types(DeciderWorld.Step step) {
        return step.sent().stream()
                .map(stanza -> stanza.name() + " " + stanza.attribute("type", "available"))
                .toList();
    }

    private List<String> listed() {
        Element list = Objects.requireNonNull(only(ask("get", "blocklist")).child(Blocking.NAMESPACE, "blocklist"));
        return list.children(Blocking.NAMESPACE, "item").stream()
                .map(item -> item.attribute("jid", ""))
                .toList();
    }

    @Test
    void whoIsBlockedIsGoneAndNoLongerHeard() {
        assertThat(listed()).isEmpty();
        DeciderWorld.Step blocked = ask("set", "block", address("tybalt"));
        assertThat(types(blocked)).containsExactly("iq result", "presence unavailable", "iq set");
        assertThat(blocked.sent().get(2).child(Blocking.NAMESPACE, "block"))
                .as("who has asked for the list hears of its change")
                .isNotNull();
        assertThat(listed()).containsExactly(address("tybalt"));

        for (LegacyEvent event : List.of(
                new LegacyEvent.MessageReceived("tybalt", "Thou art a villain", null),
                new LegacyEvent.TypingShown("tybalt", Typing.COMPOSING),
                new LegacyEvent.AuthorizationRequested("tybalt", null),
                new LegacyEvent.ContactPresence("tybalt", Presence.Show.AWAY, null))) {
            assertThat(world.legacy(event).sent()).as(event.toString()).isEmpty();
        }
        assertThat(world.stanza("presence", "", ROMEO + "/balcony", DeciderWorld.GATEWAY)
                        .sent())
                .extracting(stanza -> stanza.attribute("from"))
                .containsExactly(DeciderWorld.GATEWAY);
    }

    @Test
    void whatIsSentToThemComesBack() {
        ask("set", "block", address("tybalt"));
        Element body = Element.ofText(Stanza.NAMESPACE, "body", "Good Capulet");
        Element refused = only(world.stanza("message", "chat", ORCHARD, address("tybalt"), body));
        assertThat(refused.toString())
                .contains("<not-acceptable ", "<blocked xmlns='urn:xmpp:blocking:errors'/>", "type='cancel'");
        assertThat(only(world.stanza("presence", "subscribe", ROMEO, address("tybalt")))
                        .toString())
                .contains("<blocked ");
        assertThat(world.unsettled).isEmpty();
    }

    @Test
    void whoIsUnblockedIsThereAgainAsTheyAreNow() {
        ask("set", "block", address("tybalt"));
        world.legacy(new LegacyEvent.ContactPresence("tybalt", Presence.Show.DND, "fencing"));
        DeciderWorld.Step unblocked = ask("set", "unblock");
        assertThat(types(unblocked)).containsExactly("iq result", "presence available");
        assertThat(unblocked.sent().get(1).toString()).contains("dnd", "fencing");
        assertThat(world.record.blocked()).isEmpty();
    }

    private static DeciderWorld.Step ask(DeciderWorld world, String name) {
        Element request = Element.builder(Blocking.NAMESPACE, name)
                .child(Element.builder(Blocking.NAMESPACE, "item")
                        .attribute("jid", address("tybalt"))
                        .build())
                .build();
        return world.stanza("iq", "set", ORCHARD, DeciderWorld.GATEWAY, request);
    }

    private static List<LegacyCommand> aboutBlocks(DeciderWorld.Step step) {
        return ListStories.commands(step).stream()
                .filter(command -> command instanceof LegacyCommand.Block || command instanceof LegacyCommand.Unblock)
                .toList();
    }

    private static DeciderWorld.Step loginAgain(DeciderWorld world) {
        world.decide(new Input.TimerFired(Input.Timer.RETRY_LOGIN));
        return world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
    }

    @Test
    @Tag("rfc2779-5.1.15")
    void aNetworkThatCanIsToldAtOnceAndAtEachLogin() {
        DeciderWorld able = new DeciderWorld(Set.of(Feature.BLOCKING));
        ListStories.register(able);
        assertThat(aboutBlocks(ask(able, "block"))).containsExactly(new LegacyCommand.Block("tybalt"));
        assertThat(aboutBlocks(ask(able, "block"))).isEmpty();
        able.lose(LegacyEvent.Failure.UNREACHABLE);
        assertThat(aboutBlocks(loginAgain(able))).containsExactly(new LegacyCommand.Block("tybalt"));
        assertThat(aboutBlocks(ask(able, "unblock"))).containsExactly(new LegacyCommand.Unblock("tybalt"));
        able.lose(LegacyEvent.Failure.UNREACHABLE);
        assertThat(aboutBlocks(loginAgain(able))).isEmpty();
    }

    @Test
    @Tag("rfc2779-5.1.15")
    void aBlockThatIsTakenBackWithoutALoginIsTakenBackAtTheNextOnes() {
        DeciderWorld able = new DeciderWorld(Set.of(Feature.BLOCKING));
        ListStories.register(able);
        ask(able, "block");
        able.lose(LegacyEvent.Failure.UNREACHABLE);
        ask(able, "unblock");
        assertThat(aboutBlocks(loginAgain(able))).containsExactly(new LegacyCommand.Unblock("tybalt"));
        able.lose(LegacyEvent.Failure.UNREACHABLE);
        assertThat(aboutBlocks(loginAgain(able)))
                .as("the login before has not lasted")
                .containsExactly(new LegacyCommand.Unblock("tybalt"));
        able.lose(LegacyEvent.Failure.UNREACHABLE);
        ask(able, "block");
        assertThat(aboutBlocks(loginAgain(able)))
                .as("the later decision counts")
                .containsExactly(new LegacyCommand.Block("tybalt"));
        able.decide(new Input.TimerFired(Input.Timer.RECONCILE));
        assertThat(able.record.owed()).isEmpty();
    }

    @Test
    void oneThatCannotIsToldNothing() {
        assertThat(aboutBlocks(ask("set", "block", address("tybalt")))).isEmpty();
        world.lose(LegacyEvent.Failure.UNREACHABLE);
        ask("set", "unblock", address("tybalt"));
        assertThat(world.record.owed()).isEmpty();
        assertThat(aboutBlocks(loginAgain(world))).isEmpty();
    }

    @Test
    void blockingTwiceChangesNothing() {
        ask("set", "block", address("tybalt"), address("tybalt"));
        int events = world.journal.size();
        assertThat(types(ask("set", "block", address("tybalt")))).containsExactly("iq result");
        assertThat(world.journal).hasSize(events);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(only(ask("set", "block")).toString()).contains("<bad-request ");
        assertThat(only(ask("get", "block", address("tybalt"))).toString()).contains("<bad-request ");
        assertThat(only(ask("set", "block", "tybalt@capulet.lit")).toString()).contains("<item-not-found ");
        assertThat(only(ask("set", "block", DeciderWorld.GATEWAY)).toString()).contains("<item-not-found ");
        String[] many = IntStream.rangeClosed(0, UserRecord.MAX_BLOCKED)
                .mapToObj(i -> address("stranger" + i))
                .toArray(String[]::new);
        assertThat(only(ask("set", "block", many)).toString()).contains("<resource-constraint ");
        assertThat(world.record.blocked()).isEmpty();
    }
}
