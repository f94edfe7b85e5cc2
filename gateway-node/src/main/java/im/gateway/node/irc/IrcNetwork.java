package im.gateway.node.irc;

import com.typesafe.config.ConfigException;
import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SearchField;
import im.gateway.protocol.irc.Nicks;
import im.gateway.protocol.stanza.StanzaCondition;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
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
        // The resolver works on the same event loops; the JDK's would block them while it asks.
        DnsAddressResolverGroup resolver = new DnsAddressResolverGroup(
                NioDatagramChannel.class, DnsServerAddressStreamProviders.platformDefault());
        this.shared = new IrcTransport(
                service, settings, settings.tls() ? sslContext(settings) : null, resolver, services.clock());
        this.eventLoops = services.eventLoops();
    }

    @Override
    public Profile profile() {
        return new Profile("irc", settings.name(), Set.of(Feature.TYPING, Feature.SEARCH, Feature.PROFILE));
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
    public LegacySession open(Credentials credentials, LegacyEvents events) {
        IrcConnection connection = new IrcConnection(shared, eventLoops.next(), credentials, events);
        connection.open(refusal(credentials) == null);
        return connection;
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

    private static SslContext sslContext(IrcSettings settings) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
            if (settings.trust() != null) {
                builder.trustManager(settings.trust().toFile());
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException unusable) {
            throw new ConfigException.BadValue(
                    "trust", settings.trust() + " (expected: certificates in PEM): " + unusable.getMessage(), unusable);
        }
    }
}
