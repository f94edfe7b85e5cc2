package im.gateway.loadtest.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamLimits;
import im.gateway.protocol.xml.StreamParser;
import im.gateway.protocol.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Bytes to trees and back, for each stanza. All of them read the same bytes in the same pieces of a stream that is never closed, so
 * that their ratios hold also on a machine that does other work.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(StanzaMix.STANZAS)
public class CodecBenchmark {
    /** What a socket gives at a time. */
    private static final int CHUNK = 8 * 1024;

    private byte[] bytes = {};
    private StreamParser parser = new StreamParser(StreamLimits.DEFAULT);
    private AsyncXMLStreamReader<AsyncByteArrayFeeder> reader = new InputFactoryImpl().createAsyncForByteArray();
    private List<Element> elements = List.of();
    private List<String> addresses = List.of();

    /** Opens a stream for each reader. */
    @Setup
    public void open() throws XMLStreamException {
        bytes = StanzaMix.bytes();
        byte[] header = StanzaMix.HEADER.getBytes(UTF_8);
        parser = new StreamParser(StreamLimits.DEFAULT);
        parser.feed(header);
        reader = new InputFactoryImpl().createAsyncForByteArray();
        reader.getInputFeeder().feedInput(header, 0, header.length);
        int token = reader.next();
        while (token != XMLStreamConstants.START_ELEMENT) {
            token = reader.next();
        }
        elements = new ArrayList<>();
        addresses = new ArrayList<>();
        for (StreamEvent event : parser.feed(bytes)) {
            Element element = ((StreamEvent.StanzaRead) event).element();
            elements.add(element);
            addresses.add(element.attribute("from", ""));
        }
        if (elements.size() != StanzaMix.STANZAS) {
            throw new IllegalStateException("stanzas: " + elements.size() + " (expected: " + StanzaMix.STANZAS + ")");
        }
    }

    /** Ours: bytes to trees. */
    @Benchmark
    public void parse(CpuTime cpu, Blackhole sink) {
        cpu.stanzas += StanzaMix.STANZAS;
        for (int at = 0; at < bytes.length; at += CHUNK) {
            sink.consume(parser.feed(bytes, at, Math.min(CHUNK, bytes.length - at)));
        }
    }

    /** Aalto alone: every name, attribute and text is asked for, nothing is kept. */
    @Benchmark
    public void walk(CpuTime cpu, Blackhole sink) throws XMLStreamException {
        cpu.stanzas += StanzaMix.STANZAS;
        for (int at = 0; at < bytes.length; at += CHUNK) {
            reader.getInputFeeder().feedInput(bytes, at, Math.min(CHUNK, bytes.length - at));
            int token = reader.next();
            while (token != AsyncXMLStreamReader.EVENT_INCOMPLETE) {
                if (token == XMLStreamConstants.START_ELEMENT) {
                    sink.consume(reader.getLocalName());
                    sink.consume(reader.getNamespaceURI());
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        sink.consume(reader.getAttributeLocalName(i));
                        sink.consume(reader.getAttributeNamespace(i));
                        sink.consume(reader.getAttributeValue(i));
                    }
                } else if (token == XMLStreamConstants.CHARACTERS) {
                    sink.consume(reader.getText());
                }
                token = reader.next();
            }
        }
    }

    /** Aalto alone: tokens only. */
    @Benchmark
    public void skim(CpuTime cpu, Blackhole sink) throws XMLStreamException {
        cpu.stanzas += StanzaMix.STANZAS;
        for (int at = 0; at < bytes.length; at += CHUNK) {
            reader.getInputFeeder().feedInput(bytes, at, Math.min(CHUNK, bytes.length - at));
            int token = reader.next();
            while (token != AsyncXMLStreamReader.EVENT_INCOMPLETE) {
                sink.consume(token);
                token = reader.next();
            }
        }
    }

    /** Ours: trees to bytes. */
    @Benchmark
    public void write(CpuTime cpu, Blackhole sink) {
        cpu.stanzas += StanzaMix.STANZAS;
        for (Element element : elements) {
            sink.consume(XmlWriter.toBytes(element, "jabber:component:accept"));
        }
    }

    /** Ours: one address, normalised. */
    @Benchmark
    public void jid(CpuTime cpu, Blackhole sink) {
        cpu.stanzas += StanzaMix.STANZAS;
        for (String address : addresses) {
            sink.consume(Jid.parse(address));
        }
    }
}
