package im.gateway.protocol.oscar;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names of users. An AIM name has letters, digits and spaces, the first a letter, or is an e-mail address; spaces and case mean nothing. An ICQ user has a number.
 * The services were joined in 2002: each may have the other's users on a list.
 */
public final class ScreenName {
    private static final int MIN_LENGTH = 2;
    private static final int MAX_LENGTH = 16;
    /** An address must fit the one byte of length that most fields have, and the local part of a JID once it is escaped. */
    private static final int MAX_EMAIL_LENGTH = 97;

    private static final int MIN_DIGITS = 3;
    private static final long MAX_NUMBER = 0x7FFF_FFFFL;

    private ScreenName() {}

    /** The one form that all spellings of a name have in common; null for what no user can be called. */
    public static @Nullable String canonical(String typed) {
        String name = strip(typed);
        if (isNumber(name)) {
            return name;
        }
        String digits = name.replace("-", "");
        if (isNumber(digits)) {
            return digits;
        }
        return isAimName(name) || isEmail(name) ? name : null;
    }

    /** The same for a name that a server told: it is taken even where {@link #canonical} knows no such names. */
    public static String fromServer(String name) {
        return strip(name);
    }

    /** Whether it is an ICQ user's number. */
    public static boolean isNumber(String name) {
        return name.length() >= MIN_DIGITS
                && name.length() <= 10
                && name.charAt(0) != '0'
                && name.chars().allMatch(c -> c >= '0' && c <= '9')
                && Long.parseLong(name) <= MAX_NUMBER;
    }

    private static String strip(String name) {
        return name.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isAimName(String name) {
        return name.length() >= MIN_LENGTH
                && name.length() <= MAX_LENGTH
                && name.charAt(0) >= 'a'
                && name.charAt(0) <= 'z'
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }

    private static boolean isEmail(String name) {
        int at = name.indexOf('@');
        return at > 0
                && at == name.lastIndexOf('@')
                && at < name.length() - 1
                && name.length() <= MAX_EMAIL_LENGTH
                && name.chars().allMatch(c -> c > ' ' && c < 0x7F && "\"&'/:<>\\".indexOf(c) < 0);
    }
}
