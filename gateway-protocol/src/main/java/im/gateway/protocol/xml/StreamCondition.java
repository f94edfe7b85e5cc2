package im.gateway.protocol.xml;

import org.jspecify.annotations.Nullable;

/** The stream error conditions (RFC 6120 section 4.9.3). */
public enum StreamCondition {
    BAD_FORMAT("bad-format"),
    BAD_NAMESPACE_PREFIX("bad-namespace-prefix"),
    CONFLICT("conflict"),
    CONNECTION_TIMEOUT("connection-timeout"),
    HOST_GONE("host-gone"),
    HOST_UNKNOWN("host-unknown"),
    IMPROPER_ADDRESSING("improper-addressing"),
    INTERNAL_SERVER_ERROR("internal-server-error"),
    INVALID_FROM("invalid-from"),
    INVALID_NAMESPACE("invalid-namespace"),
    INVALID_XML("invalid-xml"),
    NOT_AUTHORIZED("not-authorized"),
    NOT_WELL_FORMED("not-well-formed"),
    POLICY_VIOLATION("policy-violation"),
    REMOTE_CONNECTION_FAILED("remote-connection-failed"),
    RESET("reset"),
    RESOURCE_CONSTRAINT("resource-constraint"),
    RESTRICTED_XML("restricted-xml"),
    SEE_OTHER_HOST("see-other-host"),
    SYSTEM_SHUTDOWN("system-shutdown"),
    UNDEFINED_CONDITION("undefined-condition"),
    UNSUPPORTED_ENCODING("unsupported-encoding"),
    UNSUPPORTED_FEATURE("unsupported-feature"),
    UNSUPPORTED_STANZA_TYPE("unsupported-stanza-type"),
    UNSUPPORTED_VERSION("unsupported-version");

    public static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-streams";

    private final String wire;

    StreamCondition(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    /** The condition of that wire name, or null where there is none. */
    public static @Nullable StreamCondition ofWire(String name) {
        for (StreamCondition condition : values()) {
            if (condition.wire.equals(name)) {
                return condition;
            }
        }
        return null;
    }
}
