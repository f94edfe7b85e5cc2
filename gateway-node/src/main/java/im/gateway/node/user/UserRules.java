package im.gateway.node.user;

import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.text.Texts;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.Secret;
import im.gateway.protocol.jid.ContactAddress;
import im.gateway.protocol.jid.Jid;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same for one user, and what the decider takes from the world as data: the clock, the seal and the dice.
 *
 * @param id whose registration this is
 * @param network the legacy service; only its pure questions are asked
 * @param isAdministrator whether the user may administer the gateway
 * @param appearance what is seen of the gateway and its contacts
 * @param clients what the clients of all users can do, which grows
 * @param seal makes a stored secret of a password
 * @param random gives a number from 0 to just below its argument
 */
record UserRules(
        RegistrationId id,
        LegacyNetwork network,
        boolean isAdministrator,
        Appearance appearance,
        Texts texts,
        UserSettings settings,
        KnownClients clients,
        InstantSource clock,
        Function<String, Secret> seal,
        LongUnaryOperator random) {
    /** The gateway's own address. */
    Jid gateway() {
        return Jid.of(id.domain());
    }

    /** The Jabber user's bare address. */
    Jid user() {
        return id.user().asJid();
    }

    /** The service's name for people. */
    String serviceName() {
        return network.profile().name();
    }

    /** The contact's address at this gateway (XEP-0100 section 6.2). */
    Jid addressOf(String legacyName) {
        Jid address = ContactAddress.of(legacyName, id.domain());
        if (address == null) {
            throw new IllegalArgumentException("a legacy name without an address: " + legacyName);
        }
        return address;
    }

    /**
     * The address that the contact's presence and messages come from. A resource is the operator's choice (XEP-0100 section 4.4.1);
     * subscriptions, rosters and lists are of the bare address all the same (RFC 6121 section 3).
     */
    Jid senderOf(String legacyName) {
        Jid address = addressOf(legacyName);
        String resource = appearance.contactResource();
        return resource == null ? address : address.bare().withResource(resource);
    }

    /** Whether a legacy user of that name can be written to from the Jabber side: very long names have no address. */
    boolean hasAddress(String legacyName) {
        return ContactAddress.localpart(legacyName) != null;
    }

    /** The legacy user whose address this is, see {@link LegacyNetwork#nameAt}; null where there can be none. */
    @Nullable
    String legacyName(Jid address) {
        return network.nameAt(address);
    }

    boolean has(LegacyNetwork.Feature feature) {
        return network.profile().features().contains(feature);
    }
}
