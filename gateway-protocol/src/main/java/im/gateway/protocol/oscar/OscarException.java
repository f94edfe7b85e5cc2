package im.gateway.protocol.oscar;

/** The bytes are not what the protocol allows. The only thing that this codec throws on account of its input. */
public final class OscarException extends Exception {
    private static final long serialVersionUID = 1;

    public OscarException(String message) {
        super(message);
    }

    /** A length or number that is out of its bounds. */
    static OscarException expected(String what, long found, String expected) {
        return new OscarException(what + ": " + found + " (expected: " + expected + ")");
    }
}
