package im.gateway.node.edge;

import im.gateway.node.config.LimitSettings;
import im.gateway.node.config.PacingSettings;
import im.gateway.node.config.XmppSettings;
import im.gateway.protocol.xml.StreamCondition;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one edge is told about itself.
 *
 * @param link names domain, server and connection, in log lines: {@code irc.example.org/main/1}
 * @param domain the gateway's address
 * @param server for the words of an advice
 * @param window bounds and times of what has no outcome
 * @param stanzaBytes the most of one stanza
 * @param lost pauses after a connection that was lost or did not come about
 * @param conflict pauses after the server said that another connection of the domain is there
 * @param refused pauses after a refusal that only an operator can mend
 * @param steady how long a stream has to last until it counts as a success
 * @param ping whether silence is answered by a ping; by a space otherwise
 * @param keepAlive how much silence
 * @param drain most time for ending in order
 */
record EdgeSettings(
        String link,
        String domain,
        String server,
        Window.Limits window,
        int stanzaBytes,
        Backoff lost,
        Backoff conflict,
        Backoff refused,
        Duration steady,
        boolean ping,
        Duration keepAlive,
        Duration drain) {
    private static final Set<StreamCondition> MENDED_BY_OPERATOR = EnumSet.of(
            StreamCondition.NOT_AUTHORIZED,
            StreamCondition.HOST_UNKNOWN,
            StreamCondition.HOST_GONE,
            StreamCondition.UNSUPPORTED_VERSION,
            StreamCondition.INVALID_NAMESPACE);

    static EdgeSettings of(
            XmppSettings.Domain domain,
            XmppSettings.Server server,
            int connection,
            LimitSettings limits,
            PacingSettings pacing) {
        Duration refused = pacing.refusedLeast();
        return new EdgeSettings(
                domain.address() + "/" + server.name() + "/" + connection,
                domain.address(),
                server.name() + " (" + server.host() + ":" + server.port() + ")",
                window(limits, pacing),
                limits.stanzaBytes(),
                new Backoff(pacing.reconnectLeast(), pacing.reconnectMost()),
                // After the death of the node that held the stream, the server may take a while to notice: sooner than
                // an operator.
                new Backoff(refused.dividedBy(6), refused.multipliedBy(2)),
                new Backoff(refused, refused.multipliedBy(10)),
                pacing.reconnectMost(),
                server.keepAlive() == XmppSettings.KeepAlive.PING,
                pacing.keepAlive(),
                pacing.drain());
    }

    /** Bounds and times of what has no outcome. */
    static Window.Limits window(LimitSettings limits, PacingSettings pacing) {
        return new Window.Limits(
                limits.windowStanzas(),
                limits.windowBytes(),
                limits.stanzasPerUser(),
                pacing.resendLeast().toMillis(),
                pacing.resendMost().toMillis(),
                pacing.giveUp().toMillis());
    }

    /** Of the drain, the most time that the stream goes on for the sake of what came before. */
    Duration owed() {
        return drain.dividedBy(3);
    }

    /** Of the drain, the most time for refusing what has piled up: meanwhile the next node cannot open the stream of a server that admits one. */
    Duration catchingUp() {
        return drain.dividedBy(9);
    }

    /** A server that has more to write does so within that. */
    Duration caughtUp() {
        return drain.dividedBy(180);
    }

    /** How long to pause after streams that ended so. */
    Backoff backoff(@Nullable StreamCondition condition) {
        if (condition == StreamCondition.CONFLICT) {
            return conflict;
        }
        return condition != null && MENDED_BY_OPERATOR.contains(condition) ? refused : lost;
    }

    /** What an operator can change after streams that ended so; null where it is nothing of theirs. */
    @Nullable
    String advice(@Nullable StreamCondition condition) {
        if (condition == StreamCondition.CONFLICT) {
            return "another connection of " + domain
                    + " is there: for a server that allows one, set policy = one-active;"
                    + " and see that no other program uses this domain";
        } else if (condition == StreamCondition.NOT_AUTHORIZED) {
            return "make the secret of " + domain
                    + " in gateway.xmpp.domains the same as the one in the configuration of " + server
                    + ", and see that the server knows this component";
        } else if (condition == StreamCondition.HOST_UNKNOWN || condition == StreamCondition.HOST_GONE) {
            return "add the component " + domain + " to the configuration of " + server;
        }
        return condition != null && MENDED_BY_OPERATOR.contains(condition)
                ? "see that " + server + " is a component port (XEP-0114, jabber:component:accept)"
                : null;
    }
}
