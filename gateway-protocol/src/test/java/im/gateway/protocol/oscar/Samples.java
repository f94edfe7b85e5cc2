package im.gateway.protocol.oscar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The frames of {@code frames.txt}, and how to take them apart. */
final class Samples {
    static final Map<String, byte[]> FRAMES = load();

    private Samples() {}

    private static Map<String, byte[]> load() {
        Map<String, byte[]> frames = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream("frames.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int space = line.indexOf(' ');
                frames.put(line.substring(0, space), HexFormat.of().parseHex(line.substring(space + 1)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return frames;
    }

    /** All frames that these bytes are. */
    static List<FlapFrame> decode(byte[] bytes) throws OscarException {
        List<FlapFrame> frames = new ArrayList<>();
        new FlapDecoder(FlapFrame.MAX_DATA_LENGTH).feed(bytes, 0, bytes.length, frames::add);
        return frames;
    }

    static Snac snac(String name) throws OscarException {
        byte[] frame = Objects.requireNonNull(FRAMES.get(name), name);
        return Snac.parse(decode(frame).get(0).data());
    }

    static SnacBody body(String name) throws OscarException {
        return SnacBodies.parse(snac(name));
    }

    /** Reads everything that the frame can be read as. */
    static void readAll(FlapFrame frame) throws OscarException {
        switch (frame.channel()) {
            case FlapFrame.SIGN_ON -> SignOn.parse(frame.data()).cookie();
            case FlapFrame.SIGN_OFF -> SignOff.parse(frame.data());
            case FlapFrame.DATA -> readContents(SnacBodies.parse(Snac.parse(frame.data())));
            default -> {}
        }
    }

    private static void readContents(SnacBody body) throws OscarException {
        if (body instanceof Icbm.ToClient message) {
            readInfo(message.from());
            message.sentAt();
            Bytes text = message.text();
            if (text != null) {
                ImHtml.toText(ImText.decode(text, StandardCharsets.ISO_8859_1));
            }
            Bytes icq = message.icqData();
            if (icq != null) {
                IcqMessage.parse(icq).fields(StandardCharsets.ISO_8859_1);
            }
        } else if (body instanceof Buddy.Presence presence) {
            for (UserInfo user : presence.users()) {
                readInfo(user);
            }
        } else if (body instanceof Feedbag.Reply list) {
            FeedbagList.of(list.items()).freeId();
        } else if (body instanceof Icq.Envelope envelope) {
            readIcq(envelope);
        }
    }

    private static void readInfo(UserInfo info) throws OscarException {
        info.unavailable();
        info.status();
        info.idleMinutes();
        info.statusText();
        info.iconHash();
    }

    private static void readIcq(Icq.Envelope envelope) throws OscarException {
        if (envelope.kind() == Icq.Envelope.OFFLINE_MESSAGE) {
            Icq.OfflineMessage.parse(envelope.data()).text(StandardCharsets.ISO_8859_1);
        } else if (envelope.kind() == Icq.Envelope.META_ANSWER) {
            switch (IcqDirectory.subtype(envelope.data())) {
                case IcqDirectory.BASIC -> IcqDirectory.Basic.parse(envelope.data(), StandardCharsets.ISO_8859_1);
                case IcqDirectory.MORE -> IcqDirectory.More.parse(envelope.data(), StandardCharsets.ISO_8859_1);
                case IcqDirectory.WORK -> IcqDirectory.Work.parse(envelope.data(), StandardCharsets.ISO_8859_1);
                case IcqDirectory.NOTES -> IcqDirectory.notes(envelope.data(), StandardCharsets.ISO_8859_1);
                default -> IcqDirectory.Found.parse(envelope.data(), StandardCharsets.ISO_8859_1);
            }
        }
    }
}
