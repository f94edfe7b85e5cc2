package im.gateway.protocol.oscar;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** What ICQ tells of people: the data of {@link Icq.Envelope}s of the kinds {@code META_}. Each begins with a subtype of two bytes. */
public final class IcqDirectory {
    /** A question for {@link Basic} and the other pages of a user, by number. */
    public static final int FULL_INFO = 0x04B2;
    /** A question for {@link Short}, by number. */
    public static final int SHORT_INFO = 0x04BA;

    public static final int SEARCH_BY_DETAILS = 0x0515;
    public static final int SEARCH_BY_NUMBER = 0x051F;
    public static final int SEARCH_BY_EMAIL = 0x0529;

    public static final int BASIC = 0x00C8;
    public static final int WORK = 0x00D2;
    public static final int MORE = 0x00DC;
    public static final int NOTES = 0x00E6;
    public static final int SHORT = 0x0104;
    /** The last of the pages that answer {@link #FULL_INFO}; of interests, and read no further. */
    public static final int AFFILIATIONS = 0x00FA;
    /** The question could not be worked on; an answer to any of them. */
    public static final int PROCESSING_ERROR = 0x0001;

    public static final int FOUND = 0x01A4;
    public static final int FOUND_LAST = 0x01AE;

    private static final int SUCCESS = 0x0A;

    private IcqDirectory() {}

    /** The question for a number: {@link #FULL_INFO}, {@link #SHORT_INFO} or {@link #SEARCH_BY_NUMBER}. */
    public static Bytes askByNumber(int subtype, long uin) {
        return new ByteWriter().u16le(subtype).u32le(uin).toBytes();
    }

    /** Empty texts match everything. */
    public static Bytes searchByDetails(String first, String last, String nick, Charset charset) {
        return new ByteWriter()
                .u16le(SEARCH_BY_DETAILS)
                .stringLe(first, charset)
                .stringLe(last, charset)
                .stringLe(nick, charset)
                .toBytes();
    }

    public static Bytes searchByEmail(String email, Charset charset) {
        return new ByteWriter().u16le(SEARCH_BY_EMAIL).stringLe(email, charset).toBytes();
    }

    /** What kind of question or answer it is. */
    public static int subtype(Bytes data) throws OscarException {
        return data.reader().u16le();
    }

    /** The part after subtype and success byte of an answer; null where it says that there is nothing. */
    private static @Nullable ByteReader body(Bytes data) throws OscarException {
        ByteReader in = data.reader();
        in.u16le();
        return in.u8() == SUCCESS ? in : null;
    }

    /** An answer that says that there is nothing. */
    public static Bytes nothing(int subtype) {
        return new ByteWriter().u16le(subtype).u8(0x32).toBytes();
    }

    /** The first page of a user's details. */
    public record Basic(
            String nick,
            String first,
            String last,
            String email,
            String city,
            String state,
            String phone,
            String fax,
            String street,
            String mobile,
            String zip,
            int country,
            boolean authorizationRequired) {
        /** Null where there is no such user. */
        public static @Nullable Basic parse(Bytes data, Charset charset) throws OscarException {
            ByteReader in = body(data);
            if (in == null) {
                return null;
            }
            Basic basic = new Basic(
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.u16le(),
                    skipTimeZone(in) == 0);
            return basic;
        }

        /** The flag after the time zone is 0 where authorization is required. */
        private static int skipTimeZone(ByteReader in) throws OscarException {
            in.u8();
            return in.u8();
        }

        public Bytes encode(Charset charset) {
            ByteWriter out = new ByteWriter().u16le(BASIC).u8(SUCCESS);
            for (String text : new String[] {nick, first, last, email, city, state, phone, fax, street, mobile, zip}) {
                out.stringLe(text, charset);
            }
            return out.u16le(country)
                    .u8(0)
                    .u8(authorizationRequired ? 0 : 1)
                    .u8(0)
                    .u8(0)
                    .u8(0)
                    .toBytes();
        }
    }

