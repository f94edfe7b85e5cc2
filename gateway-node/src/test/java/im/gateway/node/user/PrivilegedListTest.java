package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ORCHARD;
import static im.gateway.node.user.ListStories.ROMEO;
import static im.gateway.node.user.ListStories.address;
import static im.gateway.node.user.ListStories.commands;
import static im.gateway.node.user.ListStories.entry;
import static im.gateway.node.user.ListStories.only;
import static im.gateway.node.user.ListStories.payload;
import static im.gateway.node.user.ListStories.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.persistence.Listing;
import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.roster.Roster;
import im.gateway.protocol.roster.RosterItem;
import im.gateway.protocol.roster.RosterItem.Subscription;
import im.gateway.protocol.rosterx.RosterExchange;
import im.gateway.protocol.subscription.SubscriptionState;
import im.gateway.protocol.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The network's list reaches the roster by privileged access (XEP-0356 section 4). */
class PrivilegedListTest {
    private final ListStories romeo = new ListStories();

    private static RosterItem item(String contact, String name, Subscription subscription, String... groups) {
        return new RosterItem(BareJid.of(address(contact)), name, subscription, false, List.of(groups));
    }

    @Test
    @Tag("xep0100-7-2")
    void theRosterIsReadAndNewContactsAreSetWithTheirSubscription() {
        Element get = only(romeo.listed(entry("juliet", "Juliet", "Verona", "")));
        assertThat(get.attribute("to")).isEqualTo(ROMEO);
        assertThat(payload(get)).isEqualTo(new Roster(List.of()).toXml());

        Element set = only(romeo.roster(get));
        assertThat(set(set)).isEqualTo(item("juliet", "Juliet", Subscription.BOTH, "Verona"));

        DeciderWorld.Step done = romeo.result(ROMEO, set);
        assertThat(done.sent()).isEmpty();
        assertThat(commands(done)).containsExactly(new LegacyCommand.Watch(List.of("juliet")));
        assertThat(romeo.contact("juliet").subscription()).isEqualTo(SubscriptionState.BOTH);
        assertThat(romeo.nextLogin(entry("juliet", "Juliet", "Verona", "")).sent())
                .isEmpty();
    }

    @Test
    void theFirstSetStandsAloneAndNoMoreThanFiftyAreUnderWay() {
        Element first = only(romeo.roster(only(romeo.listed(120))));
        List<Element> next = romeo.result(ROMEO, first).sent();
        assertThat(next).hasSize(50);
        for (Element set : next.subList(0, 49)) {
            assertThat(romeo.result(ROMEO, set).sent()).isEmpty();
        }
        assertThat(romeo.result(ROMEO, next.get(49)).sent()).hasSize(50);
        assertThat(romeo.listing("contact0")).isEqualTo(Listing.TOLD);
        assertThat(romeo.listing("contact99")).isEqualTo(Listing.UNTOLD);
    }

    @Test
    void whatTheUserChoseForAnItemThatIsThereIsKept() {
        Element get = only(romeo.listed(entry("juliet", "Juliet", "Verona"), entry("nurse", "Nurse", "Verona")));
        Element set = only(romeo.roster(
                get,
                item("juliet", "My love", Subscription.TO, "Hearts"),
                item("nurse", "Nurse", Subscription.BOTH, "Verona")));
        assertThat(set(set)).isEqualTo(item("juliet", "My love", Subscription.BOTH, "Hearts"));
        assertThat(romeo.listing("nurse")).as("the same already").isEqualTo(Listing.TOLD);
    }

    @Test
    void changesOnTheLegacySideFollow() {
        romeo.result(ROMEO, only(romeo.roster(only(romeo.listed(entry("juliet", "Juliet"))))));

        Element get = only(romeo.listed(entry("juliet", "Giulietta", "Verona")));
        Element set = only(romeo.roster(get, item("juliet", "Juliet", Subscription.BOTH)));
        assertThat(set(set)).isEqualTo(item("juliet", "Giulietta", Subscription.BOTH, "Verona"));
        romeo.result(ROMEO, set);

        List<Element> gone = romeo.listed().sent();
        assertThat(gone.stream().map(s -> s.attribute("type"))).containsExactly("unsubscribe", "unsubscribed", "get");
        Element remove = only(romeo.roster(gone.get(2), item("juliet", "Giulietta", Subscription.BOTH)));
        assertThat(set(remove).subscription()).isEqualTo(Subscription.REMOVE);
        assertThat(commands(romeo.result(ROMEO, remove)))
                .as("nothing is deleted there")
                .isEmpty();
        assertThat(romeo.world.record.contacts().size()).isZero();
    }

    @Test
    void aServerThatFailsAtTheFirstSetIsLeftAlone() {
        Element set = only(romeo.roster(only(romeo.listed(200))));
        Element question = only(romeo.error(ROMEO, set));
        assertThat(question.attribute("to")).isEqualTo(ORCHARD);
        assertThat(payload(question)).isEqualTo(DiscoInfo.query(null));
        assertThat(romeo.abilities(question, RosterExchange.NAMESPACE).sent()).hasSize(2);
    }

    @Test
    void aServerThatDoesNotAnswerIsLeftAlone() {
        romeo.listed(entry("juliet", "Juliet"));
        Element question = only(romeo.world.decide(new Input.TimerFired(Input.Timer.LIST_ANSWER)));
        assertThat(payload(question)).isEqualTo(DiscoInfo.query(null));
    }

    @Test
    void aSetWithoutAnAnswerIsMadeAgainAtTheNextLoginAndNotToldInAnotherWay() {
        romeo.roster(only(romeo.listed(entry("juliet", "Juliet"))));
        assertThat(romeo.world
                        .decide(new Input.TimerFired(Input.Timer.LIST_ANSWER))
                        .sent())
                .isEmpty();
        assertThat(payload(only(romeo.nextLogin(entry("juliet", "Juliet")))).namespace())
                .isEqualTo(Roster.NAMESPACE);
    }

    @Test
    void strayAnswersMeanNothing() {
        Element get = only(romeo.listed(entry("juliet", "Juliet")));
        romeo.roster(get);
        assertThat(romeo.roster(get).sent()).isEmpty();
        assertThat(romeo.error(ROMEO, get).effects()).hasSize(1);
    }

    @Test
    void whoCameFromTheListLeavesTheRosterWithTheRegistration() {
        DeciderWorld.Step asked = romeo.listed(entry("juliet", "Juliet"));
        DeciderWorld.Step set = romeo.roster(only(asked));
        romeo.result(ROMEO, only(set));
        romeo.world.stanza("presence", "subscribe", ROMEO, address("mercutio"));
        Element remove =
                Element.builder("jabber:iq:register", "query").child("remove").build();
        List<Element> sent = romeo.world
                .stanza("iq", "set", ORCHARD, DeciderWorld.GATEWAY, remove)
                .sent();
        Element question = sent.get(sent.size() - 1);
        assertThat(question.attribute("type")).isEqualTo("get");

        RosterItem juliet = item("juliet", "Juliet", Subscription.NONE);
        RosterItem gone = set(only(romeo.roster(question, juliet, item("mercutio", "Mercutio", Subscription.NONE))));
        assertThat(gone.jid()).isEqualTo(juliet.jid());
        assertThat(gone.subscription()).isEqualTo(Subscription.REMOVE);
    }
}
