package im.gateway.loadtest.talk;

import java.util.Map;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;

/** What a user does with every gateway, whatever the legacy network behind it. Each step throws when it does not hold. */
final class GatewaySteps {
    private final XmppUser user;
    private final String gateway;

    GatewaySteps(XmppUser user, String gateway) {
        this.user = user;
        this.gateway = gateway;
    }

    /** A step of a story. */
    @FunctionalInterface
    interface Step {
        void take() throws Exception;
    }

    /** @throws IllegalStateException when it does not hold */
    static void check(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalStateException("expected: " + expected);
        }
    }

    void discover(String type) throws Exception {
        DiscoverInfo info = user.discover(gateway);
        check(info.hasIdentity("gateway", type), "identity gateway/" + type + ", got " + info.getIdentities());
        check(info.containsFeature("jabber:iq:register"), "feature jabber:iq:register");
    }

    void askForForm() throws Exception {
        Map<String, String> form = user.registrationForm(gateway);
        check(
                form.containsKey("username") && form.containsKey("password"),
                "username and password, got " + form.keySet());
        check(!form.containsKey("registered"), "not registered yet");
    }

    void registerWrongly(String name) throws Exception {
        try {
            user.register(gateway, name, "not the password");
            throw new IllegalStateException("the wrong password was accepted");
        } catch (XMPPErrorException refused) {
            check(
                    refused.getStanzaError().getCondition() == StanzaError.Condition.not_acceptable,
                    "not-acceptable, got " + refused.getStanzaError());
        }
    }

    void register(String name, String password) throws Exception {
        user.register(gateway, name, password);
        user.awaitPresence(gateway, Presence.Type.subscribe);
    }

    void approve() throws Exception {
        user.send(Presence.Type.subscribed, gateway);
        user.send(Presence.Type.subscribe, gateway);
        user.awaitPresence(gateway, Presence.Type.subscribed);
        user.awaitPresence(gateway, Presence.Type.available);
    }

    void addContact(String contact) throws Exception {
        user.send(Presence.Type.subscribe, contact);
        user.awaitPresence(contact, Presence.Type.subscribed);
        user.awaitPresence(contact, Presence.Type.subscribe);
        user.send(Presence.Type.subscribed, contact);
    }

    void unregister() throws Exception {
        user.unregister(gateway);
        user.awaitPresence(gateway, Presence.Type.unsubscribe);
        user.awaitPresence(gateway, Presence.Type.unsubscribed);
        check(!user.registrationForm(gateway).containsKey("registered"), "not registered any more");
    }
}
