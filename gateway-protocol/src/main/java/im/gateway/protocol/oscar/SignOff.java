package im.gateway.protocol.oscar;

/**
 * The data of the last frame.
 *
 * @param reason 0 for none; {@link #SIGNED_ON_ELSEWHERE}
 */
public record SignOff(int reason, String url) {
    public static final SignOff PLAIN = new SignOff(0, "");
    /** The same account has logged in at another place. */
    public static final int SIGNED_ON_ELSEWHERE = 1;

    private static final int REASON = 0x09;
    private static final int URL = 0x0B;

    public static SignOff parse(Bytes data) throws OscarException {
        Tlvs tlvs = Tlvs.parse(data.reader());
        return new SignOff(tlvs.number(REASON, 0), tlvs.text(URL, ""));
    }

    public Bytes encode() {
        ByteWriter out = new ByteWriter();
        if (reason != 0) {
            out.tlvU16(REASON, reason).tlv(URL, url);
        }
        return out.toBytes();
    }
}
