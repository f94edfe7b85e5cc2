package im.gateway.node.route;

import im.gateway.node.text.Texts;
import im.gateway.protocol.agents.Agent;
import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.disco.DiscoItems;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.ping.Ping;
import im.gateway.protocol.prompt.GatewayPrompt;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.time.EntityTime;
import im.gateway.protocol.vcard.VCard;
import im.gateway.protocol.version.SoftwareVersion;
import im.gateway.protocol.xml.Element;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What the gateway itself answers without asking a user: a table of requests. All else is {@code service-unavailable}. */
final class GatewayAnswers {
    /** What tells requests apart. */
    private record Request(Iq.Type type, String namespace, String name) {}

    private final GatewayDomain domain;
    private final Discovery discovery;
    private final InstantSource clock;
    private final CommandNodes commands;
    private final Map<Request, BiFunction<Iq, Element, Element>> table;

    GatewayAnswers(GatewayDomain domain, Discovery discovery, Texts texts, InstantSource clock) {
        this.domain = domain;
        this.discovery = discovery;
        this.clock = clock;
        this.commands = new CommandNodes(domain, texts);
        Prompts prompts = new Prompts(domain, texts);
        Map<Request, BiFunction<Iq, Element, Element>> answers = new HashMap<>();
        answers.put(get(DiscoInfo.NAMESPACE, "query"), this::info);
        answers.put(get(DiscoItems.NAMESPACE, "query"), GatewayAnswers::noItems);
        answers.put(
                get(SoftwareVersion.NAMESPACE, "query"),
                (iq, query) -> iq.toResult(domain.version().toXml()));
        answers.put(get(EntityTime.NAMESPACE, "time"), (iq, query) -> iq.toResult(time().toXml()));
        answers.put(get(EntityTime.LEGACY_NAMESPACE, "query"), (iq, query) -> iq.toResult(time().toLegacyXml()));
        answers.put(get(Ping.NAMESPACE, "ping"), (iq, ping) -> iq.toResult(null));
        answers.put(get(GatewayPrompt.NAMESPACE, "query"), (iq, query) -> prompts.ask(iq));
        answers.put(new Request(Iq.Type.SET, GatewayPrompt.NAMESPACE, "query"), prompts::answer);
        answers.put(get(Agent.NAMESPACE, "query"), (iq, query) -> iq.toResult(agent().toXml()));
        answers.put(get(Agent.LIST_NAMESPACE, "query"), (iq, query) -> iq.toResult(Agent.toXml(List.of(agent()))));
        answers.put(get(VCard.NAMESPACE, "vCard"), (iq, card) -> iq.toResult(card().toXml()));
        table = Map.copyOf(answers);
    }

    private static Request get(String namespace, String name) {
        return new Request(Iq.Type.GET, namespace, name);
    }

    Element answer(Iq request, Element payload) {
        BiFunction<Iq, Element, Element> answer =
                table.get(new Request(request.type(), payload.namespace(), payload.name()));
        return answer == null
                ? request.toError(StanzaError.of(StanzaCondition.SERVICE_UNAVAILABLE))
                : answer.apply(request, payload);
    }

    private Element info(Iq iq, Element query) {
        String node = query.attribute("node");
        DiscoInfo ofCommand = node == null ? null : commands.info(node, iq.lang());
        return ofCommand == null
                ? discoInfo(
                        iq, query, discovery.gateway(), discovery.gatewayCaps().discoNode())
                : iq.toResult(ofCommand.toXml());
    }

    /** The facts at the address itself, and at the node that its presence names (XEP-0115 section 6.2). No other node is there. */
    static Element discoInfo(Iq iq, Element query, DiscoInfo info, String capsNode) {
        String node = query.attribute("node");
        return node == null || node.equals(capsNode)
                ? iq.toResult(info.at(node).toXml())
                : iq.toError(StanzaError.of(StanzaCondition.ITEM_NOT_FOUND));
    }

    /** Nothing is under the address, and no node is there. */
    static Element noItems(Iq iq, Element query) {
        return query.attribute("node") == null
                ? iq.toResult(new DiscoItems(null, List.of()).toXml())
                : iq.toError(StanzaError.of(StanzaCondition.ITEM_NOT_FOUND));
    }

    private EntityTime time() {
        return new EntityTime(clock.instant(), ZoneOffset.UTC);
    }

    private VCard card() {
        return VCard.of(
                domain.name(), domain.version().name() + " " + domain.version().version());
    }

    private Agent agent() {
        return new Agent(
                BareJid.of(domain.address()),
                domain.name(),
                domain.network().profile().discoType(),
                true,
                true,
                false);
    }
}
