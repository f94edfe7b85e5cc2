package im.gateway.protocol.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Bytes for a parser, cut in every way that a socket may cut them. */
final class Samples {
    static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
            + " xmlns:stream='http://etherx.jabber.org/streams' from='irc.example.org' id='3BF96D32'>";

    private Samples() {}

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] latin1(String bytes) {
        return bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    static List<StreamEvent> whole(byte[] bytes) {
        return new StreamParser(StreamLimits.DEFAULT).feed(bytes);
    }

    static List<StreamEvent> byteByByte(byte[] bytes) {
        StreamParser parser = new StreamParser(StreamLimits.DEFAULT);
        List<StreamEvent> events = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            events.addAll(parser.feed(bytes, i, 1));
        }
        return events;
    }

    static List<StreamEvent> cutAt(byte[] bytes, int cut) {
        StreamParser parser = new StreamParser(StreamLimits.DEFAULT);
        List<StreamEvent> events = new ArrayList<>(parser.feed(bytes, 0, cut));
        events.addAll(parser.feed(bytes, cut, bytes.length - cut));
        return events;
    }

    /** What the events say, in a form that is the same for every way to word a reason. */
    static String said(List<StreamEvent> events) {
        StringBuilder said = new StringBuilder();
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.Opened) {
                said.append("opened ");
            } else if (event instanceof StreamEvent.StanzaRead read) {
                said.append(read.element()).append(' ');
            } else if (event instanceof StreamEvent.Closed) {
                said.append("closed ");
            } else if (event instanceof StreamEvent.Failed failed) {
                said.append(failed.condition()).append(' ');
            }
        }
        return said.toString().trim();
    }

    static StreamCondition failure(List<StreamEvent> events) {
        if (!events.isEmpty() && events.get(events.size() - 1) instanceof StreamEvent.Failed failed) {
            return failed.condition();
        }
        throw new AssertionError("expected a failure, got " + events);
    }
}
