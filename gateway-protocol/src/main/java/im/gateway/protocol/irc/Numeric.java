package im.gateway.protocol.irc;

/** Numeric replies by their names (RFC 2812 section 5, IRCv3 monitor and sasl, and what servers of today add). */
public final class Numeric {
    public static final String RPL_WELCOME = "001";
    public static final String RPL_ISUPPORT = "005";
    public static final String RPL_AWAY = "301";
    public static final String RPL_USERHOST = "302";
    public static final String RPL_ISON = "303";
    public static final String RPL_UNAWAY = "305";
    public static final String RPL_NOWAWAY = "306";
    public static final String RPL_WHOISUSER = "311";
    public static final String RPL_ENDOFWHOIS = "318";
    public static final String RPL_ENDOFMOTD = "376";
    public static final String ERR_NOSUCHNICK = "401";
    public static final String ERR_NOSUCHSERVER = "402";
    public static final String ERR_CANNOTSENDTOCHAN = "404";
    public static final String ERR_TOOMANYTARGETS = "407";
    public static final String ERR_NOTEXTTOSEND = "412";
    public static final String ERR_INPUTTOOLONG = "417";
    public static final String ERR_UNKNOWNCOMMAND = "421";
    public static final String ERR_NOMOTD = "422";
    public static final String ERR_NONICKNAMEGIVEN = "431";
    public static final String ERR_ERRONEUSNICKNAME = "432";
    public static final String ERR_NICKNAMEINUSE = "433";
    public static final String ERR_NICKCOLLISION = "436";
    public static final String ERR_UNAVAILRESOURCE = "437";
    public static final String ERR_PASSWDMISMATCH = "464";
    public static final String ERR_YOUREBANNEDCREEP = "465";
    public static final String ERR_NEEDREGGEDNICK = "477";
    public static final String ERR_NONONREG = "486";
    public static final String ERR_CANNOTSENDTOUSER = "531";
    public static final String ERR_TARGUMODEG = "716";
    public static final String RPL_MONONLINE = "730";
    public static final String RPL_MONOFFLINE = "731";
    public static final String ERR_MONLISTFULL = "734";
    public static final String RPL_LOGGEDIN = "900";
    public static final String ERR_NICKLOCKED = "902";
    public static final String RPL_SASLSUCCESS = "903";
    public static final String ERR_SASLFAIL = "904";
    public static final String ERR_SASLTOOLONG = "905";
    public static final String ERR_SASLABORTED = "906";
    public static final String ERR_SASLALREADY = "907";
    public static final String RPL_SASLMECHS = "908";

    private Numeric() {}
}
