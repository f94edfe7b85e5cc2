package im.gateway.protocol.subscription;

import static im.gateway.protocol.subscription.SubscriptionKind.SUBSCRIBE;
import static im.gateway.protocol.subscription.SubscriptionKind.SUBSCRIBED;
import static im.gateway.protocol.subscription.SubscriptionKind.UNSUBSCRIBE;
import static im.gateway.protocol.subscription.SubscriptionKind.UNSUBSCRIBED;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.subscription.SubscriptionTable.Transition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 3921 section 9: each row of each table, in the words of the specification. */
class SubscriptionTableTest {
    private static final String NO_CHANGE = "no state change";

    @ParameterizedTest(name = "table 1, outbound subscribed: {0}")
    @CsvSource({
        "None, no, no state change",
        "None + Pending Out, no, no state change",
        "None + Pending In, yes, From",
        "None + Pending Out/In, yes, From + Pending Out",
        "To, no, no state change",
        "To + Pending In, yes, Both",
        "From, no, no state change",
        "From + Pending Out, no, no state change",
        "Both, no, no state change",
    })
    @Tag("rfc3921-9.1-1")
    @Tag("rfc3921-9.2-table1")
    void table1(String existing, String route, String after) {
        assertRow(SubscriptionTable.outbound(state(existing), SUBSCRIBED), existing, route, after, null);
    }

    @ParameterizedTest(name = "table 2, outbound unsubscribed: {0}")
    @CsvSource({
        "None, no, no state change",
        "None + Pending Out, no, no state change",
        "None + Pending In, yes, None",
        "None + Pending Out/In, yes, None + Pending Out",
        "To, no, no state change",
        "To + Pending In, yes, To",
        "From, yes, None",
        "From + Pending Out, yes, None + Pending Out",
        "Both, yes, To",
    })
    @Tag("rfc3921-9.2-table2")
    void table2(String existing, String route, String after) {
        assertRow(SubscriptionTable.outbound(state(existing), UNSUBSCRIBED), existing, route, after, null);
    }

    @ParameterizedTest(name = "table 3, inbound subscribe: {0}")
    @CsvSource({
        "None, yes, None + Pending In",
        "None + Pending Out, yes, None + Pending Out/In",
        "None + Pending In, no, no state change",
        "None + Pending Out/In, no, no state change",
        "To, yes, To + Pending In",
        "To + Pending In, no, no state change",
        "From, no *, no state change",
        "From + Pending Out, no *, no state change",
        "Both, no *, no state change",
    })
    @Tag("rfc3921-9.3-table3")
    @Tag("rfc3921-9.3-table3-reply")
    void table3(String existing, String deliver, String after) {
        assertRow(SubscriptionTable.inbound(state(existing), SUBSCRIBE), existing, deliver, after, SUBSCRIBED);
    }

    @ParameterizedTest(name = "table 4, inbound unsubscribe: {0}")
    @CsvSource({
        "None, no, no state change",
        "None + Pending Out, no, no state change",
        "None + Pending In, yes *, None",
        "None + Pending Out/In, yes *, None + Pending Out",
        "To, no, no state change",
        "To + Pending In, yes *, To",
        "From, yes *, None",
        "From + Pending Out, yes *, None + Pending Out",
        "Both, yes *, To",
    })
    @Tag("rfc3921-9.3-table4")
    @Tag("rfc3921-9.3-table4-reply")
    void table4(String existing, String deliver, String after) {
        assertRow(SubscriptionTable.inbound(state(existing), UNSUBSCRIBE), existing, deliver, after, UNSUBSCRIBED);
    }

    @ParameterizedTest(name = "table 5, inbound subscribed: {0}")
    @CsvSource({
        "None, no, no state change",
        "None + Pending Out, yes, To",
        "None + Pending In, no, no state change",
        "None + Pending Out/In, yes, To + Pending In",
        "To, no, no state change",
        "To + Pending In, no, no state change",
        "From, no, no state change",
        "From + Pending Out, yes, Both",
        "Both, no, no state change",
    })
    @Tag("rfc3921-8.3-5-check")
    @Tag("rfc3921-9.3-table5")
    void table5(String existing, String deliver, String after) {
        assertRow(SubscriptionTable.inbound(state(existing), SUBSCRIBED), existing, deliver, after, null);
    }

