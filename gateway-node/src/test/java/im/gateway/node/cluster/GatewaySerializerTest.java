package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import im.gateway.node.cluster.ledger.Copy;
import im.gateway.node.cluster.ledger.Ledger;
import im.gateway.node.cluster.lifeline.Lifeline;
import im.gateway.node.edge.Edges;
import im.gateway.node.edge.Standby;
import im.gateway.node.edge.StreamExit;
import im.gateway.node.user.Told;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Golden files are only ever added to: each was written by some release, and a node of that release may be in the cluster. */
class GatewaySerializerTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(
            Behaviors.empty(),
            "golden",
            ConfigFactory.parseString(
                            "pekko.loglevel = WARNING, pekko.actor.provider = remote"
                                    + ", pekko.remote.artery { transport = tcp, canonical { hostname = \"127.0.0.1\", port = 0 } }")
                    .withFallback(ConfigFactory.defaultReference()));
    private static final GatewaySerializer SERIALIZER =
            new GatewaySerializer((ExtendedActorSystem) Adapter.toClassic(SYSTEM));

    @AfterAll
    static void end() {
        SYSTEM.terminate();
    }

    private static <T> ActorRef<T> ref(String path) {
        return ActorRefResolver.get(SYSTEM).resolveActorRef("pekko://gateway@127.0.0.1:7355/user/" + path);
    }

    private static Stanza stanza() {
        Jid from = Jid.of("romeo@montague.lit/orchard");
        Jid to = Jid.of("nurse@irc.localhost");
        Element element = Element.builder(Stanza.NAMESPACE, "message")
                .attribute("type", "chat")
                .attribute("from", from.toString())
                .attribute("to", to.toString())
                .attribute("id", "m1")
                .attribute(Element.LANG, "en")
                .childText("body", "Wherefore <art> thou & \"Romeo\"? \u2665")
                .child(Element.of("http://jabber.org/protocol/chatstates", "active"))
                .build();
        return new Message(Message.Type.CHAT, from, to, "m1", element);
    }

    private static final RegistrationId ROMEO = new RegistrationId("irc.localhost", BareJid.of("romeo@montague.lit"));
    private static final Told TOLD = new Told(true, false, true, new long[] {5, -6});

    private static UniqueAddress node(String host, int port, long uid) {
        return new UniqueAddress(new Address("pekko", "gateway", host, port), uid);
    }

    private static List<Object> messages() {
        return List.of(
                new UserActor.FromXmpp("irc.localhost/main/1@5f", 42, 41, stanza(), ref("edge#1")),
                new UserActor.Settled(42),
                new UserActor.Wake(),
                new UserActor.ServiceEnds(ref("farewell#2")),
                new StreamExit.Write(7, "<presence/>".getBytes(StandardCharsets.UTF_8), ref("exits#3")),
                new StreamExit.Written(7, true),
                new UserActor.Rouse(9, ref("waker#4")),
                new Lifeline.Refusing(node("127.0.0.1", 7355, 1), Set.of(node("127.0.0.1", 7356, -2))),
                new Ledger.Keep(List.of(new Copy(ROMEO, 7, TOLD), new Copy(ROMEO, 8, Told.NOTHING))),
                new Ledger.Ask(3, ROMEO, ref("told-ledger#5")),
                new Ledger.Answer(3, new Copy(ROMEO, 7, TOLD)),
                new Edges.Take("edge-irc.localhost-main-1"),
                new Standby.Keep(node("127.0.0.1", 7355, 1), "irc.localhost/main/1@5f", 42, ROMEO, stanza()),
                new Standby.Forget(node("127.0.0.1", 7355, 1), "irc.localhost/main/1@5f", List.of(41L, 42L)));
    }

    private static byte[] golden(String manifest) throws IOException {
        String name = "/golden/" + manifest.replace('/', '-') + ".hex";
        try (InputStream in = GatewaySerializerTest.class.getResourceAsStream(name)) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.strip());
        }
    }

    @Test
    void writesAndReadsTheGoldenForms() throws IOException {
        for (Object message : messages()) {
            String manifest = SERIALIZER.manifest(message);
            byte[] golden = golden(manifest);
            assertThat(HexFormat.of().formatHex(SERIALIZER.toBinary(message)))
                    .as(manifest)
                    .isEqualTo(HexFormat.of().formatHex(golden));
            Object read = SERIALIZER.fromBinary(golden, manifest);
            assertThat(SERIALIZER.manifest(read)).isEqualTo(manifest);
            assertThat(SERIALIZER.toBinary(read)).as(manifest).isEqualTo(golden);
        }
    }

    @Test
    void keepsAStanzaWhole() throws IOException {
        Object read = SERIALIZER.fromBinary(golden("from-xmpp/1"), "from-xmpp/1");
        assertThat(read).isInstanceOfSatisfying(UserActor.FromXmpp.class, stanza -> {
            assertThat(stanza.stanza()).isEqualTo(stanza());
            assertThat(stanza.after()).isEqualTo(41);
        });
    }

    @Test
    void refusesWhatIsCutOrUnknown() throws IOException {
        byte[] whole = golden("from-xmpp/1");
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SERIALIZER.fromBinary(cut, "from-xmpp/1"))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(NotSerializableException.class);
        }
        assertThatThrownBy(() -> SERIALIZER.fromBinary(whole, "from-xmpp/99"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("from-xmpp/99");
    }

    @Test
    void isBoundToEachMessageByTheShippedSettings() throws NotSerializableException {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                "bindings",
                ConfigFactory.parseString("pekko.actor.provider = local, pekko.loglevel = WARNING")
                        .withFallback(ConfigFactory.parseResources("gateway/pekko.conf"))
                        .withFallback(ConfigFactory.defaultReference())
                        .resolve());
        try {
            for (Object message : messages()) {
                assertThat(SerializationExtension.get(Adapter.toClassic(system)).serializerFor(message.getClass()))
                        .as("%s", message.getClass())
                        .isInstanceOf(GatewaySerializer.class);
            }
        } finally {
            system.terminate();
        }
    }
}
