package im.gateway.protocol.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.protocol.component.HandshakeOutput.Established;
import im.gateway.protocol.component.HandshakeOutput.Refused;
import im.gateway.protocol.component.HandshakeOutput.Send;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamLimits;
import im.gateway.protocol.xml.StreamParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0114 section 3, both sides, as tables of what is on the wire. In them, H stands for a stream header's fixed part. */
class HandshakeTest {
    private static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
            + " xmlns:stream='http://etherx.jabber.org/streams'";
    private static final String ERROR =
            "<error xmlns='http://etherx.jabber.org/streams'><%s" + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>";
    private static final String STREAMS = "xmlns='urn:ietf:params:xml:ns:xmpp-streams'";

    /** The examples of XEP-0114 have this id and this digest; the secret that goes with them is in no document, so it is ours. */
    private static final String ID = "3BF96D32";

    private static final String SECRET = "s\u00e9cret";

    private static List<HandshakeOutput> run(String wire, Function<StreamEvent, List<HandshakeOutput>> side) {
        List<HandshakeOutput> outputs = new ArrayList<>();
        byte[] bytes = wire.replace("H ", HEADER + " ").getBytes(StandardCharsets.UTF_8);
        for (StreamEvent event : new StreamParser(StreamLimits.DEFAULT).feed(bytes)) {
            outputs.addAll(side.apply(event));
        }
        return outputs;
    }

    private static String said(List<HandshakeOutput> outputs) {
        StringBuilder said = new StringBuilder();
        for (HandshakeOutput output : outputs) {
            if (output instanceof Send send) {
                said.append(send.xml().replace(HEADER, "H")).append(' ');
            } else if (output instanceof Established established) {
                said.append("established ").append(established.domain());
            } else if (output instanceof Refused refused) {
                said.append("refused ")
                        .append(refused.condition().wire())
                        .append(": ")
                        .append(refused.text());
            }
        }
        return said.toString().trim();
    }

    private static String fault(String condition, String text) {
        return ERROR.formatted(condition) + "<text " + STREAMS + " xml:lang='en'>"
                + text.replace("<", "&lt;").replace(">", "&gt;") + "</text></error></stream:stream> refused "
                + condition + ": " + text;
    }

    @Test
    void theComponentSpeaksFirst() {
        assertThat(new ComponentHandshake("irc.example.org", SECRET).open().xml())
                .isEqualTo(HEADER + " to='irc.example.org'>");
    }

    /** The digest as any SHA-1 tool gives it for {@code 3BF96D32sécret} in UTF-8. */
    @Test
    void theDigestIsLowerCaseHexadecimal() {
        assertThat(Handshakes.digest(ID, SECRET)).isEqualTo("1afc065a94f9d0d0f7122e3529f3187de1a5710b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "H id='3BF96D32'>                  | P",
                "H id='3BF96D32'><handshake/>      | P established irc.example.org",
                "H id='3BF96D32'> <handshake></handshake> | P established irc.example.org",
                "H id='3BF96D32'><stream:error><not-authorized S/><text S>no</text></stream:error></stream:stream>"
                        + " | P </stream:stream> refused not-authorized: no",
                "H id='3BF96D32'><stream:error><conflict S/></stream:error> | P </stream:stream> refused conflict: ",
                "H id='x'><stream:error><made-up S/></stream:error> | * </stream:stream> refused undefined-condition: ",
                "H id=''><stream:error><host-unknown S/></stream:error>   | F bad-format",
                "H from='x'>                       | F bad-format",
                "H id='3BF96D32'><message/>        | P F not-authorized <message> in namespace jabber:component:accept",
                "H id='3BF96D32'><handshake xmlns='x'/> | P F not-authorized <handshake> in namespace x",
                "H id='3BF96D32'></stream:stream>  | P </stream:stream> refused undefined-condition: the server closed"
                        + " the stream in the handshake (expected: <handshake/>)",
                "<stream:stream xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:client' id='1'>"
                        + " | F invalid-namespace namespace: jabber:client (expected: jabber:component:accept)",
                "<html>                            | F invalid-namespace stream namespace:  (expected:"
                        + " http://etherx.jabber.org/streams)",
                "H id='3BF96D32'><!-- -->          | P F restricted-xml a comment (expected: none, RFC 6120 section 11.1)"
            })
    void component(String server, String expected) {
        ComponentHandshake handshake = new ComponentHandshake("irc.example.org", SECRET);
        List<HandshakeOutput> outputs = new ArrayList<>();
        String wire = server.replace(" S/", " " + STREAMS + "/").replace(" S>", " " + STREAMS + ">");
        run(wire, event -> {
            if (!handshake.isOver()) {
                outputs.addAll(handshake.on(event));
            }
            return List.of();
        });
        String proof = "<handshake>" + Handshakes.digest(ID, SECRET) + "</handshake>";
        String said = said(outputs);
        int fault = expected.indexOf("F ");
        if (fault < 0) {
            String all = expected.replaceFirst("^P", proof)
                    .replaceFirst("^\\*", "<handshake>" + Handshakes.digest("x", SECRET) + "</handshake>");
            assertThat(said).isEqualTo(all.trim());
        } else {
            String[] parts = expected.substring(fault + 2).split(" ", 2);
            String text = said.substring(said.lastIndexOf("refused " + parts[0] + ": "))
                    .substring(("refused " + parts[0] + ": ").length());
            assertThat(text).startsWith(parts.length == 2 ? parts[1] : "stream id: missing");
            assertThat(said).isEqualTo((expected.startsWith("P") ? proof + " " : "") + fault(parts[0], text));
        }
        assertThat(handshake.isOver()).isEqualTo(said.contains("refused") || said.contains("established"));
    }

