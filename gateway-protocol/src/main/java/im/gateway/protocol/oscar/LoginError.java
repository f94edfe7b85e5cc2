package im.gateway.protocol.oscar;

/** The codes with which an authorizer refuses a login. */
public enum LoginError {
    INVALID_NAME_OR_PASSWORD(0x01, Kind.CREDENTIALS, "invalid name or password"),
    SERVICE_TEMPORARILY_UNAVAILABLE(0x02, Kind.TRANSIENT, "service temporarily unavailable"),
    OTHER(0x03, Kind.TRANSIENT, "the service could not log in"),
    INCORRECT_NAME_OR_PASSWORD(0x04, Kind.CREDENTIALS, "incorrect name or password"),
    MISMATCH(0x05, Kind.CREDENTIALS, "name and password do not match"),
    BAD_INPUT(0x06, Kind.REFUSED, "the service did not understand the login"),
    INVALID_ACCOUNT(0x07, Kind.CREDENTIALS, "invalid account"),
    DELETED_ACCOUNT(0x08, Kind.CREDENTIALS, "no such account, or a deleted one"),
    EXPIRED_ACCOUNT(0x09, Kind.REFUSED, "the account has expired"),
    NO_DATABASE(0x0A, Kind.TRANSIENT, "no access to the service's database"),
    NO_RESOLVER(0x0B, Kind.TRANSIENT, "no access to the service's resolver"),
    DATABASE_FIELDS(0x0C, Kind.TRANSIENT, "invalid database fields"),
    DATABASE_STATUS(0x0D, Kind.TRANSIENT, "bad database status"),
    RESOLVER_STATUS(0x0E, Kind.TRANSIENT, "bad resolver status"),
    INTERNAL(0x0F, Kind.TRANSIENT, "internal error of the service"),
    SERVICE_OFFLINE(0x10, Kind.TRANSIENT, "service temporarily offline"),
    SUSPENDED(0x11, Kind.REFUSED, "the account is suspended"),
    DATABASE_SEND(0x12, Kind.TRANSIENT, "database error"),
    DATABASE_LINK(0x13, Kind.TRANSIENT, "database error"),
    RESERVATION_MAP(0x14, Kind.TRANSIENT, "the service has no place now"),
    RESERVATION_LINK(0x15, Kind.TRANSIENT, "the service has no place now"),
    TOO_MANY_FROM_ADDRESS(0x16, Kind.TRANSIENT, "too many logins from this address"),
    TOO_MANY_RESERVATIONS(0x17, Kind.TRANSIENT, "too many logins from this address"),
    RATE_LIMITED_RESERVATION(0x18, Kind.TRANSIENT, "too many logins; the service asks to wait some minutes"),
    TOO_HEAVILY_WARNED(0x19, Kind.REFUSED, "the account has been warned too often"),
    RESERVATION_TIMEOUT(0x1A, Kind.TRANSIENT, "the service took too long"),
    UPGRADE_REQUIRED(0x1B, Kind.REFUSED, "the service wants a newer client"),
    UPGRADE_RECOMMENDED(0x1C, Kind.REFUSED, "the service wants a newer client"),
    RATE_LIMITED(0x1D, Kind.TRANSIENT, "too many logins; the service asks to wait some minutes"),
    CANNOT_REGISTER(0x1E, Kind.TRANSIENT, "the service asks to come back in some minutes"),
    INVALID_SECURID(0x20, Kind.CREDENTIALS, "invalid SecurID"),
    TOO_YOUNG(0x22, Kind.REFUSED, "the account is suspended because of its owner's age"),
    UNKNOWN(-1, Kind.TRANSIENT, "the service refused the login for an unknown reason");

    /** What can be done about it. */
    public enum Kind {
        /** Another name or password. */
        CREDENTIALS,
        /** Come back later. */
        TRANSIENT,
        /** Nothing, from here. */
        REFUSED
    }

    private final int code;
    private final Kind kind;
    private final String text;

    LoginError(int code, Kind kind, String text) {
        this.code = code;
        this.kind = kind;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    public String text() {
        return text;
    }

    public static LoginError of(int code) {
        for (LoginError error : values()) {
            if (error.code == code) {
                return error;
            }
        }
        return UNKNOWN;
    }
}
