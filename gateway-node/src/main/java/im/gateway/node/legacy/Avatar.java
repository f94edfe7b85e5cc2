package im.gateway.node.legacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A legacy user's picture. Immutable. */
public final class Avatar {
    /** The most bytes of a picture that is handed on: base64 makes a third more of it, and servers limit stanzas to 64 KiB and upwards. */
    public static final int MAX_BYTES = 40_000;

    private static final String MEDIA_TYPE = "image/png";
    private static final byte[] PNG = "\u0089PNG\r\n\u001A\n".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] bytes;
    private final Facts facts;

    private Avatar(byte[] bytes, Facts facts) {
        this.bytes = bytes;
        this.facts = facts;
    }

    /**
     * What is known of a picture without the picture itself.
     *
     * @param sha1 of its bytes, 40 hexadecimal digits in lower case: the name that XEP-0153 and XEP-0084 give it
     * @param mediaType {@code image/png} say
     * @param bytes its size
     */
    public record Facts(String sha1, String mediaType, int bytes) {}

    /**
     * The picture of these bytes, as a PNG: the one type that XEP-0084 section 4.1 lets be carried as data, and that every client shows.
     * What is one already stays as it is. Takes a few milliseconds at most.
     *
     * @return null where they are none of the kinds that people have, or too large
     */
    public static @Nullable Avatar of(byte[] bytes) {
        byte[] png = isPng(bytes) ? bytes.clone() : Pictures.toPng(bytes);
        if (png == null || png.length > MAX_BYTES) {
            return null;
        }
        return new Avatar(png, new Facts(sha1(png), MEDIA_TYPE, png.length));
    }

    public Facts facts() {
        return facts;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Avatar avatar && Arrays.equals(bytes, avatar.bytes);
    }

    @Override
    public int hashCode() {
        return facts.hashCode();
    }

    @Override
    public String toString() {
        return "Avatar[" + facts + "]";
    }

    private static boolean isPng(byte[] bytes) {
        return bytes.length > PNG.length && Arrays.equals(PNG, 0, PNG.length, bytes, 0, PNG.length);
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError("every Java platform has SHA-1", missing);
        }
    }
}
