package im.gateway.protocol.oscar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Family 04: messages between users. Their texts are {@link ImText} on channel 1, {@link IcqMessage} on channel 4. */
public final class Icbm {
    public static final int FAMILY = 0x04;
    /** 04/04, empty: asks for {@link Parameters}. */
    public static final int PARAMETER_QUERY = 0x0004_0004;
    /** 04/10, empty: asks for the messages that came while this user was away; they come as {@link ToClient} with a time. */
    public static final int OFFLINE_RETRIEVE = 0x0004_0010;
    /** 04/17, empty: no more of them. */
    public static final int OFFLINE_END = 0x0004_0017;

    public static final int CHANNEL_TEXT = 1;
    public static final int CHANNEL_RENDEZVOUS = 2;
    public static final int CHANNEL_ICQ = 4;

    private static final int TEXT = 0x02;
    private static final int WANT_ACK = 0x03;
    private static final int AUTO_RESPONSE = 0x04;
    private static final int ICQ_DATA = 0x05;
    private static final int STORE = 0x06;
    private static final int SENT_AT = 0x16;

    private Icbm() {}

    /**
     * 04/02 and 04/05: what this client accepts, and what the server begins with.
     *
     * @param channel 0 for all
     * @param flags bit 0 messages, bit 1 notices of missed ones, bit 3 typing
     * @param maxLength bytes of a message
     * @param interval milliseconds between two messages, at least
     */
    public record Parameters(
            int type, int channel, long flags, int maxLength, int maxSenderWarning, int maxOwnWarning, long interval)
            implements SnacBody {
        public static final int SET = 0x0004_0002;
        public static final int GIVEN = 0x0004_0005;
        public static final int FLAG_MESSAGES = 1;
        public static final int FLAG_MISSED = 2;
        public static final int FLAG_TYPING = 8;

        static Parameters parse(int type, Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new Parameters(type, in.u16(), in.u32(), in.u16(), in.u16(), in.u16(), in.u32());
        }

        @Override
        public void write(ByteWriter out) {
            out.u16(channel)
                    .u32(flags)
                    .u16(maxLength)
                    .u16(maxSenderWarning)
                    .u16(maxOwnWarning)
                    .u32(interval);
        }
    }

    /**
     * 04/06: a message to somebody.
     *
     * @param cookie chosen by the sender; comes back in the acknowledgement
     */
    public record ToHost(long cookie, int channel, String to, Tlvs tlvs) implements SnacBody {
        public static final int TYPE = 0x0004_0006;

        /** A text, which the server acknowledges, and keeps where the recipient is not there. */
        public static ToHost text(long cookie, String to, String text) {
            return new ToHost(
                    cookie,
                    CHANNEL_TEXT,
                    to,
                    Tlvs.of(new Tlv(TEXT, ImText.encode(text)), Tlv.empty(WANT_ACK), Tlv.empty(STORE)));
        }

        /** A text that the client sends by itself: neither acknowledged nor kept. */
        public static ToHost automatic(long cookie, String to, String text) {
            return new ToHost(
                    cookie, CHANNEL_TEXT, to, Tlvs.of(new Tlv(TEXT, ImText.encode(text)), Tlv.empty(AUTO_RESPONSE)));
        }

        public boolean wantsAck() {
            return tlvs.has(WANT_ACK);
        }

        public boolean mayBeStored() {
            return tlvs.has(STORE);
        }

        /** The message as its recipient gets it. */
        public ToClient from(UserInfo sender) {
            return new ToClient(cookie, channel, sender, tlvs.without(WANT_ACK).without(STORE));
        }

        public static ToHost parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new ToHost(in.u64(), in.u16(), in.string8(), Tlvs.parse(in));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u64(cookie).u16(channel).string8(to);
            tlvs.write(out);
        }
    }

    /** 04/07: a message from somebody. */
    public record ToClient(long cookie, int channel, UserInfo from, Tlvs tlvs) implements SnacBody {
        public static final int TYPE = 0x0004_0007;

        /** The {@link ImText} of channel 1, or null. */
        public @Nullable Bytes text() {
            return tlvs.value(TEXT);
        }

        /** The {@link IcqMessage} of channel 4, or null. */
        public @Nullable Bytes icqData() {
            return tlvs.value(ICQ_DATA);
        }

        /** Whether the sender's client answered by itself, with an away text say. */
        public boolean autoResponse() {
            return tlvs.has(AUTO_RESPONSE);
        }

        /** When it was sent, if the server had stored it. */
        public @Nullable Instant sentAt() throws OscarException {
            return tlvs.has(SENT_AT) ? Instant.ofEpochSecond(tlvs.number32(SENT_AT, 0)) : null;
        }

        public ToClient sentAt(Instant time) {
            return new ToClient(cookie, channel, from, tlvs.with(Tlv.u32(SENT_AT, time.getEpochSecond())));
        }

        public static ToClient parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new ToClient(in.u64(), in.u16(), UserInfo.parse(in), Tlvs.parse(in));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u64(cookie).u16(channel);
            from.write(out);
            tlvs.write(out);
        }
    }

    /** 04/0C: the server has the message. */
    public record HostAck(long cookie, int channel, String to) implements SnacBody {
        public static final int TYPE = 0x0004_000C;

        public static HostAck parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new HostAck(in.u64(), in.u16(), in.string8());
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u64(cookie).u16(channel).string8(to);
        }
    }

    /** 04/0B: the recipient's client cannot do anything with a message. */
    public record ClientError(long cookie, int channel, String name, int reason) implements SnacBody {
        public static final int TYPE = 0x0004_000B;
        public static final int UNSUPPORTED_CHANNEL = 1;

        public static ClientError parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new ClientError(in.u64(), in.u16(), in.string8(), in.u16());
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u64(cookie).u16(channel).string8(name).u16(reason);
        }
    }

    /** One sender in {@link Missed}. */
    public record MissedFrom(int channel, UserInfo from, int count, int reason) {}

    /** 04/0A: messages that came for this user and were dropped. */
    public record Missed(List<MissedFrom> senders) implements SnacBody {
        public static final int TYPE = 0x0004_000A;
        private static final List<String> REASONS = List.of(
                "invalid",
                "too large",
                "sent too fast",
                "their sender has been warned too often",
                "you have been warned too often");

        public Missed {
            senders = List.copyOf(senders);
        }

        /** The reason in words. */
        public static String text(int reason) {
            return reason >= 0 && reason < REASONS.size() ? REASONS.get(reason) : "reason " + reason;
        }

        public static Missed parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            List<MissedFrom> senders = new ArrayList<>();
            while (in.hasMore()) {
                senders.add(new MissedFrom(in.u16(), UserInfo.parse(in), in.u16(), in.u16()));
            }
            return new Missed(senders);
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            for (MissedFrom each : senders) {
                out.u16(each.channel());
                each.from().write(out);
                out.u16(each.count()).u16(each.reason());
            }
        }
    }

    /** 04/14: whether somebody is typing; the same both ways. */
    public record Typing(long cookie, int channel, String name, int state) implements SnacBody {
        public static final int TYPE = 0x0004_0014;
        public static final int FINISHED = 0;
        public static final int TYPED = 1;
        public static final int BEGUN = 2;

        public static Typing parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new Typing(in.u64(), in.u16(), in.string8(), in.u16());
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u64(cookie).u16(channel).string8(name).u16(state);
        }
    }
}
