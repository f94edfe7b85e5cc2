package im.gateway.protocol.irc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** SASL PLAIN (RFC 4616) as IRC carries it (IRCv3 sasl-3.1): in base64, in pieces of 400 bytes. */
public final class SaslPlain {
    private static final int PIECE = 400;

    private SaslPlain() {}

    /** The lines that answer {@code AUTHENTICATE +}. A last piece of exactly 400 bytes is followed by an empty one, written {@code +}. */
    public static List<IrcLine> lines(String account, String password) {
        byte[] plain = ("\0" + account + "\0" + password).getBytes(StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().encodeToString(plain);
        List<IrcLine> lines = new ArrayList<>();
        for (int start = 0; start < encoded.length(); start += PIECE) {
            lines.add(IrcLine.of("AUTHENTICATE", encoded.substring(start, Math.min(start + PIECE, encoded.length()))));
        }
        if (encoded.length() % PIECE == 0) {
            lines.add(IrcLine.of("AUTHENTICATE", "+"));
        }
        return lines;
    }
}
