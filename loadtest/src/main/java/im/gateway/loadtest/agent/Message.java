package im.gateway.loadtest.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.outage.ReachTimes;
import java.util.Map;

/**
 * What a coordinator and an agent say to each other: one line of JSON each, the coordinator asks, and the agent answers with any number of {@link
 * Said} and then one other.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Message.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = Message.Join.class, name = "join"),
    @JsonSubTypes.Type(value = Message.Play.class, name = "play"),
    @JsonSubTypes.Type(value = Message.AwaitStreams.class, name = "await-streams"),
    @JsonSubTypes.Type(value = Message.Prepare.class, name = "prepare"),
    @JsonSubTypes.Type(value = Message.Start.class, name = "start"),
    @JsonSubTypes.Type(value = Message.AskPulse.class, name = "ask-pulse"),
    @JsonSubTypes.Type(value = Message.AskEnded.class, name = "ask-ended"),
    @JsonSubTypes.Type(value = Message.Strike.class, name = "strike"),
    @JsonSubTypes.Type(value = Message.AskReach.class, name = "ask-reach"),
    @JsonSubTypes.Type(value = Message.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = Message.Playing.class, name = "playing"),
    @JsonSubTypes.Type(value = Message.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Message.Said.class, name = "said"),
    @JsonSubTypes.Type(value = Message.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Message.Pulsed.class, name = "pulsed"),
    @JsonSubTypes.Type(value = Message.EndedSo.class, name = "ended-so"),
    @JsonSubTypes.Type(value = Message.Reached.class, name = "reached")
})
sealed interface Message {
    /** Of these messages; another is refused. */
    int VERSION = 2;

    /**
     * The first message: who the agent's people are; asks for {@link Welcome}.
     *
     * @param secret that the agent was started with
     * @param source the scenario's settings
     * @param index of this agent, from 0
     * @param of how many agents
     */
    record Hello(int version, String secret, String scenario, Map<String, Object> source, int index, int of)
            implements Message {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Hello[" + scenario + ", " + index + " of " + of + "]";
        }
    }

    /** The second message, where the people go to servers that the coordinator has started. */
    record Join(String xmppHost, int xmppPort, String componentSecret, String ircHost, int ircPort) implements Message {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Join[" + xmppHost + ":" + xmppPort + ", " + ircHost + ":" + ircPort + "]";
        }
    }

    /** The second message, where the agent plays both sides itself; asks for {@link Playing}. */
    record Play() implements Message {}

    /** Asks an agent that plays to wait until the gateway's nodes have their streams. */
    record AwaitStreams() implements Message {}

    /** See {@link im.gateway.loadtest.run.Generator#prepare}. */
    record Prepare(int registered, int online) implements Message {}

    /** A stretch, and how long after this message it begins: no clocks are compared. */
    record Start(double perSecond, long warmUpNanos, long durationNanos, long leadNanos) implements Message {}

    /** Asks for {@link Pulsed}. */
    record AskPulse() implements Message {}

    /** Asks for {@link EndedSo}. */
    record AskEnded() implements Message {}

    /** A node is about to be killed, see {@link im.gateway.loadtest.outage.Survey#strike}. */
    record Strike() implements Message {}

    /** Asks for {@link Reached}. */
    record AskReach() implements Message {}

    /**
     * The agent works for this coordinator.
     *
     * @param openFiles how many files it may open
     */
    record Welcome(long openFiles) implements Message {}

    /** The sides that the agent plays: the XMPP server's component port, and the legacy network. */
    record Playing(String xmppHost, int xmppPort, String legacyHost, int legacyPort) implements Message {}

    /** It is done. */
    record Done() implements Message {}

    /** A line for people. */
    record Said(String text) implements Message {}

    /** It cannot be done; the coordinator ends the run. */
    record Failed(String why) implements Message {}

    /**
     * See {@link im.gateway.loadtest.run.Generator.Pulse}.
     *
     * @param latencies histograms by operation, compressed as HdrHistogram does it (V2), in Base64
     */
    record Pulsed(
            long sent,
            long settled,
            long errors,
            int online,
            int waiting,
            long legacyOnline,
            double cpuSeconds,
            double lateMillis,
            Map<String, String> latencies)
            implements Message {}

    /** See {@link im.gateway.loadtest.run.Generator.Ended}; {@code lag} as the histograms of {@link Pulsed}. */
    record EndedSo(Ledger.Totals messages, Map<String, Long> errors, long begun, String lag, long unsent)
            implements Message {}

    /** What was found of the users of a node that was killed. */
    record Reached(ReachTimes times) implements Message {}
}
