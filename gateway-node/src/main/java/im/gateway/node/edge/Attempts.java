package im.gateway.node.edge;

import im.gateway.node.edge.StreamOpener.OpenStream;
import im.gateway.node.edge.StreamOpener.StreamEnd;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts of an edge to have a stream, one after the other, and the pauses between them. Confined to the edge. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    /** Something about the stream of one attempt, told to the edge. */
    sealed interface News extends EdgeActor.Command {
        int attempt();
    }

    /** See {@link StreamOpener.StreamEvents}, also for the next three. */
    record Connected(int attempt) implements News {}

    record Established(int attempt, OpenStream stream) implements News {}

    record Arrived(int attempt, List<Element> elements) implements News {}

    record Ended(int attempt, StreamEnd end) implements News {}

    private final EdgeSettings settings;
    private final StreamOpener opener;
    private final RandomGenerator random;
    private int number;
    private int failures;
    private StreamOpener.@Nullable Opening opening;

    Attempts(EdgeSettings settings, StreamOpener opener, RandomGenerator random) {
        this.settings = settings;
        this.opener = opener;
        this.random = random;
    }

    /** Begins the next one; the edge is told what comes of it. */
    void begin(ActorRef<EdgeActor.Command> edge) {
        number++;
        LOG.info("edge={} event=connecting server=\"{}\" attempt={}", settings.link(), settings.server(), number);
        opening = opener.open(new Events(edge, number));
    }

    /** Whether this is about the present one: what is told of one before means nothing any more. */
    boolean isPresent(News news) {
        return news.attempt() == number;
    }

    /** Closes the connection, if there is one. */
    void abort() {
        if (opening != null) {
            opening.abort();
        }
    }

    /** Has nothing more to do with the connection. */
    void letGo() {
        abort();
        opening = null;
    }

    /**
     * How long to wait for the next one.
     *
     * @param end of the stream, or of the attempt
     * @param steady whether the stream lasted long enough to count as a success
     * @param unsettled how many stanzas have no outcome, for the log
     */
    Duration pauseAfter(StreamEnd end, boolean steady, int unsettled) {
        failures = steady ? 1 : failures + 1;
        Duration pause = settings.backoff(end.condition()).pause(failures, random);
        String advice = settings.advice(end.condition());
        if (advice == null) {
            LOG.warn(
                    "edge={} event=stream-ended reason=\"{}\" unsettled={} retry-in={}ms",
                    settings.link(),
                    end.reason(),
                    unsettled,
                    pause.toMillis());
        } else {
            LOG.error(
                    "edge={} event=refused reason=\"{}\" retry-in={}ms to-do=\"{}\"",
                    settings.link(),
                    end.reason(),
                    pause.toMillis(),
                    advice);
        }
        return pause;
    }

    /** Tells the edge what happens to the stream of one attempt. */
    private record Events(ActorRef<EdgeActor.Command> edge, int attempt) implements StreamOpener.StreamEvents {
        @Override
        public void connected() {
            edge.tell(new Connected(attempt));
        }

        @Override
        public void established(OpenStream stream) {
            edge.tell(new Established(attempt, stream));
        }

        @Override
        public void arrived(List<Element> elements) {
            edge.tell(new Arrived(attempt, elements));
        }

        @Override
        public void ended(StreamEnd end) {
            edge.tell(new Ended(attempt, end));
        }
    }
}
