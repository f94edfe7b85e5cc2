package im.gateway.protocol.oscar;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Family 15: the old ICQ server behind the new one. Its payload is little-endian. People and searches are in {@link IcqDirectory}. */
public final class Icq {
    public static final int FAMILY = 0x15;
    private static final int PAYLOAD = 0x01;

    private Icq() {}

    /**
     * 15/02 and 15/03: a question to the old server, and an answer of it.
     *
     * @param uin of the user who asks
     * @param kind one of the constants
     * @param sequence the answer bears the same
     */
    public record Envelope(int type, long uin, int kind, int sequence, Bytes data) implements SnacBody {
        public static final int QUESTION = 0x0015_0002;
        public static final int ANSWER = 0x0015_0003;

        /** Asks for the stored messages. */
        public static final int OFFLINE_REQUEST = 0x003C;
        /** Deletes them. */
        public static final int OFFLINE_DELETE = 0x003E;
        /** One of them: {@link OfflineMessage}. */
        public static final int OFFLINE_MESSAGE = 0x0041;
        /** There are no more of them. */
        public static final int OFFLINE_END = 0x0042;
        /** About people: {@link IcqDirectory}. */
        public static final int META_QUESTION = 0x07D0;

        public static final int META_ANSWER = 0x07DA;

        static Envelope parse(int type, Bytes body) throws OscarException {
            Bytes payload = Tlvs.parse(body.reader()).value(PAYLOAD);
            if (payload == null) {
                throw new OscarException("family 15 without a payload (expected: TLV 1)");
            }
            ByteReader in = payload.reader();
            // The length field is not trusted: clients are known that send a wrong one, and the TLV has the right one.
            in.u16le();
            return new Envelope(type, in.u32le(), in.u16le(), in.u16le(), in.rest());
        }

        @Override
        public void write(ByteWriter out) {
            Bytes payload = new ByteWriter()
                    .u16le(data.length() + 8)
                    .u32le(uin)
                    .u16le(kind)
                    .u16le(sequence)
                    .bytes(data)
                    .toBytes();
            out.tlv(PAYLOAD, payload);
        }
    }

    /** A message that the server had stored: the data of an envelope of that kind. The time has minutes only. */
    public record OfflineMessage(Instant sentAt, IcqMessage message) {
        public static OfflineMessage parse(Bytes data) throws OscarException {
            ByteReader in = data.reader();
            long uin = in.u32le();
            Instant sentAt;
            try {
                sentAt = LocalDateTime.of(in.u16le(), in.u8(), in.u8(), in.u8(), in.u8())
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw new OscarException("time of a stored message: " + e.getMessage());
            }
            return new OfflineMessage(sentAt, new IcqMessage(uin, in.u8(), in.u8(), IcqMessage.text(in)));
        }

        public Bytes encode() {
            LocalDateTime time = LocalDateTime.ofInstant(sentAt, ZoneOffset.UTC);
            return new ByteWriter()
                    .u32le(message.uin())
                    .u16le(time.getYear())
                    .u8(time.getMonthValue())
                    .u8(time.getDayOfMonth())
                    .u8(time.getHour())
                    .u8(time.getMinute())
                    .u8(message.kind())
                    .u8(message.flags())
                    .u16le(message.text().length() + 1)
                    .bytes(message.text())
                    .u8(0)
                    .toBytes();
        }

        public String text(Charset undeclared) {
            return message.text(undeclared);
        }
    }
}
