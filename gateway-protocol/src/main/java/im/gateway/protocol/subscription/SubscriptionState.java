package im.gateway.protocol.subscription;

/**
 * The nine states between a Jabber user and a contact, as the Jabber user's roster has them (RFC 3921 section 9.1): "to" means that
 * the user is subscribed to the contact, "from" that the contact is subscribed to the user.
 *
 * <p>The order is the order in the journal's encoding of a state: a new one may only be added at the end.
 */
public enum SubscriptionState {
    NONE,
    NONE_PENDING_OUT,
    NONE_PENDING_IN,
    NONE_PENDING_OUT_IN,
    TO,
    TO_PENDING_IN,
    FROM,
    FROM_PENDING_OUT,
    BOTH;

    /** Whether the user sees the contact's presence. */
    public boolean userSeesContact() {
        return this == TO || this == TO_PENDING_IN || this == BOTH;
    }

    /** Whether the contact sees the user's presence. */
    public boolean contactSeesUser() {
        return this == FROM || this == FROM_PENDING_OUT || this == BOTH;
    }

    /** Whether the user has asked the contact and has no answer yet. */
    public boolean pendingOut() {
        return this == NONE_PENDING_OUT || this == NONE_PENDING_OUT_IN || this == FROM_PENDING_OUT;
    }

    /** Whether the contact has asked the user and has no answer yet. */
    public boolean pendingIn() {
        return this == NONE_PENDING_IN || this == NONE_PENDING_OUT_IN || this == TO_PENDING_IN;
    }

    /** The user has asked the contact. */
    public SubscriptionState withPendingOut() {
        return of(userSeesContact(), true, contactSeesUser(), pendingIn());
    }

    /** The contact has asked the user. */
    public SubscriptionState withPendingIn() {
        return of(userSeesContact(), pendingOut(), contactSeesUser(), true);
    }

    /** The contact lets the user see it. */
    public SubscriptionState withTo() {
        return of(true, false, contactSeesUser(), pendingIn());
    }

    /** The user lets the contact see them. */
    public SubscriptionState withFrom() {
        return of(userSeesContact(), pendingOut(), true, false);
    }

    /** The user neither sees the contact nor asks to. */
    public SubscriptionState withoutTo() {
        return of(false, false, contactSeesUser(), pendingIn());
    }

    /** The contact neither sees the user nor asks to. */
    public SubscriptionState withoutFrom() {
        return of(userSeesContact(), pendingOut(), false, false);
    }

    /** The state that has just these four properties. */
    public static SubscriptionState of(boolean to, boolean pendingOut, boolean from, boolean pendingIn) {
        if (to) {
            return from ? BOTH : pendingIn ? TO_PENDING_IN : TO;
        }
        if (from) {
            return pendingOut ? FROM_PENDING_OUT : FROM;
        }
        if (pendingOut) {
            return pendingIn ? NONE_PENDING_OUT_IN : NONE_PENDING_OUT;
        }
        return pendingIn ? NONE_PENDING_IN : NONE;
    }
}
