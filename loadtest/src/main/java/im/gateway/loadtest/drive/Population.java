package im.gateway.loadtest.drive;

/**
 * Who there is: users of one XMPP domain, numbered from 0, and legacy users (peers) who are their contacts. User N's one contact is
 * peer N modulo the number of peers.
 *
 * @param users of the XMPP domain
 * @param peers on the legacy network
 * @param domain of the users
 * @param gateway the gateway's address
 */
public record Population(int users, int peers, String domain, String gateway) {
    private static final String USER = "u";
    private static final String PEER = "p";

    public String bareJid(int user) {
        return USER + user + "@" + domain;
    }

    public String fullJid(int user) {
        return bareJid(user) + "/load";
    }

    /** The user's name on the legacy network. */
    public String legacyName(int user) {
        return USER + user;
    }

    public String peerName(int peer) {
        return PEER + peer;
    }

    public int peerOf(int user) {
        return user % peers;
    }

    /** The address that the user knows the contact by. */
    public String contactJid(int user) {
        return peerName(peerOf(user)) + "@" + gateway;
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
