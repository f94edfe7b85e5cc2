package im.gateway.node.user;

import im.gateway.node.log.Trace;
import im.gateway.node.log.Traced;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stanzas from edges: each is decided once, and in its turn. Confined to the user actor. */
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final RegistrationId id;
    private final Inbox inbox;
    private final Decisions decisions;
    private final WayOut wayOut;
    private final Leaving leaving;

    Arrivals(RegistrationId id, Inbox inbox, Decisions decisions, WayOut wayOut, Leaving leaving) {
        this.id = id;
        this.inbox = inbox;
        this.decisions = decisions;
        this.wayOut = wayOut;
        this.leaving = leaving;
    }

    /** A stanza has come, and the one before it is decided. */
    void accept(UserActor.FromXmpp in) {
        Repeats.Verdict verdict = inbox.judge(in);
        boolean isForTheNext = verdict == Repeats.Verdict.NEW || verdict == Repeats.Verdict.OUT_OF_TURN;
        if (leaving.hasBegun() && isForTheNext) {
            leaving.keep(in);
            return;
        }
        switch (verdict) {
            case NEW -> take(in);
            case SETTLED -> in.answer(new UserActor.Settled(in.number()));
            case PENDING -> LOG.debug("stanza={}#{} user={} outcome=repeated", in.stream(), in.number(), id);
            case OUT_OF_TURN -> tooEarly(in);
        }
    }

    /** Handles a stanza, and those that came before it and had to wait for it. */
    private void take(UserActor.FromXmpp first) {
        UserActor.FromXmpp in = first;
        while (in != null) {
            decide(in);
            in = decisions.isBusy() ? null : inbox.nextInTurn();
        }
    }

    private void decide(UserActor.FromXmpp in) {
        Traced before = Trace.begin(in);
        try {
            decisions.handle(new Input.StanzaIn(inbox.begin(in), in.stanza()));
        } finally {
            Trace.end(before);
        }
    }

    private void tooEarly(UserActor.FromXmpp in) {
        LOG.debug("stanza={}#{} user={} outcome=too-early after={}", in.stream(), in.number(), id, in.after());
        if (inbox.keepEarly(in)) {
            in.answer(UserActor.Settled.missingBefore(in.number()));
        }
    }

    /** Handles those whose turn has come while a decision was being stored. */
    void resume() {
        while (!decisions.isBusy()) {
            UserActor.FromXmpp early = inbox.nextInTurn();
            if (early == null) {
                return;
            }
            take(early);
        }
    }

    /** Whether a stanza is answered at once while the record cannot be read; presence waits for it. */
    static boolean isRefusable(UserActor.FromXmpp in) {
        return !(in.stanza() instanceof Presence);
    }

    /** The record cannot be read at all: whoever asks for something hears so, and may try again (design, "all of Cassandra is lost"). */
    void refuse(UserActor.FromXmpp in) {
        Stanza stanza = in.stanza();
        boolean answerable = (stanza instanceof Iq iq && iq.isRequest())
                || (stanza instanceof Message message && !message.isError() && message.body() != null);
        if (answerable) {
            wayOut.send(List.of(stanza.toError(StanzaError.of(StanzaCondition.INTERNAL_SERVER_ERROR))));
        }
        in.answer(new UserActor.Settled(in.number()));
    }
}
