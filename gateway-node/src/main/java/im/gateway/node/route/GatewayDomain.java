package im.gateway.node.route;

import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.version.SoftwareVersion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the gateway's own domains, as the routing table has to know it.
 *
 * @param address the domain
 * @param name the gateway's name for people, "AIM Gateway" say
 * @param network the legacy service behind it
 * @param admitted the domains whose users may register; null for all
 * @param version what the gateway says of its software
 * @param dataPolicies what it says of the handling of data, see {@link DataPolicies}
 */
public record GatewayDomain(
        String address,
        String name,
        LegacyNetwork network,
        @Nullable Set<String> admitted,
        SoftwareVersion version,
        List<DataForm> dataPolicies) {
    public GatewayDomain {
        admitted = admitted == null ? null : Set.copyOf(admitted);
        dataPolicies = List.copyOf(dataPolicies);
    }

    /** A domain that says nothing of the handling of data. */
    public GatewayDomain(
            String address,
            String name,
            LegacyNetwork network,
            @Nullable Set<String> admitted,
            SoftwareVersion version) {
        this(address, name, network, admitted, version, List.of());
    }

    /** Whether the users of that domain may register. */
    public boolean admits(String userDomain) {
        return admitted == null || admitted.contains(userDomain);
    }

    /** Whether the legacy service can do that. */
    boolean has(LegacyNetwork.Feature feature) {
        return network.profile().features().contains(feature);
    }

    /** The gateway's own address. */
    public Jid jid() {
        return Jid.of(address);
    }
}
