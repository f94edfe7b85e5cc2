package im.gateway.node.user;

import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaCondition.ErrorType;
import im.gateway.protocol.stanza.StanzaError;
import java.time.Duration;
import java.util.List;

/** Asking the user's server who is online, and what becomes of those of whom it says nothing (RFC 3921 section 5.1.3). */
final class ProbeRules {
    private ProbeRules() {}

    /** The pause between probes that bounce is doubled so often at most: from ten seconds to five minutes. */
    private static final int MOST_DOUBLINGS = 5;

    /** Asks the user's server which resources are online (RFC 3921 section 5.1.3). */
    static void ask(Draft draft) {
        draft.probesBounced = 0;
        probe(draft);
    }

    private static void probe(Draft draft) {
        draft.send(Presence.plain(Presence.Type.PROBE, draft.gateway(), draft.user()));
        draft.startTimer(Input.Timer.PROBE_ANSWERED, draft.rules.settings().probeAnswer());
    }

    /** Who has not answered is not there; but without a stream nobody can have answered: when it is back, all are asked again. */
    static void timeIsOver(Draft draft) {
        if (draft.streamLost) {
            return;
        }
        unconfirmed(draft).forEach(resource -> PresenceRules.leave(draft, resource.name()));
    }

    /** Those of whom the server has not said that they are online. */
    private static List<Resource> unconfirmed(Draft draft) {
        return draft.resources().values().stream()
                .filter(resource -> !resource.confirmed())
                .toList();
    }

    /**
     * The user's server could not be asked: who is online is not known, and nobody is taken to be gone for that (RFC 6120 section 8.3.3 has the
     * conditions). It is asked again until it answers, since a server that was away for a moment has no reason to say anything by itself; the
     * pauses grow, and part of each is random, since it has more users than this one.
     */
    static void bounced(Draft draft, Presence error) {
        boolean isToGateway = error.to().local() == null;
        StanzaError why = StanzaError.of(error);
        if (isToGateway && !unconfirmed(draft).isEmpty() && why != null && isOfTheWay(why)) {
            draft.stopTimer(Input.Timer.PROBE_ANSWERED);
            draft.startTimer(Input.Timer.PROBE_AGAIN, pause(draft));
            draft.probesBounced++;
        }
    }

    private static Duration pause(Draft draft) {
        long shortest = draft.rules.settings().probeAnswer().toMillis();
        long full = shortest << Math.min(draft.probesBounced, MOST_DOUBLINGS);
        return Duration.ofMillis(full + draft.rules.random().applyAsLong(full / 2 + 1));
    }

    private static boolean isOfTheWay(StanzaError why) {
        return why.type() == ErrorType.WAIT
                || why.condition() == StanzaCondition.REMOTE_SERVER_NOT_FOUND
                || why.condition() == StanzaCondition.REMOTE_SERVER_TIMEOUT;
    }

    /** Where somebody is still waited for; without a stream all are asked when it is back. */
    static void askAgain(Draft draft) {
        if (!unconfirmed(draft).isEmpty() && !draft.streamLost) {
            probe(draft);
        }
    }
}
