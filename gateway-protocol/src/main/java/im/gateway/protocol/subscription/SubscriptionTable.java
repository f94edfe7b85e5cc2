package im.gateway.protocol.subscription;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a subscription stanza: the tables of RFC 3921 section 9 as pure functions.
 *
 * <p>The gateway is the server of each of its contacts. The tables speak of a "user's server", and the user that they mean is here
 * the legacy user. What the Jabber user sends is therefore <em>inbound</em> (tables 3 to 6) and what the legacy user does is
 * <em>outbound</em> (tables 1 and 2), both over the state as the legacy user would see it. {@link #fromJabberUser} and
 * {@link #fromLegacyUser} take and give the state from the Jabber user's side, as it is stored, and turn it around.
 *
 * <p><strong>No loops.</strong> A stanza from the Jabber user brings at most one stanza back, {@link Transition#reply}, and that one is
 * {@code subscribed} or {@code unsubscribed}. It is {@code subscribed} only in answer to {@code subscribe}, and neither of the two ever
 * brings an answer. What a legacy user does brings a stanza out only where the state changes, and the same
 * deed again does not change it. So whatever the other server answers, the exchange is over after two stanzas.
 */
public final class SubscriptionTable {
    private SubscriptionTable() {}

    /**
     * What becomes of a stanza or deed.
     *
     * @param state the state afterwards, the same as before where nothing changes
     * @param passOn whether the other side is told: the legacy user of an inbound stanza, the Jabber user of an outbound one
     * @param reply what goes back at once, in the name of whom the stanza was for; null for nothing
     */
    public record Transition(
            SubscriptionState state,
            boolean passOn,
            @Nullable SubscriptionKind reply) {}

    /** The Jabber user sent this to the contact. A {@code reply} goes to the Jabber user's bare address, from the contact. */
    public static Transition fromJabberUser(SubscriptionState stored, SubscriptionKind kind) {
        return mirrored(inbound(mirror(stored), kind));
    }

    /**
     * The legacy user did this: asked to see the Jabber user ({@code SUBSCRIBE}), let the Jabber user see them ({@code SUBSCRIBED}), took
     * the Jabber user off the list ({@code UNSUBSCRIBE}), or no longer lets them see, or refused to ({@code UNSUBSCRIBED}). With
     * {@code passOn} the stanza goes to the Jabber user.
     *
     * <p>Section 9.2 wants every {@code subscribe} and {@code unsubscribe} routed, so that a person can bring two servers back into
     * step. Here no person sends them but a network, again at each login, so only those that change something go out.
     */
    public static Transition fromLegacyUser(SubscriptionState stored, SubscriptionKind kind) {
        Transition after = mirrored(outbound(mirror(stored), kind));
        return new Transition(after.state(), after.state() != stored, null);
    }

    /** The user's server receives a stanza for the user from the contact (RFC 3921 section 9.3, tables 3 to 6). */
    static Transition inbound(SubscriptionState own, SubscriptionKind kind) {
        boolean to = own.userSeesContact();
        boolean from = own.contactSeesUser();
        boolean pendingOut = own.pendingOut();
        boolean pendingIn = own.pendingIn();
        switch (kind) {
            case SUBSCRIBE:
                if (from) {
                    return new Transition(own, false, SubscriptionKind.SUBSCRIBED);
                }
                return changed(own, SubscriptionState.of(to, pendingOut, false, true), null);
            case UNSUBSCRIBE:
                return changed(own, SubscriptionState.of(to, pendingOut, false, false), SubscriptionKind.UNSUBSCRIBED);
            case SUBSCRIBED:
                return changed(own, SubscriptionState.of(to || pendingOut, false, from, pendingIn), null);
            case UNSUBSCRIBED:
                return changed(own, SubscriptionState.of(false, false, from, pendingIn), null);
        }
        throw new AssertionError("a subscription kind without a rule: " + kind);
    }

    /**
     * The user sends a stanza to the contact (RFC 3921 section 9.2, tables 1 and 2). For {@code subscribe} and {@code unsubscribe}, which
     * that section only says are always routed, the states are those of sections 8.2, 8.4 and 8.6.
     */
    static Transition outbound(SubscriptionState own, SubscriptionKind kind) {
        boolean to = own.userSeesContact();
        boolean from = own.contactSeesUser();
        boolean pendingOut = own.pendingOut();
        boolean pendingIn = own.pendingIn();
        switch (kind) {
            case SUBSCRIBE:
                return new Transition(SubscriptionState.of(to, !to, from, pendingIn), true, null);
            case UNSUBSCRIBE:
                return new Transition(SubscriptionState.of(false, false, from, pendingIn), true, null);
            case SUBSCRIBED:
                return changed(own, SubscriptionState.of(to, pendingOut, from || pendingIn, false), null);
            case UNSUBSCRIBED:
                return changed(own, SubscriptionState.of(to, pendingOut, false, false), null);
        }
        throw new AssertionError("a subscription kind without a rule: " + kind);
    }

    /** The state between the same two as the other one sees it. */
    public static SubscriptionState mirror(SubscriptionState state) {
        boolean otherHasAsked = state.pendingIn();
        boolean hasAskedOther = state.pendingOut();
        return SubscriptionState.of(state.contactSeesUser(), otherHasAsked, state.userSeesContact(), hasAskedOther);
    }

    private static Transition changed(
            SubscriptionState before, SubscriptionState after, @Nullable SubscriptionKind reply) {
        return before == after ? new Transition(before, false, null) : new Transition(after, true, reply);
    }

    private static Transition mirrored(Transition transition) {
        return new Transition(mirror(transition.state()), transition.passOn(), transition.reply());
    }
}