    /**
     * The page of what is told beside the name.
     *
     * @param gender 1 for female, 2 for male, 0 for not told
     * @param birthYear 0 for not told, like month and day
     */
    public record More(int age, int gender, String homepage, int birthYear, int birthMonth, int birthDay) {
        public static final int FEMALE = 1;
        public static final int MALE = 2;

        /** Null where there is no such user. */
        public static @Nullable More parse(Bytes data, Charset charset) throws OscarException {
            ByteReader in = body(data);
            return in == null
                    ? null
                    : new More(in.u16le(), in.u8(), in.stringLe(charset), in.u16le(), in.u8(), in.u8());
        }

        public Bytes encode(Charset charset) {
            return new ByteWriter()
                    .u16le(MORE)
                    .u8(SUCCESS)
                    .u16le(age)
                    .u8(gender)
                    .stringLe(homepage, charset)
                    .u16le(birthYear)
                    .u8(birthMonth)
                    .u8(birthDay)
                    .toBytes();
        }
    }

    /** The page of where somebody works. */
    public record Work(
            String city,
            String state,
            String phone,
            String fax,
            String street,
            String zip,
            int country,
            String company,
            String department,
            String position) {
        /** Null where there is no such user. */
        public static @Nullable Work parse(Bytes data, Charset charset) throws OscarException {
            ByteReader in = body(data);
            return in == null
                    ? null
                    : new Work(
                            in.stringLe(charset),
                            in.stringLe(charset),
                            in.stringLe(charset),
                            in.stringLe(charset),
                            in.stringLe(charset),
                            in.stringLe(charset),
                            in.u16le(),
                            in.stringLe(charset),
                            in.stringLe(charset),
                            in.stringLe(charset));
        }

        public Bytes encode(Charset charset) {
            ByteWriter out = new ByteWriter().u16le(WORK).u8(SUCCESS);
            for (String text : new String[] {city, state, phone, fax, street, zip}) {
                out.stringLe(text, charset);
            }
            return out.u16le(country)
                    .stringLe(company, charset)
                    .stringLe(department, charset)
                    .stringLe(position, charset)
                    .toBytes();
        }
    }

    /** What users write about themselves; null where there is no such user. */
    public static @Nullable String notes(Bytes data, Charset charset) throws OscarException {
        ByteReader in = body(data);
        return in == null ? null : in.stringLe(charset);
    }

    public static Bytes encodeNotes(String notes, Charset charset) {
        return new ByteWriter()
                .u16le(NOTES)
                .u8(SUCCESS)
                .stringLe(notes, charset)
                .toBytes();
    }

    /** One user that a search has found, or that was asked for. */
    public record Found(
            long uin, String nick, String first, String last, String email, boolean authorizationRequired, int online) {
        /** Null where nobody was found. */
        public static @Nullable Found parse(Bytes data, Charset charset) throws OscarException {
            ByteReader in = body(data);
            if (in == null) {
                return null;
            }
            in.u16le();
            return new Found(
                    in.u32le(),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.stringLe(charset),
                    in.u8() == 0,
                    in.u16le());
        }

        /** The record; the last of a search has another subtype and an end. */
        public Bytes encode(boolean last, Charset charset) {
            ByteWriter record = new ByteWriter()
                    .u32le(uin)
                    .stringLe(nick, charset)
                    .stringLe(first, charset)
                    .stringLe(this.last, charset)
                    .stringLe(email, charset)
                    .u8(authorizationRequired ? 0 : 1)
                    .u16le(online)
                    .u8(0)
                    .u16le(0);
            ByteWriter out = new ByteWriter()
                    .u16le(last ? FOUND_LAST : FOUND)
                    .u8(SUCCESS)
                    .u16le(record.length())
                    .bytes(record.toBytes());
            if (last) {
                out.u32le(0);
            }
            return out.toBytes();
        }
    }
}
