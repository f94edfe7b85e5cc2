package im.gateway.node.route;

import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SessionName;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A network with the names of AIM, where case and spaces do not count; nobody logs in to it. */
record AimNetwork(Set<Feature> features) implements LegacyNetwork {
    @Override
    public Profile profile() {
        return new Profile("aim", "AIM", features);
    }

    @Override
    public @Nullable String canonicalName(String typed) {
        String name = typed.replace(" ", "").toLowerCase(Locale.ROOT);
        return name.matches("[a-z][a-z0-9]{2,15}|[a-z0-9.]+@[a-z0-9.]+") ? name : null;
    }

    @Override
    public LegacySession open(SessionName name, Credentials credentials, LegacyEvents events) {
        throw new UnsupportedOperationException("routing never logs in");
    }

    @Override
    public @Nullable StanzaCondition refusal(Credentials credentials) {
        throw new UnsupportedOperationException("routing never sees credentials");
    }
}
