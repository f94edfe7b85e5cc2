package im.gateway.node.oscar;

import im.gateway.protocol.oscar.IcqStatus;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.UserInfo;
import im.gateway.protocol.stanza.Presence.Show;

/** Between the availability of XMPP and that of both services. */
final class Shows {
    private Shows() {}

    /** How available a user is whom a server shows. ICQ's states include each other: the strongest counts. */
    static Show of(UserInfo info) throws OscarException {
        int status = info.status();
        if ((status & (IcqStatus.DO_NOT_DISTURB | IcqStatus.OCCUPIED)) != 0) {
            return Show.DND;
        }
        if ((status & IcqStatus.NOT_AVAILABLE) != 0) {
            return Show.XA;
        }
        if ((status & IcqStatus.AWAY) != 0 || info.unavailable() || info.idleMinutes() > 0) {
            return Show.AWAY;
        }
        return (status & IcqStatus.FREE_FOR_CHAT) != 0 ? Show.CHAT : Show.ONLINE;
    }

    /** The ICQ status that says the same. */
    static int status(Show show) {
        return switch (show) {
            case CHAT -> IcqStatus.FREE_FOR_CHAT;
            case ONLINE -> IcqStatus.ONLINE;
            case AWAY -> IcqStatus.AWAY;
            case XA -> IcqStatus.SENT_NOT_AVAILABLE;
            case DND -> IcqStatus.SENT_DO_NOT_DISTURB;
        };
    }

    /** Whether AIM, which has only two states, shows it as away. */
    static boolean isAway(Show show) {
        return switch (show) {
            case CHAT, ONLINE -> false;
            case AWAY, XA, DND -> true;
        };
    }

    /** What AIM users read where somebody is away without a word: the protocol has no being away without a text. */
    static String defaultText(Show show) {
        return switch (show) {
            case XA -> "Not available";
            case DND -> "Do not disturb";
            default -> "Away";
        };
    }
}
