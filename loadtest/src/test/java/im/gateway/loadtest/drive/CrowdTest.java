package im.gateway.loadtest.drive;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.measure.Stamp;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamLimits;
import im.gateway.protocol.xml.StreamParser;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What simulated users say, stanza by stanza, and what they take from the answers. */
class CrowdTest {
    private static final String HEADER =
            "<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'>";

    private final List<String> sent = new ArrayList<>();
    private final Latencies latencies = new Latencies();
    private final XmppSide side = new XmppSide() {
        @Override
        public boolean send(int user, String stanza) {
            return sent.add(stanza);
        }

        @Override
        public void flush() {}

        @Override
        public int connections() {
            return 1;
        }

        @Override
        public void close() {}
    };

    @Test
    void aUserOfTheGatewayRegistersComesAndTalks() {
        Ledger ledger = new Ledger(4);
        XmppUsers users = new XmppUsers(population(Population.Names.PLAIN, "irc.localhost"), ledger, latencies, 5, 2);
        users.speakThrough(side);
        latencies.measure(0, Long.MAX_VALUE);
        users.register(1, 10);
        assertThat(last()).contains("to='irc.localhost'").contains("<username>u1</username>");
        users.received(stanza("<iq type='result' id='r1' from='irc.localhost' to='u1@users.localhost/load'/>"));
        assertThat(users.offline()).isEqualTo(1);
        users.logIn(1, 20);
        users.received(stanza("<presence from='irc.localhost' to='u1@users.localhost'/>"));
        assertThat(users.online()).isEqualTo(1);
        assertThat(sent)
                .contains(
                        "<presence from='u1@users.localhost' to='p1@irc.localhost' type='subscribe'/>",
                        "<presence from='u1@users.localhost' to='p0@irc.localhost' type='subscribe'/>");
        users.received(stanza("<presence type='subscribed' from='p1@irc.localhost' to='u1@users.localhost'/>"));
        assertThat(users.approved()).isZero();
        users.received(stanza("<presence type='subscribed' from='p0@irc.localhost' to='u1@users.localhost'/>"));
        assertThat(users.approved()).isEqualTo(1);
        users.write(1, 30, 60);
        users.received(
                stanza("<message type='error' id='m0' from='p1@irc.localhost' to='u1@users.localhost/load'><body>"
                        + new Stamp(5, 2, 0, 30).toBody(60)
                        + "</body><error type='wait'><gone"
                        + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>"));
        assertThat(ledger.totals()).isEqualTo(new Ledger.Totals(1, 0, 1, 0, 0, 0));
        assertThat(users.errors()).containsEntry("message error gone", 1L);
        assertThat(latencies.interval()).containsKeys(Operation.REGISTER, Operation.LOGIN);
    }

    @Test
    void whoAsksAgainIsTimedAndWhoLeavesIsForgotten() {
        XmppUsers users =
                new XmppUsers(population(Population.Names.PLAIN, "irc.localhost"), new Ledger(4), latencies, 5, 1);
        users.speakThrough(side);
        latencies.measure(0, Long.MAX_VALUE);
        online(users);
        assertThat(users.resubscribe(0, 10)).isTrue();
        assertThat(users.resubscribe(0, 11)).as("one question at a time").isFalse();
        users.received(stanza("<presence type='subscribed' from='p0@irc.localhost' to='u0@users.localhost'/>"));
        users.received(stanza("<presence from='p0@irc.localhost' to='u0@users.localhost'><status>"
                + new Stamp(5, 0, 0, 12).toBody(0) + "</status></presence>"));
        assertThat(latencies.interval()).containsKeys(Operation.SUBSCRIBE, Operation.PRESENCE);
        users.logOut(0);
        users.received(stanza("<presence type='unavailable' from='irc.localhost' to='u0@users.localhost/load'/>"));
        assertThat(users.toggleRegistration(0, 20)).isTrue();
        assertThat(last()).contains("<remove/>");
        users.received(stanza("<iq type='result' id='x0' from='irc.localhost' to='u0@users.localhost/load'/>"));
        assertThat(users.offline() + users.online() + users.waiting()).isZero();
        assertThat(users.approved()).isZero();
    }

    /** The form's two steps before the first connection, and an own room: without them biboumi holds users back, or does not connect. */
    @Test
    void aUserOfBiboumiIsFreedOfTheThrottleFirst() {
        InetSocketAddress irc = InetSocketAddress.createUnresolved("127.0.0.1", 6667);
        Population population = population(BiboumiUsers.names("b", irc), "biboumi.localhost");
        BiboumiUsers users = new BiboumiUsers(population, new Ledger(4), latencies, 5, irc);
        users.speakThrough(side);
        users.register(0, 10);
        assertThat(last()).contains("to='127.0.0.1@biboumi.localhost'").contains("action='execute'");
        users.received(stanza("<iq type='result' id='f0' from='127.0.0.1@biboumi.localhost'"
                + " to='u0@users.localhost/load'><command xmlns='http://jabber.org/protocol/commands'"
                + " node='configure' sessionid='s7' status='executing'/></iq>"));
        assertThat(last())
                .contains("sessionid='s7' action='complete'")
                .contains("<field var='throttle_limit'><value>-1</value></field>")
                .contains("<field var='ports'><value>6667</value></field>");
        users.received(stanza("<iq type='result' id='c0' from='127.0.0.1@biboumi.localhost'"
                + " to='u0@users.localhost/load'><command xmlns='http://jabber.org/protocol/commands'"
                + " node='configure' status='completed'/></iq>"));
        assertThat(users.offline()).isEqualTo(1);
        users.logIn(0, 20);
        assertThat(last()).contains("to='#bu0%127.0.0.1@biboumi.localhost/bu0'");
        users.received(stanza("<presence from='#bu0%127.0.0.1@biboumi.localhost/bu0' to='u0@users.localhost/load'>"
                + "<x xmlns='http://jabber.org/protocol/muc#user'><status code='110'/></x></presence>"));
        assertThat(users.online()).isEqualTo(1);
        users.write(0, 30, 60);
        assertThat(last()).contains("to='bp0%127.0.0.1@biboumi.localhost'");
    }

    private void online(XmppUsers users) {
        users.register(0, 1);
        users.received(stanza("<iq type='result' id='r0' from='irc.localhost' to='u0@users.localhost/load'/>"));
        users.logIn(0, 2);
        users.received(stanza("<presence from='irc.localhost' to='u0@users.localhost'/>"));
        users.received(stanza("<presence type='subscribed' from='p0@irc.localhost' to='u0@users.localhost'/>"));
    }

    private static Population population(Population.Names names, String gateway) {
        return new Population(2, 2, "users.localhost", gateway, names);
    }

    private String last() {
        return sent.get(sent.size() - 1);
    }

    private static Element stanza(String xml) {
        byte[] bytes = (HEADER + xml).getBytes(StandardCharsets.UTF_8);
        return new StreamParser(StreamLimits.DEFAULT)
                .feed(bytes, 0, bytes.length).stream()
                        .filter(StreamEvent.StanzaRead.class::isInstance)
                        .map(event -> ((StreamEvent.StanzaRead) event).element())
                        .findFirst()
                        .orElseThrow();
    }
}
