package im.gateway.persistence.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys that seal passwords. As text, one line each, in any order; lines that begin with {@code #} say nothing:
 *
 * <pre>
 * newest = 2026-11
 * 2026-05 = base64 of 32 bytes
 * 2026-11 = base64 of 32 bytes
 * </pre>
 *
 * <p>Only the newest seals; the others open what they have sealed. A new key goes to every node first, and is named newest on every node after
 * that: otherwise a node might be asked to open what it has no key for.
 */
public final class KeyRing {
    private static final int KEY_BYTES = 32;
    private static final String NEWEST = "newest";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Map<String, SecretKey> keys;
    private final String newest;

    private KeyRing(Map<String, SecretKey> keys, String newest) {
        this.keys = Map.copyOf(keys);
        this.newest = newest;
    }

    /** A key ring that cannot be used. The message names place and key, and never holds key material. */
    public static final class KeyRingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyRingException(String message) {
            super(message);
        }
    }

    /**
     * Reads a file.
     *
     * @throws KeyRingException when it cannot be read, is malformed, or may be read by everybody on the machine
     */
    public static KeyRing load(Path file) {
        try {
            refuseOpenToOthers(file);
            return parse(Files.readString(file), file.toString());
        } catch (IOException unreadable) {
            throw new KeyRingException("key ring " + file + ": cannot be read ("
                    + unreadable.getClass().getSimpleName() + "); expected: a file made with `gateway keys new`");
        }
    }

    /**
     * Reads text, from an environment variable for example; a semicolon may stand for the end of a line.
     *
     * @param where what to call it in an error
     * @throws KeyRingException when it is malformed
     */
    public static KeyRing parse(String text, String where) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        String newest = null;
        int number = 0;
        for (String line : text.split("[\n;]", -1)) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            String place = "key ring " + where + " line " + number;
            int equals = content.indexOf('=');
            String id = equals < 0 ? "" : content.substring(0, equals).strip();
            if (!ID.matcher(id).matches()) {
                throw new KeyRingException(place + ": expected: ID = KEY, the id of 1 to 64 of A-Z a-z 0-9 . _ -");
            }
            String value = content.substring(equals + 1).strip();
            boolean twice;
            if (id.equals(NEWEST)) {
                twice = newest != null;
                newest = value;
            } else {
                twice = keys.put(id, key(value, place)) != null;
            }
            if (twice) {
                throw new KeyRingException(place + ": " + id + " for the second time (expected: once)");
            }
        }
        return new KeyRing(keys, checkedNewest(keys, newest, where));
    }

    /** A line for a new key, to be added to the key ring's file. */
    public static String newKey(String id, SecureRandom random) {
        if (!ID.matcher(id).matches() || id.equals(NEWEST)) {
            throw new KeyRingException(
                    "key id " + id + " (expected: 1 to 64 of A-Z a-z 0-9 . _ - and not " + NEWEST + ")");
        }
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return id + " = " + Base64.getEncoder().encodeToString(bytes);
    }

    /** Which key seals. */
    public String newest() {
        return newest;
    }

    public Set<String> ids() {
        return keys.keySet();
    }

    @Nullable
    SecretKey key(String id) {
        return keys.get(id);
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.keySet() + " newest " + newest;
    }

    private static String checkedNewest(Map<String, SecretKey> keys, @Nullable String newest, String where) {
        if (newest == null) {
            throw new KeyRingException("key ring " + where + ": no newest key (expected: a line newest = ID)");
        }
        if (!keys.containsKey(newest)) {
            throw new KeyRingException("key ring " + where + ": the newest key is not there (expected: newest = one of "
                    + keys.keySet() + ")");
        }
        return newest;
    }

    private static SecretKey key(String base64, String place) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            // Its message quotes a character of the key.
            throw new KeyRingException(place + ": not base64 (expected: base64 of " + KEY_BYTES + " bytes)");
        }
        if (bytes.length != KEY_BYTES) {
            throw new KeyRingException(
                    place + ": " + bytes.length + " bytes (expected: base64 of " + KEY_BYTES + " bytes)");
        }
        SecretKey key = new SecretKeySpec(bytes, "AES");
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    private static void refuseOpenToOthers(Path file) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix == null) {
            return;
        }
        Set<PosixFilePermission> permissions = posix.readAttributes().permissions();
        if (permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new KeyRingException("key ring " + file
                    + ": open to every user of this machine (expected: owner and group alone; chmod o= " + file + ")");
        }
    }
}
