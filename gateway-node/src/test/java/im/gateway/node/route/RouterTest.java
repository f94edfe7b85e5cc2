package im.gateway.node.route;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.config.DataPolicySettings;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.text.Texts;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.policy.DataPolicy;
import im.gateway.protocol.privilege.Privileges;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.version.SoftwareVersion;
import im.gateway.protocol.xml.Element;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private static final Route.ToUser ROMEO =
            new Route.ToUser(new RegistrationId("aim.shakespeare.lit", BareJid.of("romeo@montague.lit")));
    private static final GatewayDomain DOMAIN = domain(Set.of("montague.lit"));
    private static final Discovery DISCOVERY = new Discovery(DOMAIN);
    private static final Router ROUTER = router(DOMAIN);

    // What the user's actor hears.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence %s/>",
                "<presence type='unavailable' %s/>",
                "<presence type='subscribe' %s/>",
                "<presence type='probe' %s/>",
                "<presence type='error' %s/>",
                "<message %s><body>hello</body></message>",
                "<message type='error' %s/>",
                "<iq type='result' id='1' %s/>",
                "<iq type='error' id='1' %s/>",
            })
    @Tag("rfc2779-2.1.5")
    void isForTheUser(String xml) {
        for (String to :
                new String[] {"aim.shakespeare.lit", "juliet@aim.shakespeare.lit", "no%%name@aim.shakespeare.lit"}) {
            assertThat(route(xml.formatted("from='romeo@montague.lit/orchard' to='" + to + "'")))
                    .isEqualTo(ROMEO);
            assertThat(route(xml.formatted("from='romeo@montague.lit' to='" + to + "'")))
                    .isEqualTo(ROMEO);
        }
    }

    /** Presence and messages of those who may not register come to nothing by themselves: there is no registration. */
    @Test
    void admissionIsAskedForAtRegistrationOnly() {
        assertThat(route("<message from='iago@venice.lit/x' to='juliet@aim.shakespeare.lit'><body/></message>"))
                .isEqualTo(new Route.ToUser(new RegistrationId("aim.shakespeare.lit", BareJid.of("iago@venice.lit"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "set"})
    void registrationIsForTheUser(String type) {
        assertThat(route(iq(type, "aim.shakespeare.lit", "<query xmlns='jabber:iq:register'/>")))
                .isEqualTo(ROMEO);
    }

    // What nobody hears.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence from='romeo@montague.lit' to='aim.elsewhere.lit'/>",
                "<message type='error' from='romeo@montague.lit' to='aim.elsewhere.lit'/>",
                "<iq type='result' id='1' from='romeo@montague.lit' to='aim.elsewhere.lit'/>",
                "<presence from='montague.lit' to='aim.shakespeare.lit'/>",
                "<message from='montague.lit' to='aim.shakespeare.lit'><body>maintenance tonight</body></message>",
                "<message from='montague.lit/announce' to='aim.shakespeare.lit'/>",
                "<iq type='result' id='1' from='montague.lit' to='aim.shakespeare.lit'/>",
                "<message from='nurse@aim.shakespeare.lit' to='juliet@aim.shakespeare.lit'><body/></message>",
                "<presence type='subscribe' from='aim.shakespeare.lit' to='juliet@aim.shakespeare.lit'/>",
                "<iq type='get' id='1' from='aim.shakespeare.lit' to='aim.shakespeare.lit'><ping xmlns='urn:xmpp:ping'/></iq>",
            })
    @Tag("rfc2779-5.1.1")
    @Tag("rfc2779-5.2.4")
    @Tag("rfc2779-5.3.3")
    void isIgnored(String xml) {
        assertThat(route(xml))
                .isInstanceOfSatisfying(
                        Route.Ignore.class, i -> assertThat(i.reason()).contains("expected:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message from='romeo@montague.lit' to='juliet@aim.elsewhere.lit'><body>x</body></message>",
                "<iq type='get' id='1' from='romeo@montague.lit' to='aim.elsewhere.lit'><ping xmlns='urn:xmpp:ping'/></iq>"
            })
    void anotherDomainIsNotFound(String xml) {
        assertError(route(xml), "item-not-found");
    }

    // Privileges (XEP-0356).

    @Test
    void aServerGrantsPrivileges() {
        String grant = "<privilege xmlns='urn:xmpp:privilege:2'><perm access='roster' type='both'/></privilege>";
        assertThat(route("<message from='montague.lit' to='aim.shakespeare.lit' id='1'>" + grant + "</message>"))
                .isEqualTo(new Route.Granted(
                        "montague.lit",
                        new Privileges(Privileges.NAMESPACE, Privileges.Access.BOTH, true, false, Map.of())));
        assertThat(route("<message from='romeo@montague.lit' to='aim.shakespeare.lit'>" + grant + "</message>"))
                .as("a user cannot grant them")
                .isEqualTo(ROMEO);
        assertThat(route("<message from='montague.lit/x' to='aim.shakespeare.lit'>" + grant + "</message>"))
                .isInstanceOf(Route.Ignore.class);
    }

    // Registration that is not admitted (scenario: the operator's list of domains).

    @ParameterizedTest
    @CsvSource({"iago@venice.lit/x, get", "iago@venice.lit/x, set", "montague.lit, get"})
    @Tag("rfc2779-2.2.1")
    void whoIsNotAdmittedMayNotRegister(String from, String type) {
        Element answer = answer("<iq type='" + type + "' id='1' xml:lang='de' from='" + from
                + "' to='aim.shakespeare.lit'><query xmlns='jabber:iq:register'/></iq>");
        assertThat(answer.toString())
                .contains("<not-allowed ")
                .contains("code='405'")
                .contains("Server");
        assertThat(router(domain(null))
                        .route(Xml.stanza("<iq type='get' id='1' from='iago@venice.lit/x'"
                                + " to='aim.shakespeare.lit'><query xmlns='jabber:iq:register'/></iq>")))
                .isInstanceOf(Route.ToUser.class);
    }

    // Service discovery (XEP-0030, XEP-0100 section 4.1).

    @Test
    void describesTheGateway() {
        String query = """
                <query xmlns='http://jabber.org/protocol/disco#info'%s>
                  <identity category='gateway' type='aim' name='AIM Gateway'/>
                  <feature var='http://jabber.org/protocol/caps'/>
                  <feature var='http://jabber.org/protocol/disco#info'/>
                  <feature var='http://jabber.org/protocol/disco#items'/>
                  <feature var='jabber:iq:register'/>
                  <feature var='http://jabber.org/protocol/commands'/>
                  <feature var='jabber:iq:gateway'/>
                  <feature var='urn:xmpp:blocking'/>
                  <feature var='jid\\20escaping'/>
                  <feature var='jabber:iq:version'/>
                  <feature var='urn:xmpp:time'/>
                  <feature var='jabber:iq:time'/>
                  <feature var='urn:xmpp:ping'/>
                  <feature var='jabber:iq:agent'/>
                  <feature var='jabber:iq:agents'/>
                  <feature var='vcard-temp'/>
                </query>""";
        assertResult(info("aim.shakespeare.lit", ""), query.formatted(""));
        String node = " node='" + DISCOVERY.gatewayCaps().discoNode() + "'";
        assertResult(info("aim.shakespeare.lit", node), query.formatted(node));
        assertError(route(info("aim.shakespeare.lit", " node='other'")), "item-not-found");
    }

    /** XEP-0504: in service discovery and in the capabilities, where the operator promises something. */
    @Test
    void saysHowDataIsHandled() {
        LegacyNetwork network = new AimNetwork(Set.of(Feature.ENCRYPTED));
        DataPolicySettings settings = new DataPolicySettings(
                Set.of(DataPolicy.Access.ADMINS), "https://x.lit", null, null, List.of(), "unknown", null, List.of());
        GatewayDomain open = new GatewayDomain(
                DOMAIN.address(), DOMAIN.name(), network, null, DOMAIN.version(), DataPolicies.of(settings, network));
        Discovery discovery = new Discovery(open);
        assertThat(discovery.gateway().forms().stream().map(DataForm::formType))
                .containsExactly("urn:xmpp:data-policy:0", "urn:xmpp:data-policy:identity:gateway:aim:0");
        DataForm own = discovery.gateway().forms().get(0);
        assertThat(own.value("auth_data")).isEqualTo("plain");
        assertThat(own.value("data_transmission")).isEqualTo("encrypted");
        assertThat(own.value("tos")).isEqualTo("https://x.lit");
        assertThat(discovery.gatewayCaps().ver())
                .isNotEqualTo(new Discovery(domain(null)).gatewayCaps().ver());
        LegacyNetwork readable = new AimNetwork(Set.of());
        assertThat(DataPolicies.of(settings, readable).get(0).value("data_transmission"))
                .isEqualTo("plain");
        assertThat(DataPolicies.of(null, network)).isEmpty();
    }

    /** Each feature is answered by the table, or is one of those that are no request. */
    @Test
    void everyFeatureWorks() {
        Set<String> noRequests = Set.of("http://jabber.org/protocol/caps", "jid\\20escaping");
        for (String feature : DISCOVERY.gateway().features()) {
            String name = feature.equals("urn:xmpp:time")
                    ? "time"
                    : feature.equals("urn:xmpp:ping")
                            ? "ping"
                            : feature.equals("vcard-temp")
                                    ? "vCard"
                                    : feature.equals("urn:xmpp:blocking") ? "blocklist" : "query";
            boolean isCommands = feature.equals("http://jabber.org/protocol/commands");
            String type = isCommands ? "set" : "get";
            Route route = route(iq(
                    type, "aim.shakespeare.lit", "<" + (isCommands ? "command" : name) + " xmlns='" + feature + "'/>"));
            boolean works = route instanceof Route.ToUser
                    || "result".equals(((Route.Answer) route).stanza().attribute("type"));
            assertThat(works || noRequests.contains(feature)).as(feature).isTrue();
        }
    }

    /** XEP-0055, where the network has a directory. */
    @Test
    void aSearchIsForTheUser() {
        String get = iq("get", "aim.shakespeare.lit", "<query xmlns='jabber:iq:search'/>");
        assertError(route(get), "service-unavailable");
        GatewayDomain searchable = new GatewayDomain(
                "aim.shakespeare.lit",
                "AIM",
                new AimNetwork(Set.of(Feature.SEARCH)),
                Set.of("montague.lit"),
                DOMAIN.version());
        assertThat(new Discovery(searchable).gateway().features()).contains("jabber:iq:search");
        assertThat(router(searchable).route(Xml.stanza(get))).isEqualTo(ROMEO);
        assertError(router(searchable).route(Xml.stanza(get.replace("montague.lit", "venice.lit"))), "not-allowed");
    }

    /** XEP-0054, where the network has profiles. */
    @Test
    void aContactsCardIsAskedForByTheUser() {
        GatewayDomain telling = new GatewayDomain(
                "aim.shakespeare.lit",
                "AIM",
                new AimNetwork(Set.of(Feature.PROFILE)),
                Set.of("montague.lit"),
                DOMAIN.version());
        String get = iq("get", "juliet@aim.shakespeare.lit", "<vCard xmlns='vcard-temp'/>");
        assertError(route(get), "service-unavailable");
        assertThat(new Discovery(telling).contact().features()).contains("vcard-temp");
        assertThat(router(telling).route(Xml.stanza(get))).isEqualTo(ROMEO);
        assertError(router(telling).route(Xml.stanza(get.replace("juliet", "x"))), "service-unavailable");
        assertError(router(telling).route(Xml.stanza(get.replace("montague.lit", "venice.lit"))), "not-allowed");
        assertError(router(telling).route(Xml.stanza(get.replace("'get'", "'set'"))), "forbidden");
    }

    @Test
    void describesAContact() {
        String query = """
                <query xmlns='http://jabber.org/protocol/disco#info'%s>
                  <identity category='client' type='pc'/>
                  <feature var='http://jabber.org/protocol/caps'/>
                  <feature var='http://jabber.org/protocol/disco#info'/>
                  <feature var='http://jabber.org/protocol/disco#items'/>
                  <feature var='urn:xmpp:receipts'/>
                  <feature var='urn:xmpp:message-correct:0'/>
                  <feature var='http://jabber.org/protocol/chatstates'/>
                </query>""";
        assertResult(info("juliet@aim.shakespeare.lit", ""), query.formatted(""));
        String node = " node='" + DISCOVERY.contactCaps().discoNode() + "'";
        assertResult(info("juliet@aim.shakespeare.lit", node), query.formatted(node));
        assertError(route(info("juliet@aim.shakespeare.lit", " node='x'")), "item-not-found");
        assertError(route(info("x@aim.shakespeare.lit", "")), "item-not-found");
        assertError(route(info("ju\\20liet@aim.shakespeare.lit", "")), "item-not-found");
        assertThat(new Discovery(new GatewayDomain("a.b", "A", new AimNetwork(Set.of()), null, DOMAIN.version()))
                        .contact()
                        .features())
                .as("a network without typing")
                .doesNotContain("http://jabber.org/protocol/chatstates");
    }

    /** A contact is the same under each of its resources: presence may come from one (XEP-0100 section 4.4.1). */
    @Test
    void aContactsResourceIsTheContact() {
        GatewayDomain telling = new GatewayDomain(
                "aim.shakespeare.lit", "AIM", new AimNetwork(Set.of(Feature.PROFILE)), null, DOMAIN.version());
        String resource = "juliet@aim.shakespeare.lit/gateway";
        assertThat(router(telling).route(Xml.stanza(iq("get", resource, "<vCard xmlns='vcard-temp'/>"))))
                .isEqualTo(ROMEO);
        assertThat(answer(info(resource, "")).children())
                .isEqualTo(answer(info("juliet@aim.shakespeare.lit", "")).children());
        assertThat(answer(info(resource, "")).attribute("from")).isEqualTo(resource);
        assertThat(route("<presence type='probe' from='romeo@montague.lit/orchard' to='" + resource + "'/>"))
                .isEqualTo(ROMEO);
    }

    @Test
    @Tag("rfc3921-11.1-2-iq")
    void aRequestToNobodyIsAnswered() {
        assertError(route(iq("get", "x@aim.shakespeare.lit", "<ping xmlns='urn:xmpp:ping'/>")), "service-unavailable");
        assertError(route(iq("set", "x@aim.shakespeare.lit/y", "<q xmlns='urn:example:q'/>")), "service-unavailable");
        assertError(route(info("x@aim.shakespeare.lit", "")), "item-not-found");
    }

    @Test
    void whatIsUnderTheGatewayIsAQuestionOfWhoAsks() {
        String query = "<query xmlns='http://jabber.org/protocol/disco#items'%s/>";
        for (String node : new String[] {"", " node='http://jabber.org/protocol/commands'"}) {
            String asked = query.formatted(node);
            assertThat(route(iq("get", "aim.shakespeare.lit", asked))).isEqualTo(ROMEO);
            assertThat(route("<iq type='get' id='1' from='romeo@montague.lit' to='aim.shakespeare.lit'>" + asked
                            + "</iq>"))
                    .isEqualTo(ROMEO);
        }
        assertError(route(iq("get", "aim.shakespeare.lit", query.formatted(" node='x'"))), "item-not-found");
        for (String from : new String[] {"montague.lit", "iago@venice.lit/x"}) {
            Element answer = answer("<iq type='get' id='1' from='" + from + "' to='aim.shakespeare.lit'>"
                    + query.formatted("") + "</iq>");
            assertThat(answer.children()).as(from).containsExactly(Xml.parse(query.formatted("")));
        }
    }

    @Test
    void nothingIsUnderAContact() {
        String query = "<query xmlns='http://jabber.org/protocol/disco#items'%s/>";
        assertResult(iq("get", "juliet@aim.shakespeare.lit", query.formatted("")), query.formatted(""));
        assertError(route(iq("get", "juliet@aim.shakespeare.lit", query.formatted(" node='x'"))), "item-not-found");
    }

    // Commands (XEP-0050) and the chat with the gateway.

    @Test
    void commandsAreForTheUser() {
        String command = "<command xmlns='http://jabber.org/protocol/commands' node='register'/>";
        assertThat(route(iq("set", "aim.shakespeare.lit", command))).isEqualTo(ROMEO);
        assertError(route(iq("get", "aim.shakespeare.lit", command)), "service-unavailable");
        assertError(route(iq("set", "juliet@aim.shakespeare.lit", command)), "service-unavailable");
        assertError(
                route("<iq type='set' id='1' from='iago@venice.lit/x' to='aim.shakespeare.lit'>" + command + "</iq>"),
                "not-allowed");
    }

    @Test
    void describesTheCommands() {
        String list = " node='http://jabber.org/protocol/commands'";
        assertResult(
                info("aim.shakespeare.lit", list),
                "<query xmlns='http://jabber.org/protocol/disco#info'" + list
                        + "><identity category='automation' type='command-list' name='AIM Gateway'/></query>");
        assertResult(
                "<iq type='get' id='1' xml:lang='de-CH' from='romeo@montague.lit/orchard' to='aim.shakespeare.lit'>"
                        + "<query xmlns='http://jabber.org/protocol/disco#info' node='login'/></iq>",
                """
                <query xmlns='http://jabber.org/protocol/disco#info' node='login'>
                  <identity category='automation' type='command-node' xml:lang='de' name='Mit AIM verbinden'/>
                  <feature var='http://jabber.org/protocol/commands'/>
                  <feature var='jabber:x:data'/>
                </query>""");
    }

    /** What is written to the gateway may be the wish to register, and what it holds does not travel back. */
    @Test
    void whoIsNotAdmittedMayNotRegisterInWordsEither() {
        String message = "<message type='%s' from='iago@venice.lit/x' to='aim.shakespeare.lit'>%s</message>";
        String words = "<body>register Iago MyPassword</body>";
        assertError(route(message.formatted("chat", words)), "not-allowed");
        assertThat(((Route.Answer) route(message.formatted("chat", words)))
                        .stanza()
                        .toString())
                .doesNotContain("MyPassword");
        assertThat(route(message.formatted("error", words))).isInstanceOf(Route.ToUser.class);
        assertThat(route(message.formatted("chat", "<composing xmlns='http://jabber.org/protocol/chatstates'/>")))
                .isInstanceOf(Route.ToUser.class);
        assertThat(route(message.formatted("chat", words).replace("iago@venice", "romeo@montague")))
                .isEqualTo(ROMEO);
    }

    // Version, time, ping, agents.

    @Test
    void answersWithoutTheUser() {
        assertResult(
                iq("get", "aim.shakespeare.lit", "<query xmlns='jabber:iq:version'/>"),
                "<query xmlns='jabber:iq:version'><name>gateway</name><version>1.2</version></query>");
        assertResult(
                iq("get", "aim.shakespeare.lit", "<time xmlns='urn:xmpp:time'/>"),
                "<time xmlns='urn:xmpp:time'><tzo>+00:00</tzo><utc>2026-11-21T10:00:00Z</utc></time>");
        assertResult(
                iq("get", "aim.shakespeare.lit", "<query xmlns='jabber:iq:time'/>"),
                "<query xmlns='jabber:iq:time'><utc>20261121T10:00:00</utc><tz>UTC</tz>"
                        + "<display>Sat Nov 21 10:00:00 2026</display></query>");
        assertThat(answer(iq("get", "aim.shakespeare.lit", "<ping xmlns='urn:xmpp:ping'/>")))
                .isEqualTo(Xml.parse(
                        "<iq type='result' id='1' from='aim.shakespeare.lit' to='romeo@montague.lit/orchard'/>"));
        assertResult(
                iq("get", "aim.shakespeare.lit", "<query xmlns='jabber:iq:agents'/>"),
                "<query xmlns='jabber:iq:agents'><agent jid='aim.shakespeare.lit'><name>AIM Gateway</name>"
                        + "<service>aim</service><transport/><register/></agent></query>");
        assertResult(
                iq("get", "aim.shakespeare.lit", "<query xmlns='jabber:iq:agent'/>"),
                "<query xmlns='jabber:iq:agent'><name>AIM Gateway</name><service>aim</service><transport/><register/></query>");
    }

    @ParameterizedTest
    @CsvSource({
        "get, aim.shakespeare.lit, <query xmlns='urn:unknown'/>",
        "set, aim.shakespeare.lit, <query xmlns='jabber:iq:version'/>",
        "get, aim.shakespeare.lit, <other xmlns='urn:xmpp:ping'/>",
        "set, aim.shakespeare.lit, <query xmlns='http://jabber.org/protocol/disco#info'/>",
        "get, juliet@aim.shakespeare.lit, <query xmlns='jabber:iq:register'/>",
        "get, juliet@aim.shakespeare.lit, <query xmlns='jabber:iq:version'/>",
        "set, juliet@aim.shakespeare.lit, <query xmlns='http://jabber.org/protocol/disco#info'/>",
        "get, juliet@aim.shakespeare.lit/x, <vCard xmlns='vcard-temp'/>",
    })
    void whatIsNotKnownIsUnavailable(String type, String to, String payload) {
        assertError(route(iq(type, to, payload)), "service-unavailable");
    }

    private static GatewayDomain domain(@org.jspecify.annotations.Nullable Set<String> admitted) {
        return new GatewayDomain(
                "aim.shakespeare.lit",
                "AIM Gateway",
                new AimNetwork(Set.of(Feature.TYPING)),
                admitted,
                new SoftwareVersion("gateway", "1.2", null));
    }

    private static Router router(GatewayDomain domain) {
        return new Router(domain, new Discovery(domain), Texts.load(), () -> Instant.parse("2026-11-21T10:00:00Z"));
    }

    private static Route route(String xml) {
        Stanza stanza = Xml.stanza(xml);
        return ROUTER.route(stanza);
    }

    private static Element answer(String xml) {
        assertThat(route(xml)).isInstanceOf(Route.Answer.class);
        return ((Route.Answer) route(xml)).stanza();
    }

    private static String iq(String type, String to, String payload) {
        return "<iq type='" + type + "' id='1' from='romeo@montague.lit/orchard' to='" + to + "'>" + payload + "</iq>";
    }

    private static String info(String to, String attributes) {
        return iq("get", to, "<query xmlns='http://jabber.org/protocol/disco#info'" + attributes + "/>");
    }

    private static void assertResult(String request, String payload) {
        Element answer = answer(request);
        assertThat(answer.attribute("type")).isEqualTo("result");
        assertThat(answer.attribute("to")).isEqualTo("romeo@montague.lit/orchard");
        assertThat(answer.attribute("id")).isEqualTo("1");
        assertThat(answer.children()).containsExactly(Xml.parse(payload));
    }

    private static void assertError(Route route, String condition) {
        assertThat(route).isInstanceOfSatisfying(Route.Answer.class, answer -> {
            assertThat(answer.stanza().attribute("type")).isEqualTo("error");
            assertThat(answer.stanza().toString()).contains("<" + condition + " ");
        });
    }
}
