package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyCommand.ShowPresence;
import im.gateway.protocol.oscar.ImHtml;
import im.gateway.protocol.oscar.Locate;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.Tlv;
import im.gateway.protocol.oscar.Tlvs;
import im.gateway.protocol.oscar.UserInfo;
import im.gateway.protocol.stanza.Presence.Show;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What others see of the user: the away text (02/04), and ICQ status and status line (01/1E). Only what changes is sent. */
final class OwnPresence {
    /** The line's length is in one byte, with four bytes of lengths around it. */
    private static final int MAX_STATUS_BYTES = 250;

    private static final int MAX_AWAY_CHARS = 1_000;

    private final SessionContext context;
    private ShowPresence wanted = new ShowPresence(Show.ONLINE, null);
    private boolean begun;
    private String away = "";
    private String line = "";
    private int status = -1;

    OwnPresence(SessionContext context) {
        this.context = context;
    }

    void show(ShowPresence presence) {
        if (begun && presence.equals(wanted)) {
            return;
        }
        wanted = presence;
        if (begun) {
            apply();
        }
    }

    /** The session is about to be ready: others must see from the beginning what the user wants them to. */
    void begin() {
        begun = true;
        apply();
    }

    private void apply() {
        String text = wanted.status() == null ? "" : wanted.status().strip();
        boolean isAway = Shows.isAway(wanted.show());
        List<Tlv> tlvs = new ArrayList<>(2);
        int bits = Shows.status(wanted.show());
        if (context.icq && bits != status) {
            status = bits;
            tlvs.add(Tlv.u32(UserInfo.STATUS, bits));
        }
        String newLine = cut(text);
        if (!newLine.equals(line)) {
            line = newLine;
            tlvs.add(UserInfo.statusTextTlv(newLine));
        }
        if (!tlvs.isEmpty()) {
            context.enqueue(new Oservice.SetStatus(new Tlvs(tlvs)));
        }
        String newAway = isAway ? Objects.requireNonNullElse(blankToNull(text), Shows.defaultText(wanted.show())) : "";
        if (!newAway.equals(away)) {
            away = newAway;
            String shortened = newAway.substring(0, Math.min(newAway.length(), MAX_AWAY_CHARS));
            context.enqueue(new Locate.SetInfo(null, shortened.isEmpty() ? "" : ImHtml.fromText(shortened), null));
        }
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    /** As much of it as the field holds, and no half character. */
    private static String cut(String text) {
        int end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MAX_STATUS_BYTES) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}
