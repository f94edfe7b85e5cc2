package im.gateway.loadtest.endtoend;

import im.gateway.loadtest.quickstart.Stage;
import im.gateway.loadtest.talk.IrcUser;
import im.gateway.loadtest.talk.XmppUser;
import java.io.IOException;
import java.time.Duration;
import org.jivesoftware.smack.packet.Presence;

/** A Jabber user and an IRC user who have each other as contacts, both online. */
record Pair(XmppUser user, IrcUser friend, Stage stage) implements AutoCloseable {
    /** A failover takes up to 15 s, and longer on two cores that several JVMs share. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Registers the user at the gateway and adds the contact. */
    static Pair meet(Stage stage) throws Exception {
        Stage.XmppAccount account = stage.user();
        XmppUser user =
                XmppUser.logIn(stage.client(), account.domain(), account.localpart(), account.password(), PATIENCE);
        try {
            return new Pair(user, introduce(user, stage), stage);
        } catch (Exception e) {
            user.close();
            throw e;
        }
    }

    private static IrcUser introduce(XmppUser user, Stage stage) throws Exception {
        String gateway = stage.gateway();
        String contact = contactOf(stage);
        user.online();
        user.register(gateway, stage.userOnIrc().name(), stage.userOnIrc().password());
        user.awaitPresence(gateway, Presence.Type.subscribe);
        user.send(Presence.Type.subscribed, gateway);
        user.send(Presence.Type.subscribe, gateway);
        user.awaitPresence(gateway, Presence.Type.subscribed);
        user.awaitPresence(gateway, Presence.Type.available);
        user.send(Presence.Type.subscribe, contact);
        user.awaitPresence(contact, Presence.Type.subscribed);
        user.awaitPresence(contact, Presence.Type.subscribe);
        user.send(Presence.Type.subscribed, contact);
        IrcUser friend = IrcUser.logIn(
                stage.irc(), stage.contactOnIrc().name(), stage.contactOnIrc().password(), PATIENCE);
        user.awaitPresence(contact, Presence.Type.available);
        return friend;
    }

    private static String contactOf(Stage stage) {
        return stage.contactOnIrc().name() + "@" + stage.gateway();
    }

    /** The friend's address at the gateway. */
    String contact() {
        return contactOf(stage);
    }

    /** One message each way. */
    void talk(String words) throws Exception {
        user.say(contact(), words + " from XMPP");
        friend.awaitWords(stage.userOnIrc().name(), words + " from XMPP");
        friend.say(stage.userOnIrc().name(), words + " from IRC");
        user.awaitWords(contact(), words + " from IRC");
    }

    @Override
    public void close() throws IOException {
        try (friend) {
            user.close();
        }
    }
}
