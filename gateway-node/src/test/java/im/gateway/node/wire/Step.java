package im.gateway.node.wire;

import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.List;

/** One line, or one block, of a story. */
public sealed interface Step {
    Place place();

    /** The Jabber side sends a stanza to the gateway. */
    record ClientSends(Place place, Element stanza) implements Step {}

    /** What is awaited: of the gateway's stanzas, or of what the legacy side sees. */
    sealed interface Expectation extends Step {}

    /** The gateway's next stanza has to match this pattern, see {@link StanzaPattern}. */
    record GatewaySends(Place place, Element pattern) implements Expectation {}

    /** The gateway's next stanza may match this pattern, until the next {@link Nothing}. */
    record GatewayMaySend(Place place, Element pattern) implements Step {}

    /** What the legacy side sees next, see {@link LegacyWords}. */
    record LegacySees(Place place, List<String> words) implements Expectation {}

    /** What the legacy side may see, so many times at most, until the next {@link Nothing}. */
    record LegacyMaySee(Place place, int times, List<String> words) implements Step {}

    /** All of these, in any order. */
    record AnyOrder(Place place, List<Expectation> expectations) implements Step {}

    /** What has come to hold on the legacy side. */
    record LegacyHolds(Place place, List<String> words) implements Step {}

    /** The legacy side does something. */
    record LegacyDoes(Place place, List<String> words) implements Step {}

    /** A stanza between the user's client and its server, or from one of them to a third party: quoted, since it never reaches the gateway. */
    record Quoted(Place place, Element stanza) implements Step {}

    /** Nothing more may have been sent, to neither side, when all that was done before has had its effect. */
    record Nothing(Place place) implements Step {}

    /** The user's actor is lost without a word, with all that it had in memory, and comes back. */
    record Crash(Place place) implements Step {}

    /** The last node of the gateway is stopped. */
    record Shutdown(Place place) implements Step {}

    /** The legacy service goes away, or comes back. */
    record Service(Place place, boolean up) implements Step {}

    /** Time passes. */
    record Wait(Place place, Duration time) implements Step {}
}
