package im.gateway.protocol.irc;

/** Sizes in UTF-8, without encoding. */
final class Utf8 {
    private Utf8() {}

    static int length(CharSequence text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                // An unpaired surrogate becomes a question mark; three is on the safe side.
                bytes += 3;
            }
        }
        return bytes;
    }
}
