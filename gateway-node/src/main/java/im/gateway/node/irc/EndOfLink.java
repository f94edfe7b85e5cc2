package im.gateway.node.irc;

import im.gateway.node.legacy.LegacyEvent.Failure;
import java.util.regex.Pattern;

/** Why a server ended a connection, from its words ({@code ERROR :Closing Link: ...}, {@code KILL}): the protocol has no code for it. */
final class EndOfLink {
    private static final Pattern BUSY = Pattern.compile(
            "throttl|too fast|too many|try again|reconnecting|\\bwait\\b|flood|timeout|timed out|full|overload",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern REPLACED = Pattern.compile(
            "ghost|regain|recover command|release command|same account|replaced by|another (client|session|login)|superseded",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern REFUSED = Pattern.compile(
            "\\bban(ned)?\\b|[kgdzq]-?lined?\\b|akill|autokill|not (welcome|allowed|authori[sz]ed)|access denied|denied|suspended",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSWORD = Pattern.compile("password", Pattern.CASE_INSENSITIVE);

    private EndOfLink() {}

    static Failure classify(String text) {
        if (REPLACED.matcher(text).find()) {
            return Failure.REPLACED;
        }
        if (REFUSED.matcher(text).find() && !isBusy(text)) {
            return Failure.REFUSED;
        }
        return Failure.UNREACHABLE;
    }

    /** Whether the words say that it may work later: then it says nothing about the password. */
    static boolean isBusy(String text) {
        return BUSY.matcher(text).find();
    }

    static boolean isAboutPassword(String text) {
        return PASSWORD.matcher(text).find();
    }
}
