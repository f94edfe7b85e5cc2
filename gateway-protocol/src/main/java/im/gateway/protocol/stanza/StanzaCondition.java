package im.gateway.protocol.stanza;

import org.jspecify.annotations.Nullable;

/**
 * The stanza error conditions (RFC 6120 section 8.3.3), each with the type that it usually has and the legacy code of XEP-0086.
 */
public enum StanzaCondition {
    BAD_REQUEST("bad-request", ErrorType.MODIFY, 400),
    CONFLICT("conflict", ErrorType.CANCEL, 409),
    FEATURE_NOT_IMPLEMENTED("feature-not-implemented", ErrorType.CANCEL, 501),
    FORBIDDEN("forbidden", ErrorType.AUTH, 403),
    GONE("gone", ErrorType.MODIFY, 302),
    INTERNAL_SERVER_ERROR("internal-server-error", ErrorType.WAIT, 500),
    ITEM_NOT_FOUND("item-not-found", ErrorType.CANCEL, 404),
    JID_MALFORMED("jid-malformed", ErrorType.MODIFY, 400),
    NOT_ACCEPTABLE("not-acceptable", ErrorType.MODIFY, 406),
    NOT_ALLOWED("not-allowed", ErrorType.CANCEL, 405),
    NOT_AUTHORIZED("not-authorized", ErrorType.AUTH, 401),
    POLICY_VIOLATION("policy-violation", ErrorType.MODIFY, 405),
    RECIPIENT_UNAVAILABLE("recipient-unavailable", ErrorType.WAIT, 404),
    REDIRECT("redirect", ErrorType.MODIFY, 302),
    REGISTRATION_REQUIRED("registration-required", ErrorType.AUTH, 407),
    REMOTE_SERVER_NOT_FOUND("remote-server-not-found", ErrorType.CANCEL, 404),
    REMOTE_SERVER_TIMEOUT("remote-server-timeout", ErrorType.WAIT, 504),
    RESOURCE_CONSTRAINT("resource-constraint", ErrorType.WAIT, 500),
    SERVICE_UNAVAILABLE("service-unavailable", ErrorType.CANCEL, 503),
    SUBSCRIPTION_REQUIRED("subscription-required", ErrorType.AUTH, 407),
    UNDEFINED_CONDITION("undefined-condition", ErrorType.CANCEL, 500),
    UNEXPECTED_REQUEST("unexpected-request", ErrorType.WAIT, 400);

    /** What the sender of a failed stanza may do (RFC 6120 section 8.3.2). */
    public enum ErrorType {
        AUTH,
        CANCEL,
        CONTINUE,
        MODIFY,
        WAIT;

        private final String wire = name().toLowerCase(java.util.Locale.ROOT);

        public String wire() {
            return wire;
        }
    }

    private final String wire;
    private final ErrorType usualType;
    private final int legacyCode;

    StanzaCondition(String wire, ErrorType usualType, int legacyCode) {
        this.wire = wire;
        this.usualType = usualType;
        this.legacyCode = legacyCode;
    }

    /** The element's name on the wire. */
    public String wire() {
        return wire;
    }

    public ErrorType usualType() {
        return usualType;
    }

    /** The error code of old (XEP-0086). */
    public int legacyCode() {
        return legacyCode;
    }

    /** The condition of that wire name, or null where there is none. */
    public static @Nullable StanzaCondition ofWire(String name) {
        for (StanzaCondition condition : values()) {
            if (condition.wire.equals(name)) {
                return condition;
            }
        }
        return null;
    }
}
