package im.gateway.node.route;

import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.text.TextKey;
import im.gateway.node.text.Texts;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.avatar.AvatarRequest;
import im.gateway.protocol.blocking.Blocking;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.disco.DiscoItems;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.privilege.Privileges;
import im.gateway.protocol.register.RegistrationForm;
import im.gateway.protocol.roster.Roster;
import im.gateway.protocol.search.SearchForm;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.vcard.VCard;
import im.gateway.protocol.xml.Element;
import java.time.InstantSource;

/**
 * The routing table of one domain: from a stanza that has passed the gate to its {@link Route}. Pure but for the time of day, which
 * arrives with the clock. Thread-safe.
 *
 * <table>
 *   <caption>What goes where</caption>
 *   <tr><th>stanza</th><th>to the gateway</th><th>to a contact</th></tr>
 *   <tr><td>presence, message, of any type</td><td>the user</td><td>the user</td></tr>
 *   <tr><td>iq result and error</td><td>the user</td><td>the user</td></tr>
 *   <tr><td>iq of {@code jabber:iq:register}</td><td>the user, if admitted</td><td>answered with an error</td></tr>
 *   <tr><td>iq of {@code urn:xmpp:blocking}</td><td>the user, if admitted</td><td>answered with an error</td></tr>
 *   <tr><td>iq of {@code jabber:iq:search}, where the network has a directory</td><td>the user, if admitted</td><td>answered with an
 *     error</td></tr>
 *   <tr><td>iq set of {@code jabber:iq:roster} from a bare address, where the network keeps names and groups</td><td>the user, if
 *     admitted</td><td>answered with an error</td></tr>
 *   <tr><td>iq get of {@code vcard-temp} and of the nodes of pictures, where the network has that</td><td>answered, see
 *     {@link GatewayAnswers}</td><td>the user,
 *     if admitted</td></tr>
 *   <tr><td>any other iq</td><td>answered, see {@link GatewayAnswers}</td><td>answered, see {@link ContactAnswers}</td></tr>
 * </table>
 */
public final class Router {
    private final GatewayDomain domain;
    private final Texts texts;
    private final GatewayAnswers gateway;
    private final ContactAnswers contacts;

    public Router(GatewayDomain domain, Discovery discovery, Texts texts, InstantSource clock) {
        this.domain = domain;
        this.texts = texts;
        this.gateway = new GatewayAnswers(domain, discovery, texts, clock);
        this.contacts = new ContactAnswers(domain, discovery);
    }

    public Route route(Stanza stanza) {
        if (!stanza.to().domain().equals(domain.address())) {
            return elsewhere(stanza);
        }
        if (stanza.from().domain().equals(domain.address())) {
            return new Route.Ignore("from: " + stanza.from() + " (expected: an address that is not the gateway's own)");
        }
        return stanza instanceof Iq iq && iq.isRequest() ? request(iq) : toUser(stanza);
    }

    /** A server sends a component only what is for its domain; a wrong configuration is no reason to leave a sender waiting. */
    private Route elsewhere(Stanza stanza) {
        boolean answerable = (stanza instanceof Message message && !message.isError())
                || (stanza instanceof Iq iq && iq.isRequest());
        return answerable
                ? new Route.Answer(stanza.toError(StanzaError.of(StanzaCondition.ITEM_NOT_FOUND)))
                : new Route.Ignore("to: " + stanza.to() + " (expected: an address of " + domain.address() + ")");
    }

    private Route toUser(Stanza stanza) {
        Jid from = stanza.from();
        if (from.local() != null && isSaidToGateway(stanza) && !isAdmitted(stanza)) {
            return new Route.Answer(notAdmitted(stanza));
        }
        if (from.local() != null) {
            return new Route.ToUser(new RegistrationId(domain.address(), from.bare()));
        }
        Privileges privileges = stanza instanceof Message message
                        && from.resource() == null
                        && stanza.to().local() == null
                ? Privileges.of(message)
                : null;
        return privileges == null
                ? new Route.Ignore("from: " + from + " (expected: the address of an account)")
                : new Route.Granted(from.domain(), privileges);
    }

    /** What is written to the gateway may be the wish to register. */
    private static boolean isSaidToGateway(Stanza stanza) {
        return stanza instanceof Message message
                && stanza.to().local() == null
                && !message.isError()
                && message.body() != null;
    }

    private Route request(Iq iq) {
        Element payload = iq.payload();
        if (payload == null) {
            throw new AssertionError("an iq request without a payload passed the gate");
        }
        if (iq.to().local() != null) {
            return asksForProfile(iq, payload) ? toAdmitted(iq) : new Route.Answer(contacts.answer(iq, payload));
        }
        if (payload.is(RegistrationForm.NAMESPACE, "query")
                || Blocking.isBlocking(payload)
                || (payload.is(SearchForm.NAMESPACE, "query") && domain.has(Feature.SEARCH))
                || isRosterPush(iq, payload)
                || (iq.type() == Iq.Type.SET && CommandRequest.isCommand(payload))) {
            return toAdmitted(iq);
        }
        // What is under the gateway is a question of who asks; for who cannot have anything there, there is nothing.
        return isUsersItems(iq, payload) && isAdmitted(iq) ? toUser(iq) : new Route.Answer(gateway.answer(iq, payload));
    }

    /** The user's server tells a privileged entity of a change to the user's roster, in the user's bare name (XEP-0356 section 4.3). */
    private boolean isRosterPush(Iq iq, Element payload) {
        return iq.type() == Iq.Type.SET
                && payload.is(Roster.NAMESPACE, "query")
                && iq.from().resource() == null
                && domain.has(Feature.GROUPS);
    }

    private Route toAdmitted(Iq iq) {
        return isAdmitted(iq) ? toUser(iq) : new Route.Answer(notAdmitted(iq));
    }

    /** Only a user's own session may ask the network about a legacy user. */
    private boolean asksForProfile(Iq iq, Element payload) {
        boolean asks = (VCard.isCard(payload) && domain.has(Feature.PROFILE))
                || (domain.has(Feature.AVATAR) && AvatarRequest.parse(payload) != null);
        return asks && iq.type() == Iq.Type.GET && domain.network().nameAt(iq.to()) != null;
    }

    private static boolean isUsersItems(Iq iq, Element payload) {
        String node = payload.attribute("node");
        return iq.type() == Iq.Type.GET
                && payload.is(DiscoItems.NAMESPACE, "query")
                && (node == null || node.equals(CommandRequest.NAMESPACE));
    }

    /** Only accounts of admitted domains register, by whatever way; others hear {@code not-allowed} whatever they ask. */
    private boolean isAdmitted(Stanza stanza) {
        return stanza.from().local() != null && domain.admits(stanza.from().domain());
    }

    private Element notAdmitted(Stanza stanza) {
        String words = texts.get(
                stanza.lang(), TextKey.NOT_ADMITTED, domain.network().profile().name());
        return stanza.toError(
                StanzaError.of(StanzaCondition.NOT_ALLOWED).withText(words, texts.languageOf(stanza.lang())));
    }
}
