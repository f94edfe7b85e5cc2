package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ROMEO;
import static im.gateway.node.user.ListStories.address;
import static im.gateway.node.user.ListStories.commands;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyCommand.AddContact;
import im.gateway.node.legacy.LegacyCommand.AnswerAuthorization;
import im.gateway.node.legacy.LegacyCommand.RemoveContact;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.persistence.Owed;
import im.gateway.persistence.Owed.Decision;
import im.gateway.protocol.stanza.Presence;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Decisions about contacts while the legacy login is away: remembered, and told at the next login. */
class OwedRulesTest {
    private static final Set<Feature> ICQ = Set.of(Feature.CONTACT_LIST, Feature.AUTHORIZATION);

    private final DeciderWorld world;

    OwedRulesTest() {
        world = online(ICQ);
    }

    private static DeciderWorld online(Set<Feature> features) {
        DeciderWorld romeo = new DeciderWorld(features);
        ListStories.register(romeo);
        return romeo;
    }

    private static void lose(DeciderWorld romeo) {
        romeo.lose(LegacyEvent.Failure.UNREACHABLE);
    }

    private static DeciderWorld.Step loginAgain(DeciderWorld romeo) {
        romeo.decide(new Input.TimerFired(Input.Timer.RETRY_LOGIN));
        return romeo.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"));
    }

    private static List<LegacyCommand> told(DeciderWorld.Step step) {
        return commands(step).stream()
                .filter(command ->
                        !(command instanceof LegacyCommand.ShowPresence) && !(command instanceof LegacyCommand.Watch))
                .toList();
    }

    private DeciderWorld.Step lasts() {
        return world.decide(new Input.TimerFired(Input.Timer.RECONCILE));
    }

    private void nurseAsks() {
        world.legacy(new LegacyEvent.AuthorizationRequested("capuletnurse", null));
    }

    private DeciderWorld.Step romeo(String type, String contact) {
        return world.stanza("presence", type, ROMEO, address(contact));
    }

    @Test
    void anApprovalIsToldAtTheNextLoginUntilOneHasLasted() {
        nurseAsks();
        lose(world);
        romeo("subscribed", "capuletnurse");
        assertThat(world.record.owed()).containsExactly(new Owed("capuletnurse", Decision.GRANT));

        assertThat(told(loginAgain(world))).containsExactly(new AnswerAuthorization("capuletnurse", true));
        lose(world);
        assertThat(told(loginAgain(world))).containsExactly(new AnswerAuthorization("capuletnurse", true));
        lasts();
        assertThat(world.record.owed()).isEmpty();
        lose(world);
        assertThat(told(loginAgain(world))).isEmpty();
    }

    @Test
    void soIsARefusal() {
        nurseAsks();
        lose(world);
        romeo("unsubscribed", "capuletnurse");
        assertThat(told(loginAgain(world))).containsExactly(new AnswerAuthorization("capuletnurse", false));
    }

    @Test
    void anApprovalThatIsTakenBackIsARefusal() {
        nurseAsks();
        lose(world);
        romeo("subscribed", "capuletnurse");
        romeo("unsubscribed", "capuletnurse");
        assertThat(world.record.owed()).contains(new Owed("capuletnurse", Decision.DENY));
        assertThat(told(loginAgain(world))).containsExactly(new AnswerAuthorization("capuletnurse", false));
    }

    @Test
    void whoWasRemovedIsTakenOffTheListWhenItComesAndDoesNotComeBack() {
        befriend();
        lose(world);
        romeo("unsubscribe", "juliet");
        romeo("unsubscribed", "juliet");
        assertThat(world.record.contacts().size()).isZero();

        assertThat(told(loginAgain(world))).isEmpty();
        DeciderWorld.Step listed = world.legacy(list("juliet"));
        assertThat(told(listed)).containsExactly(new RemoveContact("juliet"));
        assertThat(world.record.contacts().size()).isZero();
        lasts();
        assertThat(world.record.owed()).isEmpty();
        world.legacy(list("juliet"));
        assertThat(world.record.contacts().get("juliet"))
                .as("added anew with another client of the network")
                .isNotNull();
    }

    @Test
    void whoIsAddedAfterAllStaysOnTheList() {
        befriend();
        lose(world);
        romeo("unsubscribe", "juliet");
        romeo("unsubscribed", "juliet");
        romeo("subscribe", "juliet");
        assertThat(world.record.owed()).containsExactly(new Owed("juliet", Decision.ADD));

        assertThat(told(loginAgain(world))).containsExactly(new AddContact("juliet"));
        assertThat(told(world.legacy(list("juliet")))).isEmpty();
        assertThat(world.record.contacts().get("juliet")).isNotNull();
    }

    @Test
    void whereNobodyIsAskedAnAdditionIsRemembered() {
        DeciderWorld aim = online(Set.of(Feature.CONTACT_LIST));
        lose(aim);
        aim.stanza("presence", "subscribe", ROMEO, address("juliet"));
        assertThat(aim.record.owed()).containsExactly(new Owed("juliet", Decision.ADD));
        assertThat(told(loginAgain(aim))).containsExactly(new AddContact("juliet"));
    }

    @Test
    void whereTheNetworkKeepsNoListNothingIsOwedToIt() {
        DeciderWorld irc = online(Set.of());
        lose(irc);
        irc.stanza("presence", "subscribe", ROMEO, address("juliet"));
        irc.stanza("presence", "unsubscribe", ROMEO, address("juliet"));
        irc.stanza("presence", "unsubscribed", ROMEO, address("juliet"));
        assertThat(irc.record.owed()).isEmpty();
    }

    private void befriend() {
        romeo("subscribe", "juliet");
        world.legacy(new LegacyEvent.AuthorizationAnswered("juliet", true));
        world.legacy(new LegacyEvent.ContactPresence("juliet", Presence.Show.ONLINE, null));
        romeo("subscribed", "juliet");
        world.legacy(list("juliet"));
    }

    private static ContactList list(String contact) {
        return new ContactList(List.of(new ContactList.Entry(contact, null, List.of())));
    }
}
