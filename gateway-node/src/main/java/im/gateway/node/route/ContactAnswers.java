package im.gateway.node.route;

import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.disco.DiscoItems;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.vcard.VCard;
import im.gateway.protocol.xml.Element;

/**
 * What is answered in a contact's name, whoever asks: what a contact is, but nothing of a particular legacy user, not even whether
 * there is one. An address that no legacy user can have is {@code item-not-found}.
 */
final class ContactAnswers {
    private final GatewayDomain domain;
    private final Discovery discovery;

    ContactAnswers(GatewayDomain domain, Discovery discovery) {
        this.domain = domain;
        this.discovery = discovery;
    }

    Element answer(Iq request, Element payload) {
        if (domain.network().nameAt(request.to()) == null) {
            return request.toError(StanzaError.of(nobody(payload)));
        }
        boolean get = request.type() == Iq.Type.GET;
        if (get && payload.is(DiscoInfo.NAMESPACE, "query")) {
            return GatewayAnswers.discoInfo(
                    request,
                    payload,
                    discovery.contact(),
                    discovery.contactCaps().discoNode());
        }
        if (get && payload.is(DiscoItems.NAMESPACE, "query")) {
            return GatewayAnswers.noItems(request, payload);
        }
        if (!get && VCard.isCard(payload)) {
            // XEP-0054 section 3.2: nobody writes another one's card.
            return request.toError(StanzaError.of(StanzaCondition.FORBIDDEN));
        }
        return request.toError(StanzaError.of(StanzaCondition.SERVICE_UNAVAILABLE));
    }

    /** What a request to an address that nobody can have is answered: RFC 3921 section 11.1 rule 2, XEP-0030 section 6. */
    private static StanzaCondition nobody(Element payload) {
        boolean discovery = payload.is(DiscoInfo.NAMESPACE, "query") || payload.is(DiscoItems.NAMESPACE, "query");
        return discovery ? StanzaCondition.ITEM_NOT_FOUND : StanzaCondition.SERVICE_UNAVAILABLE;
    }
}
