package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SearchField;
import im.gateway.node.legacy.SessionName;
import im.gateway.node.socket.Connector;
import im.gateway.node.socket.SessionLoop;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.stanza.StanzaCondition;
import io.netty.channel.EventLoopGroup;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One AIM or ICQ service. */
final class OscarNetwork implements LegacyNetwork {
    /** The two services of the protocol: the same servers, other names, and people who are asked before they are seen. */
    enum Kind {
        AIM("aim", "AIM"),
        ICQ("icq", "ICQ");

        final String word;
        final String defaultName;

        Kind(String word, String defaultName) {
            this.word = word;
            this.defaultName = defaultName;
        }
    }

    private static final Set<Feature> AIM_FEATURES = Set.of(
            Feature.CONTACT_LIST,
            Feature.OFFLINE_MESSAGES,
            Feature.TYPING,
            Feature.PROFILE,
            Feature.AVATAR,
            Feature.GROUPS,
            Feature.BLOCKING);
    private static final Set<Feature> ICQ_FEATURES = Set.of(
            Feature.CONTACT_LIST,
            Feature.AUTHORIZATION,
            Feature.OFFLINE_MESSAGES,
            Feature.TYPING,
            Feature.PROFILE,
            Feature.AVATAR,
            Feature.SEARCH,
            Feature.GROUPS,
            Feature.BLOCKING);

    /** For all of a service's sessions on this node; a few thousand icons. */
    private static final long ICON_BYTES = 16L << 20;

    private final Kind kind;
    private final OscarSettings settings;
    private final OscarConnection.Shared shared;
    private final EventLoopGroup eventLoops;

    OscarNetwork(Kind kind, String service, OscarSettings settings, Services services) {
        this.kind = kind;
        this.settings = settings;
        Connector connector = new Connector(settings.tls(), settings.timeouts().connect(), services.eventLoops());
        this.shared =
                new OscarConnection.Shared(service, settings, new RateTables(), new IconCache(ICON_BYTES), connector);
        this.eventLoops = services.eventLoops();
    }

    @Override
    public Profile profile() {
        Set<Feature> features = EnumSet.copyOf(kind == Kind.ICQ ? ICQ_FEATURES : AIM_FEATURES);
        if (settings.tls() != null) {
            features.add(Feature.ENCRYPTED);
        }
        return new Profile(kind.word, settings.name(), features);
    }

    /** {@inheritDoc} Only ICQ has a directory. */
    @Override
    public List<SearchField> searchFields() {
        return kind == Kind.ICQ ? List.of(SearchField.values()) : List.of();
    }

    /** {@inheritDoc} Contacts may be of both services: they were joined in 2002. */
    @Override
    public @Nullable String canonicalName(String typed) {
        return ScreenName.canonical(typed);
    }

    @Override
    public LegacySession open(SessionName name, Credentials credentials, LegacyEvents events) {
        SessionLoop session = new OscarConnection(shared, eventLoops.next(), name, credentials, events).session();
        session.open(refusal(credentials) == null);
        return session;
    }

    /** {@inheritDoc} ICQ's users have numbers, AIM's have names. */
    @Override
    public @Nullable StanzaCondition refusal(Credentials credentials) {
        String name = ScreenName.canonical(credentials.username());
        boolean right = name != null && ScreenName.isNumber(name) == (kind == Kind.ICQ);
        return right && !credentials.password().isEmpty() ? null : StanzaCondition.NOT_ACCEPTABLE;
    }
}
