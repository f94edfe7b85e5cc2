package im.gateway.protocol.irc;

/** Numbers in what a server says, before they are read as such: it may say anything. */
public final class Digits {
    private Digits() {}

    /** Whether a text is nothing but ASCII digits: one at least, and so many at most, as the type that is to hold it bears. */
    public static boolean isAll(String text, int most) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= most;
    }
}
