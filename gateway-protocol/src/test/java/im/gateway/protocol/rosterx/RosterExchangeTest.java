package im.gateway.protocol.rosterx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.rosterx.RosterExchange.Action;
import im.gateway.protocol.rosterx.RosterExchange.Item;
import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** XEP-0144. */
class RosterExchangeTest {
    private static final RosterExchange VISITORS = new RosterExchange(List.of(
            new Item(Action.ADD, BareJid.of("rosencrantz@denmark.lit"), "Rosencrantz", List.of("Visitors")),
            new Item(Action.ADD, BareJid.of("guildenstern@denmark.lit"), "Guildenstern", List.of("Visitors"))));
    private static final String X = """
            <x xmlns='http://jabber.org/protocol/rosterx'>
              <item action='add' jid='rosencrantz@denmark.lit' name='Rosencrantz'><group>Visitors</group></item>
              <item action='add' jid='guildenstern@denmark.lit' name='Guildenstern'><group>Visitors</group></item>
            </x>""";

    /** Section 3.1. */
    @Test
    void asAMessage() {
        assertThat(VISITORS.toMessage(
                        Jid.of("horatio@denmark.lit"), Jid.of("hamlet@denmark.lit"), "Some visitors, m'lord!"))
                .isEqualTo(Xml.parse("<message from='horatio@denmark.lit' to='hamlet@denmark.lit'>"
                        + "<body>Some visitors, m'lord!</body>" + X + "</message>"));
        assertThat(RosterExchange.parse(Xml.parse(X))).isEqualTo(VISITORS);
    }

    /** Section 5. */
    @Test
    void asAnIq() {
        assertThat(VISITORS.toIq(Jid.of("aim.denmark.lit"), Jid.of("hamlet@denmark.lit/throne"), "rx1"))
                .isEqualTo(Xml.parse("<iq type='set' from='aim.denmark.lit' to='hamlet@denmark.lit/throne' id='rx1'>"
                        + X + "</iq>"));
    }

    /** Section 6, rules 1 and 4. */
    @Test
    void pushesHaveOneActionAndABoundedSize() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Action action = i % 50 == 0 ? Action.DELETE : i % 50 == 1 ? Action.MODIFY : Action.ADD;
            items.add(new Item(action, BareJid.of("c" + i + "@aim.lit"), null, List.of()));
        }
        List<RosterExchange> pushes = RosterExchange.pushes(items, RosterExchange.MAX_ITEMS);
        assertThat(pushes).extracting(p -> p.items().size()).containsExactly(150, 150, 150, 30, 10, 10);
        assertThat(pushes)
                .extracting(p -> p.items().get(0).action())
                .containsExactly(Action.ADD, Action.ADD, Action.ADD, Action.ADD, Action.MODIFY, Action.DELETE);
        assertThat(pushes.stream().flatMap(p -> p.items().stream())).containsExactlyInAnyOrderElementsOf(items);
        assertThat(RosterExchange.pushes(List.of(), 150)).isEmpty();
    }

    @Test
    void refusesWhatIsNoPush() {
        assertThat(RosterExchange.parse(Element.of(RosterExchange.NAMESPACE, "x")))
                .isNull();
        assertThat(RosterExchange.parse(Element.of("jabber:x:roster", "x"))).isNull();
        assertThat(RosterExchange.parse(Xml.parse("<x xmlns='http://jabber.org/protocol/rosterx'>"
                        + "<item action='add' jid='a@b'/><item action='delete' jid='c@b'/></x>")))
                .as("two actions")
                .isNull();
        assertThat(RosterExchange.parse(Xml.parse("<x xmlns='http://jabber.org/protocol/rosterx'>"
                        + "<item jid='a@b'/><item jid='@'/><item action='eat' jid='a@b'/></x>")))
                .isEqualTo(new RosterExchange(List.of(new Item(Action.ADD, BareJid.of("a@b"), null, List.of()))));
        assertThatThrownBy(() -> new RosterExchange(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RosterExchange.pushes(List.of(), 0)).hasMessageContaining("expected: 1 or more");
    }
}