    @ParameterizedTest(name = "table 6, inbound unsubscribed: {0}")
    @CsvSource({
        "None, no, no state change",
        "None + Pending Out, yes, None",
        "None + Pending In, no, no state change",
        "None + Pending Out/In, yes, None + Pending In",
        "To, yes, None",
        "To + Pending In, yes, None + Pending In",
        "From, no, no state change",
        "From + Pending Out, yes, From",
        "Both, yes, From",
    })
    @Tag("rfc3921-9.3-table6")
    void table6(String existing, String deliver, String after) {
        assertRow(SubscriptionTable.inbound(state(existing), UNSUBSCRIBED), existing, deliver, after, null);
    }

    @ParameterizedTest(name = "table 7, acknowledging {0}")
    @CsvSource({
        "SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBED",
        "SUBSCRIBED, SUBSCRIBE, UNSUBSCRIBE",
        "UNSUBSCRIBE, UNSUBSCRIBED, SUBSCRIBED",
        "UNSUBSCRIBED, UNSUBSCRIBE, SUBSCRIBE",
    })
    @Tag("rfc3921-9.4-table7")
    void table7(SubscriptionKind kind, SubscriptionKind accept, SubscriptionKind deny) {
        assertThat(kind.accepted()).isEqualTo(accept);
        assertThat(kind.denied()).isEqualTo(deny);
    }

    /** Section 9.2: {@code subscribe} and {@code unsubscribe} are routed without exception. */
    @ParameterizedTest
    @CsvSource({
        "None, None + Pending Out, None",
        "None + Pending Out, None + Pending Out, None",
        "None + Pending In, None + Pending Out/In, None + Pending In",
        "None + Pending Out/In, None + Pending Out/In, None + Pending In",
        "To, To, None",
        "To + Pending In, To + Pending In, None + Pending In",
        "From, From + Pending Out, From",
        "From + Pending Out, From + Pending Out, From",
        "Both, Both, From",
    })
    void requestsAreAlwaysRouted(String existing, String afterAsking, String afterLeaving) {
        assertThat(SubscriptionTable.outbound(state(existing), SUBSCRIBE))
                .isEqualTo(new Transition(state(afterAsking), true, null));
        assertThat(SubscriptionTable.outbound(state(existing), UNSUBSCRIBE))
                .isEqualTo(new Transition(state(afterLeaving), true, null));
    }

    /** XEP-0100 sections 4.6 and 4.6.2: the Jabber user asks, and the legacy user approves or denies. */
    @Test
    void theJabberUserAddsAContact() {
        Transition asked = SubscriptionTable.fromJabberUser(SubscriptionState.NONE, SUBSCRIBE);
        assertThat(asked).isEqualTo(new Transition(SubscriptionState.NONE_PENDING_OUT, true, null));
        assertThat(SubscriptionTable.fromLegacyUser(asked.state(), SUBSCRIBED))
                .isEqualTo(new Transition(SubscriptionState.TO, true, null));
        assertThat(SubscriptionTable.fromLegacyUser(asked.state(), UNSUBSCRIBED))
                .isEqualTo(new Transition(SubscriptionState.NONE, true, null));
        assertThat(SubscriptionTable.fromLegacyUser(SubscriptionState.TO, SUBSCRIBE))
                .isEqualTo(new Transition(SubscriptionState.TO_PENDING_IN, true, null));
        assertThat(SubscriptionTable.fromJabberUser(SubscriptionState.TO_PENDING_IN, SUBSCRIBED))
                .isEqualTo(new Transition(SubscriptionState.BOTH, true, null));
    }

    /** A friend is asked again: one {@code subscribed}, and the legacy side hears nothing. */
    @Test
    void theJabberUserAddsAFriend() {
        assertThat(SubscriptionTable.fromJabberUser(SubscriptionState.BOTH, SUBSCRIBE))
                .isEqualTo(new Transition(SubscriptionState.BOTH, false, SUBSCRIBED));
    }

