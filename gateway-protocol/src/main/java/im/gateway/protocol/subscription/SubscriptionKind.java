package im.gateway.protocol.subscription;

import im.gateway.protocol.stanza.Presence;
import org.jspecify.annotations.Nullable;

/** The four presence types that manage subscriptions (RFC 3921 section 9). */
public enum SubscriptionKind {
    SUBSCRIBE(Presence.Type.SUBSCRIBE),
    SUBSCRIBED(Presence.Type.SUBSCRIBED),
    UNSUBSCRIBE(Presence.Type.UNSUBSCRIBE),
    UNSUBSCRIBED(Presence.Type.UNSUBSCRIBED);

    private final Presence.Type presenceType;

    SubscriptionKind(Presence.Type presenceType) {
        this.presenceType = presenceType;
    }

    public Presence.Type presenceType() {
        return presenceType;
    }

    /** The kind of a presence; null where the presence does not manage a subscription. */
    public static @Nullable SubscriptionKind of(Presence.Type type) {
        for (SubscriptionKind kind : values()) {
            if (kind.presenceType == type) {
                return kind;
            }
        }
        return null;
    }

    /** What acknowledges this one by accepting it (RFC 3921 section 9.4, table 7). */
    public SubscriptionKind accepted() {
        return switch (this) {
            case SUBSCRIBE -> SUBSCRIBED;
            case SUBSCRIBED -> SUBSCRIBE;
            case UNSUBSCRIBE -> UNSUBSCRIBED;
            case UNSUBSCRIBED -> UNSUBSCRIBE;
        };
    }

    /** What acknowledges this one by denying it (RFC 3921 section 9.4, table 7). */
    public SubscriptionKind denied() {
        return switch (this) {
            case SUBSCRIBE -> UNSUBSCRIBED;
            case SUBSCRIBED -> UNSUBSCRIBE;
            case UNSUBSCRIBE -> SUBSCRIBED;
            case UNSUBSCRIBED -> SUBSCRIBE;
        };
    }
}
