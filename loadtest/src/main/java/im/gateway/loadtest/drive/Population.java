package im.gateway.loadtest.drive;

/**
 * Who there is: users of one XMPP domain, numbered from 0, and legacy users (peers) who are their contacts. User N's one contact is
 * peer N modulo the number of peers.
 *
 * @param users of the XMPP domain
 * @param peers on the legacy network
 * @param domain of the users
 * @param gateway the gateway's address
 * @param names of all of them on the legacy network
 */
public record Population(int users, int peers, String domain, String gateway, Names names) {
    private static final String USER = "u";

    /**
     * What legacy names are made of.
     *
     * @param user goes before a user's number
     * @param peer goes before a peer's number
     * @param server goes after a peer's name in the address that the gateway knows it by; mostly nothing
     */
    public record Names(String user, String peer, String server) {
        /** Names such as u0 and p0. */
        public static final Names PLAIN = new Names(USER, "p", "");

        /** Numbers only, five digits and more. */
        public static final Names NUMBERS = new Names("1000", "2000", "");

        /** The same names with some letters before them, so that several populations can share one network. */
        public Names tagged(String tag) {
            return new Names(tag + user, tag + peer, server);
        }
    }

    public String bareJid(int user) {
        return USER + user + "@" + domain;
    }

    public String fullJid(int user) {
        return bareJid(user) + "/load";
    }

    /** The user's name on the legacy network. */
    public String legacyName(int user) {
        return names.user() + user;
    }

    public String peerName(int peer) {
        return names.peer() + peer;
    }

    public int peerOf(int user) {
        return user % peers;
    }

    /** The address that the user knows the contact by. */
    public String contactJid(int user) {
        return contactJid(user, 0);
    }

    /**
     * The address of one of the user's contacts.
     *
     * @param number from 0, which is the one that the user talks with
     */
    public String contactJid(int user, int number) {
        return peerName((user + number) % peers) + names.server() + "@" + gateway;
    }

    /** Which user an address is of, with a resource or without; -1 where it is none of them. */
    public int userOf(String jid) {
        int at = jid.indexOf('@');
        if (at <= USER.length() || !jid.startsWith(USER)) {
            return -1;
        }
        int number = 0;
        for (int i = USER.length(); i < at; i++) {
            int digit = jid.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > users) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number < users ? number : -1;
    }

    /** What the user says to the contact, in the numbers of a ledger. */
    public int flowToLegacy(int user) {
        return 2 * user;
    }

    /** What the contact says to the user. */
    public int flowFromLegacy(int user) {
        return 2 * user + 1;
    }

    /** How many flows there are. */
    public int flows() {
        return 2 * users;
    }
}
