package im.gateway.node.irc;

import com.typesafe.config.ConfigException;
import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SearchField;
import im.gateway.node.legacy.SessionName;
import im.gateway.node.socket.Connector;
import im.gateway.node.socket.SessionLoop;
import im.gateway.protocol.irc.Nicks;
import im.gateway.protocol.stanza.StanzaCondition;
import io.netty.channel.EventLoopGroup;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One IRC server, or one name for a network of them. */
final class IrcNetwork implements LegacyNetwork {
    private final IrcSettings settings;
    private final IrcTransport shared;
    private final EventLoopGroup eventLoops;

    /**
     * For one service.
     *
     * @throws ConfigException when the file of trusted certificates cannot be used
     */
    IrcNetwork(String service, IrcSettings settings, Services services) {
        this.settings = settings;
        Connector connector = new Connector(settings.tls(), settings.timeouts().connect(), services.eventLoops());
        this.shared = new IrcTransport(service, settings, connector, services.clock());
        this.eventLoops = services.eventLoops();
    }

    @Override
    public Profile profile() {
        Set<Feature> features = EnumSet.of(Feature.TYPING, Feature.SEARCH, Feature.PROFILE);
        if (settings.tls() != null) {
            features.add(Feature.ENCRYPTED);
        }
        return new Profile("irc", settings.name(), features);
    }

    /** {@inheritDoc} There is no directory; who is there can be asked for by nick. */
    @Override
    public List<SearchField> searchFields() {
        return List.of(SearchField.NICK);
    }

    @Override
    public @Nullable String canonicalName(String typed) {
        return Nicks.canonical(typed);
    }

    @Override
    public LegacySession open(SessionName name, Credentials credentials, LegacyEvents events) {
        SessionLoop session = new IrcConnection(shared, eventLoops.next(), name, credentials, events).session();
        session.open(refusal(credentials) == null);
        return session;
    }

    /** {@inheritDoc} The name is the account's and the nick; the password travels in one line of text. */
    @Override
    public @Nullable StanzaCondition refusal(Credentials credentials) {
        String password = credentials.password();
        boolean unwritable = password.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0);
        boolean missing = password.isEmpty() && settings.auth() != IrcSettings.Auth.NONE;
        boolean impossible = Nicks.canonical(credentials.username()) == null
                || !credentials.username().equals(credentials.username().strip());
        return unwritable || missing || impossible ? StanzaCondition.NOT_ACCEPTABLE : null;
    }
}
