package im.gateway.node.route;

import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.protocol.agents.Agent;
import im.gateway.protocol.avatar.AvatarEvent;
import im.gateway.protocol.avatar.AvatarRequest;
import im.gateway.protocol.blocking.Blocking;
import im.gateway.protocol.caps.Caps;
import im.gateway.protocol.chatstates.ChatState;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.correction.Correction;
import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.disco.DiscoItems;
import im.gateway.protocol.disco.Identity;
import im.gateway.protocol.jid.JidEscaping;
import im.gateway.protocol.ping.Ping;
import im.gateway.protocol.prompt.GatewayPrompt;
import im.gateway.protocol.receipts.Receipt;
import im.gateway.protocol.register.RegistrationForm;
import im.gateway.protocol.search.SearchForm;
import im.gateway.protocol.time.EntityTime;
import im.gateway.protocol.vcard.VCard;
import im.gateway.protocol.version.SoftwareVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * What the gateway and its contacts are and can do (XEP-0030), and the same as the capabilities that their presence carries
 * (XEP-0115). A feature stands here when {@link Router} or the user answers to it, and not before.
 */
public final class Discovery {
    private final DiscoInfo gateway;
    private final DiscoInfo contact;
    private final Caps gatewayCaps;
    private final Caps contactCaps;

    public Discovery(GatewayDomain domain) {
        Identity identity = Identity.of("gateway", domain.network().profile().discoType(), domain.name());
        gateway = new DiscoInfo(null, List.of(identity), gatewayFeatures(domain), domain.dataPolicies());
        List<Identity> identities = new ArrayList<>(List.of(Identity.of("client", "pc", null)));
        if (domain.has(Feature.AVATAR)) {
            // Pictures are items of the contact's own nodes (XEP-0163 section 6.1).
            identities.add(Identity.of("pubsub", "pep", null));
        }
        contact = new DiscoInfo(null, identities, contactFeatures(domain), List.of());
        // Any URI that is ours may name the software (XEP-0115 section 4); an operator's domain is one, and nobody
        // else's.
        String node = "xmpp:" + domain.address();
        gatewayCaps = Caps.of(node, gateway);
        contactCaps = Caps.of(node, contact);
    }

    private static List<String> gatewayFeatures(GatewayDomain domain) {
        List<String> features = new ArrayList<>(List.of(
                Caps.NAMESPACE,
                DiscoInfo.NAMESPACE,
                DiscoItems.NAMESPACE,
                RegistrationForm.NAMESPACE,
                CommandRequest.NAMESPACE,
                GatewayPrompt.NAMESPACE,
                Blocking.NAMESPACE,
                JidEscaping.FEATURE,
                SoftwareVersion.NAMESPACE,
                EntityTime.NAMESPACE,
                EntityTime.LEGACY_NAMESPACE,
                Ping.NAMESPACE,
                Agent.NAMESPACE,
                Agent.LIST_NAMESPACE,
                VCard.NAMESPACE));
        if (domain.has(Feature.SEARCH)) {
            features.add(SearchForm.NAMESPACE);
        }
        return features;
    }

    private static List<String> contactFeatures(GatewayDomain domain) {
        List<String> features = new ArrayList<>(List.of(
                Caps.NAMESPACE, DiscoInfo.NAMESPACE, DiscoItems.NAMESPACE, Receipt.NAMESPACE, Correction.NAMESPACE));
        if (domain.has(Feature.TYPING)) {
            features.add(ChatState.NAMESPACE);
        }
        if (domain.has(Feature.PROFILE)) {
            features.add(VCard.NAMESPACE);
        }
        if (domain.has(Feature.AVATAR)) {
            features.add(AvatarRequest.PUBSUB);
            features.add(AvatarRequest.RETRIEVE_ITEMS);
            features.addAll(AvatarEvent.FEATURES);
        }
        return features;
    }

    public DiscoInfo gateway() {
        return gateway;
    }

    public DiscoInfo contact() {
        return contact;
    }

    /** For the gateway's own available presence. */
    public Caps gatewayCaps() {
        return gatewayCaps;
    }

    /** For a contact's available presence. */
    public Caps contactCaps() {
        return contactCaps;
    }
}