    /** XEP-0100 section 5.1: never {@code subscribed} for what the legacy user began, and no second request while one waits. */
    @Test
    @Tag("rfc3921-9.2-route")
    void theLegacyUserAsks() {
        Transition asked = SubscriptionTable.fromLegacyUser(SubscriptionState.NONE, SUBSCRIBE);
        assertThat(asked).isEqualTo(new Transition(SubscriptionState.NONE_PENDING_IN, true, null));
        assertThat(SubscriptionTable.fromLegacyUser(asked.state(), SUBSCRIBE).passOn())
                .isFalse();
        assertThat(SubscriptionTable.fromLegacyUser(asked.state(), SUBSCRIBED).passOn())
                .isFalse();
        assertThat(SubscriptionTable.fromJabberUser(asked.state(), UNSUBSCRIBED))
                .isEqualTo(new Transition(SubscriptionState.NONE, true, null));
    }

    /** XEP-0100 sections 4.7 and 5.2: either deletes the other; what the other's server says to it changes nothing. */
    @Test
    void deletingIsOverAfterBothStanzas() {
        Transition first = SubscriptionTable.fromJabberUser(SubscriptionState.BOTH, UNSUBSCRIBE);
        assertThat(first).isEqualTo(new Transition(SubscriptionState.FROM, true, UNSUBSCRIBED));
        Transition second = SubscriptionTable.fromJabberUser(first.state(), UNSUBSCRIBED);
        assertThat(second).isEqualTo(new Transition(SubscriptionState.NONE, true, null));
        Transition byLegacy = SubscriptionTable.fromLegacyUser(SubscriptionState.BOTH, UNSUBSCRIBE);
        assertThat(byLegacy).isEqualTo(new Transition(SubscriptionState.TO, true, null));
        assertThat(SubscriptionTable.fromLegacyUser(byLegacy.state(), UNSUBSCRIBED))
                .isEqualTo(new Transition(SubscriptionState.NONE, true, null));
        for (SubscriptionKind answer : new SubscriptionKind[] {UNSUBSCRIBE, UNSUBSCRIBED}) {
            assertThat(SubscriptionTable.fromJabberUser(SubscriptionState.NONE, answer))
                    .isEqualTo(new Transition(SubscriptionState.NONE, false, null));
        }
    }

    /** The argument in the class's description, over all states: an answer is never answered, and nothing goes out twice. */
    @ParameterizedTest
    @EnumSource
    void noExchangeGoesOn(SubscriptionState state) {
        for (SubscriptionKind kind : SubscriptionKind.values()) {
            Transition in = SubscriptionTable.fromJabberUser(state, kind);
            if (in.reply() != null) {
                assertThat(in.reply()).isEqualTo(kind.accepted()).isIn(SUBSCRIBED, UNSUBSCRIBED);
                assertThat(kind).isIn(SUBSCRIBE, UNSUBSCRIBE);
            }
            Transition again = SubscriptionTable.fromJabberUser(in.state(), kind);
            assertThat(again.state()).as("the same stanza again").isEqualTo(in.state());
            assertThat(again.passOn()).as("the same stanza again").isFalse();
            Transition out = SubscriptionTable.fromLegacyUser(state, kind);
            assertThat(out.reply()).isNull();
            assertThat(out.passOn()).isEqualTo(out.state() != state);
            assertThat(SubscriptionTable.fromLegacyUser(out.state(), kind).passOn())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMirrorOfTheMirrorIsTheStateItself(SubscriptionState state) {
        SubscriptionState mirror = SubscriptionTable.mirror(state);
        assertThat(SubscriptionTable.mirror(mirror)).isEqualTo(state);
        assertThat(mirror.userSeesContact()).isEqualTo(state.contactSeesUser());
        assertThat(mirror.pendingIn()).isEqualTo(state.pendingOut());
    }

    private static void assertRow(
            Transition actual, String existing, String passOn, String after, @Nullable SubscriptionKind starred) {
        assertThat(actual.passOn()).isEqualTo(passOn.startsWith("yes"));
        assertThat(actual.state()).isEqualTo(state(after.equals(NO_CHANGE) ? existing : after));
        assertThat(actual.reply()).isEqualTo(passOn.endsWith("*") ? starred : null);
    }

    /** The specification's name of a state to ours: {@code None + Pending Out/In} to {@code NONE_PENDING_OUT_IN}. */
    private static SubscriptionState state(String name) {
        return SubscriptionState.valueOf(
                name.replace(" + ", "_").replaceAll("[ /]", "_").toUpperCase(java.util.Locale.ROOT));
    }
}
