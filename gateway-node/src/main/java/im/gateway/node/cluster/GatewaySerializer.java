package im.gateway.node.cluster;

import im.gateway.node.cluster.ledger.Copy;
import im.gateway.node.cluster.ledger.Ledger;
import im.gateway.node.cluster.lifeline.Lifeline;
import im.gateway.node.edge.Edges;
import im.gateway.node.edge.Standby;
import im.gateway.node.edge.StreamExit;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * What travels between nodes, under names of our own. A message whose form changes gets a further name ({@code from-xmpp/2}), and the
 * old one is read for as long as a node of the release before may be in the cluster; golden files hold each form. Numbers are
 * big-endian; a text is its length in bytes (4 bytes) and its UTF-8; a stanza is the text of its XML.
 */
public final class GatewaySerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 1101;
    private static final String FROM_XMPP = "from-xmpp/1";
    private static final String SETTLED = "settled/1";
    private static final String WAKE = "wake/1";
    private static final String SERVICE_ENDS = "service-ends/1";
    private static final String WRITE = "write/1";
    private static final String WRITTEN = "written/1";
    private static final String ROUSE = "rouse/1";
    private static final String REFUSING = "refusing/1";
    private static final String TOLD = "told/1";
    private static final String TOLD_ASK = "told-ask/1";
    private static final String TOLD_ANSWER = "told-answer/1";

    private static final String TAKE_STREAM = "take-stream/1";
    private static final String KEEP_STANZA = "keep-stanza/1";
    private static final String FORGET_STANZAS = "forget-stanzas/1";

    private final ActorRefResolver refs;

    /** Made by Pekko. */
    public GatewaySerializer(ExtendedActorSystem system) {
        refs = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        if (message instanceof UserActor.FromXmpp) {
            return FROM_XMPP;
        } else if (message instanceof UserActor.Settled) {
            return SETTLED;
        } else if (message instanceof UserActor.Wake) {
            return WAKE;
        } else if (message instanceof UserActor.ServiceEnds) {
            return SERVICE_ENDS;
        } else if (message instanceof StreamExit.Write) {
            return WRITE;
        } else if (message instanceof StreamExit.Written) {
            return WRITTEN;
        } else if (message instanceof UserActor.Rouse) {
            return ROUSE;
        } else if (message instanceof Lifeline.Refusing) {
            return REFUSING;
        } else if (message instanceof Ledger.Keep) {
            return TOLD;
        } else if (message instanceof Ledger.Ask) {
            return TOLD_ASK;
        } else if (message instanceof Ledger.Answer) {
            return TOLD_ANSWER;
        } else if (message instanceof Edges.Take) {
            return TAKE_STREAM;
        } else if (message instanceof Standby.Keep) {
            return KEEP_STANZA;
        } else if (message instanceof Standby.Forget) {
            return FORGET_STANZAS;
        }
        throw new IllegalArgumentException("no name for a message of " + message.getClass());
    }

    @Override
    public byte[] toBinary(Object message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(message, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    private void write(Object message, DataOutputStream out) throws IOException {
        if (message instanceof UserActor.FromXmpp stanza) {
            writeText(stanza.stream(), out);
            out.writeLong(stanza.number());
            out.writeLong(stanza.after());
            writeRef(stanza.replyTo(), out);
            writeBytes(StanzaBytes.write(stanza.stanza()), out);
        } else if (message instanceof UserActor.Settled settled) {
            out.writeLong(settled.number());
        } else if (message instanceof UserActor.ServiceEnds ends) {
            writeRef(ends.replyTo(), out);
        } else if (message instanceof StreamExit.Write write) {
            out.writeLong(write.number());
            writeRef(write.replyTo(), out);
            writeBytes(write.chunk(), out);
        } else if (message instanceof StreamExit.Written written) {
            out.writeLong(written.number());
            out.writeBoolean(written.written());
        } else if (message instanceof UserActor.Rouse rouse) {
            out.writeLong(rouse.number());
            writeRef(rouse.replyTo(), out);
        } else if (message instanceof Lifeline.Refusing refusing) {
            writeNode(refusing.observer(), out);
            out.writeInt(refusing.nodes().size());
            for (UniqueAddress node : refusing.nodes()) {
                writeNode(node, out);
            }
        } else if (message instanceof Ledger.Keep keep) {
            ToldBytes.writeAll(keep.copies(), out);
        } else if (message instanceof Ledger.Ask ask) {
            out.writeLong(ask.number());
            writeText(ask.user().text(), out);
            writeRef(ask.replyTo(), out);
        } else if (message instanceof Ledger.Answer answer) {
            out.writeLong(answer.number());
            ToldBytes.writeAll(answer.copy() == null ? List.of() : List.of(answer.copy()), out);
        } else if (message instanceof Edges.Take take) {
            writeText(take.name(), out);
        } else if (message instanceof Standby.Message standby) {
            writeStandby(standby, out);
        } else if (!(message instanceof UserActor.Wake)) {
            throw new IllegalArgumentException("no form for a message of " + message.getClass());
        }
    }

    private void writeStandby(Standby.Message message, DataOutputStream out) throws IOException {
        if (message instanceof Standby.Keep keep) {
            writeNode(keep.node(), out);
            writeText(keep.stream(), out);
            out.writeLong(keep.number());
            writeText(keep.user().text(), out);
            writeBytes(StanzaBytes.write(keep.stanza()), out);
        } else if (message instanceof Standby.Forget forget) {
            writeNode(forget.node(), out);
            writeText(forget.stream(), out);
            out.writeInt(forget.numbers().size());
            for (long number : forget.numbers()) {
                out.writeLong(number);
            }
        } else {
            throw new IllegalArgumentException("no form for a message of " + message.getClass());
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return read(manifest, in);
        } catch (IOException | IllegalArgumentException broken) {
            throw new NotSerializableException(manifest + " of " + bytes.length + " bytes: " + broken.getMessage());
        }
    }

    private Object read(String manifest, DataInputStream in) throws IOException {
        switch (manifest) {
            case FROM_XMPP:
                String stream = readText(in);
                long number = in.readLong();
                long after = in.readLong();
                ActorRef<UserActor.Settled> replyTo = readRef(in);
                return new UserActor.FromXmpp(stream, number, after, StanzaBytes.read(readBytes(in)), replyTo);
            case SETTLED:
                return new UserActor.Settled(in.readLong());
            case WAKE:
                return new UserActor.Wake();
            case SERVICE_ENDS:
                return new UserActor.ServiceEnds(readRef(in));
            case WRITE:
                long written = in.readLong();
                ActorRef<StreamExit.Written> writer = readRef(in);
                return new StreamExit.Write(written, readBytes(in), writer);
            case WRITTEN:
                return new StreamExit.Written(in.readLong(), in.readBoolean());
            case ROUSE:
                return new UserActor.Rouse(in.readLong(), readRef(in));
            case REFUSING:
                return new Lifeline.Refusing(readNode(in), readNodes(in));
            case TOLD:
                return new Ledger.Keep(ToldBytes.readAll(in));
            case TOLD_ASK:
                long asked = in.readLong();
                RegistrationId user = RegistrationId.ofText(readText(in));
                return new Ledger.Ask(asked, user, readRef(in));
            case TOLD_ANSWER:
                long answered = in.readLong();
                List<Copy> found = ToldBytes.readAll(in);
                return new Ledger.Answer(answered, found.isEmpty() ? null : found.get(0));
            case TAKE_STREAM:
                return new Edges.Take(readText(in));
            case KEEP_STANZA:
                return readKeep(in);
            case FORGET_STANZAS:
                return new Standby.Forget(readNode(in), readText(in), readNumbers(in));
            default:
                throw new NotSerializableException(manifest + ": not known to this release");
        }
    }

    private static Standby.Keep readKeep(DataInputStream in) throws IOException {
        UniqueAddress node = readNode(in);
        String stream = readText(in);
        long number = in.readLong();
        RegistrationId user = RegistrationId.ofText(readText(in));
        return new Standby.Keep(node, stream, number, user, StanzaBytes.read(readBytes(in)));
    }

    private static List<Long> readNumbers(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available() / Long.BYTES) {
            throw new IOException("count: " + count + " (expected: <= " + in.available() / Long.BYTES + ")");
        }
        List<Long> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(in.readLong());
        }
        return numbers;
    }

    private void writeRef(ActorRef<?> ref, DataOutputStream out) throws IOException {
        writeText(refs.toSerializationFormat(ref), out);
    }

    private <T> ActorRef<T> readRef(DataInputStream in) throws IOException {
        return refs.resolveActorRef(readText(in));
    }

    /** A process: its address and its number (8 bytes). */
    private static void writeNode(UniqueAddress node, DataOutputStream out) throws IOException {
        writeText(node.address().toString(), out);
        out.writeLong(node.longUid());
    }

    private static UniqueAddress readNode(DataInputStream in) throws IOException {
        return new UniqueAddress(AddressFromURIString.parse(readText(in)), in.readLong());
    }

    private static Set<UniqueAddress> readNodes(DataInputStream in) throws IOException {
        Set<UniqueAddress> nodes = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            nodes.add(readNode(in));
        }
        return nodes;
    }

    static void writeText(String text, DataOutputStream out) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("length: " + length + " (expected: <= " + in.available() + ")");
        }
        return in.readNBytes(length);
    }
}