    @Test
    void aLostConnectionIsARefusal() {
        ComponentHandshake handshake = new ComponentHandshake("irc.example.org", SECRET);
        assertThat(said(handshake.onDisconnected()))
                .isEqualTo(
                        "refused undefined-condition: the connection ended in the handshake (expected: <handshake/>)");
        assertThatThrownBy(() -> handshake.on(new StreamEvent.Closed())).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "H to='irc.example.org'><handshake>D</handshake> | A <handshake/> established irc.example.org",
                "H to='irc.example.org'></stream:stream>         | A </stream:stream> refused undefined-condition",
                "H to='irc.example.org'><handshake>x</handshake> | A <error not-authorized",
                "H to='irc.example.org'><handshake/>             | A <error not-authorized",
                "H to='irc.example.org'><presence/>              | A <error not-authorized",
                "H to='icq.example.org'>                         | H id='3BF96D32'> <error host-unknown",
                "H from='x'>                                     | H id='3BF96D32'> <error improper-addressing",
                "H to='irc.example.org'><?x ?>                   | A <error restricted-xml",
                "<stream xmlns='http://etherx.jabber.org/streams' to='irc.example.org'>"
                        + " | H id='3BF96D32'> <error invalid-namespace"
            })
    void server(String component, String expected) {
        ServerHandshake handshake = new ServerHandshake(Map.of("irc.example.org", SECRET)::get, ID);
        String said = said(run(component.replace(">D<", ">" + Handshakes.digest(ID, SECRET) + "<"), handshake::on));
        String start = expected.replaceFirst("^A", "H id='3BF96D32' from='irc.example.org'>");
        int error = start.indexOf("<error ");
        if (error < 0) {
            assertThat(said).startsWith(start);
            return;
        }
        String condition = start.substring(error + "<error ".length());
        assertThat(said)
                .startsWith(start.substring(0, error) + ERROR.formatted(condition))
                .contains("</error></stream:stream> refused " + condition + ": ");
    }

    /** Each side is understood by the other, bytes to bytes. */
    @Test
    void bothSidesTogether() {
        ComponentHandshake component = new ComponentHandshake("irc.example.org", SECRET);
        ServerHandshake server = new ServerHandshake(domain -> SECRET, "a'<&>\"");
        StreamParser toServer = new StreamParser(StreamLimits.DEFAULT);
        StreamParser toComponent = new StreamParser(StreamLimits.DEFAULT);
        List<HandshakeOutput> outcome = new ArrayList<>();
        List<HandshakeOutput> fromComponent = List.of(component.open());
        while (!fromComponent.isEmpty()) {
            List<HandshakeOutput> fromServer = transfer(fromComponent, toServer, server::on, outcome);
            fromComponent = transfer(fromServer, toComponent, component::on, outcome);
        }
        assertThat(outcome).containsExactly(new Established("irc.example.org"), new Established("irc.example.org"));
    }

    private static List<HandshakeOutput> transfer(
            List<HandshakeOutput> outputs,
            StreamParser parser,
            Function<StreamEvent, List<HandshakeOutput>> receiver,
            List<HandshakeOutput> outcome) {
        List<HandshakeOutput> answers = new ArrayList<>();
        for (HandshakeOutput output : outputs) {
            if (output instanceof Send send) {
                for (StreamEvent event : parser.feed(send.xml().getBytes(StandardCharsets.UTF_8))) {
                    answers.addAll(receiver.apply(event));
                }
            } else {
                outcome.add(output);
            }
        }
        return answers;
    }
}
