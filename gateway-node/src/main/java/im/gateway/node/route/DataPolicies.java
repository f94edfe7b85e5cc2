package im.gateway.node.route;

import im.gateway.node.config.DataPolicySettings;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.policy.DataPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a gateway domain says of the handling of data: of its own, and of the network's behind it (XEP-0504 section 3). */
public final class DataPolicies {
    private DataPolicies() {}

    /** The forms; none where the operator says nothing. */
    public static List<DataForm> of(@Nullable DataPolicySettings settings, LegacyNetwork network) {
        if (settings == null) {
            return List.of();
        }
        LegacyNetwork.Profile profile = network.profile();
        DataPolicy ofNetwork =
                DataPolicy.retaining(settings.networkRetention(), settings.networkTerms(), settings.networkInfo());
        return List.of(
                own(settings, profile).toForm(DataPolicy.NAMESPACE),
                ofNetwork.toForm(DataPolicy.ofNetwork("gateway", profile.discoType())));
    }

    /**
     * The gateway reads the password, since it has to log in with it. A registration with its contacts and what waits for its user is
     * kept until the user unregisters, which deletes all of it; only the password is encrypted in it.
     */
    private static DataPolicy own(DataPolicySettings settings, LegacyNetwork.Profile profile) {
        boolean encrypted = profile.features().contains(Feature.ENCRYPTED);
        return new DataPolicy(
                DataPolicy.Login.PLAIN,
                encrypted ? DataPolicy.Transmission.ENCRYPTED : DataPolicy.Transmission.PLAIN,
                DataPolicy.INFINITE,
                true,
                false,
                true,
                settings.access(),
                settings.terms(),
                settings.backupFrequency(),
                settings.backupRetention(),
                settings.info());
    }
}
