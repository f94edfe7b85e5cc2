package im.gateway.loadtest.benchmark;

import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SessionName;
import im.gateway.node.route.Discovery;
import im.gateway.node.route.GatewayDomain;
import im.gateway.node.route.Router;
import im.gateway.node.text.Texts;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaReader;
import im.gateway.protocol.version.SoftwareVersion;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamLimits;
import im.gateway.protocol.xml.StreamParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Trees to routes: the validation gate, and the routing table of a node behind it, for each stanza. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(StanzaMix.STANZAS)
public class RouteBenchmark {
    private final Router router = router();
    private final List<Element> elements = elements();

    /** What the edge does with each stanza before an actor hears of it. */
    @Benchmark
    public void route(CpuTime cpu, Blackhole sink) {
        cpu.stanzas += StanzaMix.STANZAS;
        for (Element element : elements) {
            sink.consume(router.route(valid(element)));
        }
    }

    private static Stanza valid(Element element) {
        if (StanzaReader.read(element) instanceof StanzaReader.Reading.Valid valid) {
            return valid.stanza();
        }
        throw new IllegalStateException("refused by the gate (expected: a valid stanza): " + element);
    }

    private static Router router() {
        GatewayDomain domain = new GatewayDomain(
                StanzaMix.DOMAIN,
                "Benchmark",
                new UnusedNetwork(),
                Set.of("example.org"),
                new SoftwareVersion("benchmark", "1", null));
        return new Router(domain, new Discovery(domain), Texts.load(), () -> Instant.EPOCH);
    }

    private static List<Element> elements() {
        StreamParser parser = new StreamParser(StreamLimits.DEFAULT);
        parser.feed(StanzaMix.HEADER.getBytes(StandardCharsets.UTF_8));
        List<Element> elements = new ArrayList<>();
        for (StreamEvent event : parser.feed(StanzaMix.bytes())) {
            elements.add(((StreamEvent.StanzaRead) event).element());
        }
        return elements;
    }

    /** The routing table asks a network what it is called and can do, and nothing else. */
    private static final class UnusedNetwork implements LegacyNetwork {
        @Override
        public Profile profile() {
            return new Profile("irc", "IRC", Set.of());
        }

        @Override
        public @Nullable String canonicalName(String typed) {
            return typed;
        }

        @Override
        public LegacySession open(SessionName name, Credentials credentials, LegacyEvents events) {
            throw new UnsupportedOperationException("nobody logs in to a routing table");
        }

        @Override
        public @Nullable StanzaCondition refusal(Credentials credentials) {
            return null;
        }
    }
}
