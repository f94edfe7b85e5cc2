package im.gateway.node.user;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.persistence.Secret;
import im.gateway.protocol.caps.Caps;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.List;

/** What is to be done about a decision, after its events are stored. Performed by the {@link UserActor}, in order. */
sealed interface Effect {
    /** Write these stanzas to the user, in order. */
    record Send(List<Element> stanzas) implements Effect {
        public Send {
            stanzas = List.copyOf(stanzas);
        }
    }

    /**
     * Write the buffered stanzas (XML), oldest first, and report {@link Input.BufferWritten}. Left out while those before them are under
     * way or uncertain, since it is reported what became of them.
     */
    record SendBuffered(List<String> stanzas, long upToNumber) implements Effect {}

    /** The outcome of a stanza is certain: the edge may forget it. */
    record Settle(long token) implements Effect {}

    /** Log in on the legacy network, when the pace of logins allows it. Ends an earlier session first. */
    record OpenSession(long session, String username, Secret password) implements Effect {}

    /** Log out of the legacy network, in order. */
    record CloseSession() implements Effect {}

    /** Have the legacy session do something. */
    record Perform(LegacyCommand command) implements Effect {}

    /** Hand a message to the legacy session; its outcome comes as {@link Input.MessageSettled}. */
    record SendMessage(Input.Held message) implements Effect {}

    /** Start a timer, in place of one that is running. */
    record StartTimer(Input.Timer timer, Duration delay) implements Effect {}

    record StopTimer(Input.Timer timer) implements Effect {}

    /** Report {@link Input.TurnToAsk} when the pace of questions to the XMPP server allows one more. */
    record AwaitTurnToAsk() implements Effect {}

    /**
     * Read the table of registrations, and report {@link Input.RegistrationsRead}.
     *
     * @param token of the request, settled with its answer
     * @param session of the command
     * @param after the page begins after this address
     * @param most how many addresses the page may have; 0 for who wants numbers only
     */
    record ReadRegistrations(long token, Iq request, String session, String after, int most) implements Effect {}

    /**
     * What is in the table of a domain.
     *
     * @param wanted how many are to be logged in
     * @param isCutOff whether there are more than the page has
     */
    record Registrations(long registered, long wanted, List<BareJid> page, boolean isCutOff) {}

    /** Send this, at a measured pace, to each user of this gateway whose login is to be there; it has no {@code to} yet. */
    record Announce(Element message) implements Effect {}

    /** Clients of these capabilities can do this. */
    record LearnClient(Caps caps, Abilities abilities) implements Effect {}

    /** Start the actors of all users of this gateway, at a measured pace: each seals its password with the newest key. */
    record StartAll() implements Effect {}

    /** Delete all that is stored of this user. */
    record Erase() implements Effect {}
}
