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
     * @param mediaType {@code image/gif} say
     * @param bytes its size
     */
    public record Facts(String sha1, String mediaType, int bytes) {}

    /**
     * The picture of these bytes.
     *
     * @return null where they are none of the kinds that people's clients show, or too many
     */
    public static @Nullable Avatar of(byte[] bytes) {
        String mediaType = mediaType(bytes);
        if (mediaType == null || bytes.length > MAX_BYTES) {
            return null;
        }
        return new Avatar(bytes.clone(), new Facts(sha1(bytes), mediaType, bytes.length));
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

    /** By the first bytes, which each of these formats has its own of; what a sender calls its picture may be wrong. */
    private static @Nullable String mediaType(byte[] bytes) {
        if (startsWith(bytes, "GIF87a") || startsWith(bytes, "GIF89a")) {
            return "image/gif";
        } else if (startsWith(bytes, "\u00FF\u00D8\u00FF")) {
            return "image/jpeg";
        } else if (startsWith(bytes, "\u0089PNG\r\n\u001A\n")) {
            return "image/png";
        } else if (startsWith(bytes, "BM") && bytes.length >= 26) {
            return "image/bmp";
        }
        return null;
    }

    private static boolean startsWith(byte[] bytes, String latin1) {
        byte[] magic = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length > magic.length && Arrays.equals(magic, 0, magic.length, bytes, 0, magic.length);
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError("every Java platform has SHA-1", missing);
        }
    }
}
