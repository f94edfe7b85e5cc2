package im.gateway.loadtest.talk;

import im.gateway.loadtest.quickstart.Conversation;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.quickstart.Stage;
import java.time.Duration;
import org.jivesoftware.smack.packet.Presence;

/** The use cases of XEP-0100 in one story over IRC, and a shorter one for AIM and ICQ each, with Smack as the Jabber user's client. */
public final class SmackConversation implements Conversation {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String QUESTION = "Art thou not Romeo, and a Montague?";
    private static final String ANSWER = "Neither, fair saint, if either thee dislike. \u2661";

    @Override
    public void play(Stage stage, Narrator narrator) throws Exception {
        Stage.XmppAccount account = stage.user();
        try (XmppUser user = narrator.step(
                account.address() + " connects to the XMPP server",
                () -> XmppUser.logIn(
                        stage.client(), account.domain(), account.localpart(), account.password(), PATIENCE))) {
            new Story(stage, narrator, user).tell();
            for (Stage.OscarPlace place : stage.oscarPlaces()) {
                narrator.say("The same user on " + place.service() + ", a simulated network");
                new OscarStory(place, narrator, user).tell();
            }
        }
    }

    /** The steps, each of which throws when it does not hold. */
    private static final class Story {
        private final Stage stage;
        private final Narrator narrator;
        private final XmppUser user;
        private final String gateway;
        private final String contact;
        private final GatewaySteps steps;

        Story(Stage stage, Narrator narrator, XmppUser user) {
            this.stage = stage;
            this.narrator = narrator;
            this.user = user;
            this.gateway = stage.gateway();
            this.contact = stage.contactOnIrc().name() + "@" + stage.gateway();
            this.steps = new GatewaySteps(user, stage.gateway());
        }

        void tell() throws Exception {
            step("comes online", user::online);
            step(
                    "discovers the gateway: an identity gateway/irc that offers registration",
                    () -> steps.discover("irc"));
            step("asks for the registration form", steps::askForForm);
            step(
                    "registers with a wrong password, which the IRC server refuses: not-acceptable",
                    () -> steps.registerWrongly(stage.userOnIrc().name()));
            step(
                    "registers with the right password, and is asked for a subscription",
                    () -> steps.register(
                            stage.userOnIrc().name(), stage.userOnIrc().password()));
            step("approves the subscription: the gateway logs in and is available", steps::approve);
            step("adds " + contact + ", who approves and asks back", () -> steps.addContact(contact));
            try (IrcUser friend = narrator.step(
                    stage.contactOnIrc().name() + " connects to the IRC server, and is seen coming online",
                    this::friendComes)) {
                step("sees " + contact + " go away", () -> {
                    friend.away("to the friar's cell");
                    user.awaitShow(contact, Presence.Mode.away);
                });
                step("sends a message, which arrives on IRC", () -> {
                    user.say(contact, ANSWER);
                    friend.awaitWords(stage.userOnIrc().name(), ANSWER);
                });
                step("gets the answer from IRC", () -> {
                    friend.say(stage.userOnIrc().name(), QUESTION);
                    user.awaitWords(contact, QUESTION);
                });
                step("deletes the contact: its presence comes no more", () -> deleteContact(friend));
                step("goes offline: the gateway logs out of IRC", () -> logOut(friend));
                step("comes online again: the gateway logs in again", () -> logInAgain(friend));
            }
            step("unregisters: the gateway ends its subscriptions and knows the user no more", steps::unregister);
        }

        private void step(String what, GatewaySteps.Step step) throws Exception {
            narrator.step(what, () -> {
                step.take();
                return null;
            });
        }

        private IrcUser friendComes() throws Exception {
            IrcUser friend = IrcUser.logIn(
                    stage.irc(),
                    stage.contactOnIrc().name(),
                    stage.contactOnIrc().password(),
                    PATIENCE);
            user.awaitPresence(contact, Presence.Type.available);
            return friend;
        }

        private void deleteContact(IrcUser friend) throws Exception {
            user.removeContact(contact);
            // The server has told the gateway by a stream of its choice; that it has arrived is seen by the gateway's
            // items.
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (user.hasItem(gateway, contact)) {
                GatewaySteps.check(
                        System.nanoTime() - deadline < 0, "the contact is among the gateway's items no more");
            }
            // What the friend does now is not to be seen; a message behind it shows that there was time to see it.
            user.forget();
            friend.away("to the tomb");
            friend.say(stage.userOnIrc().name(), "farewell");
            user.awaitWords(contact, "farewell");
            GatewaySteps.check(
                    !user.hasHeardPresence(contact, Presence.Type.available), "no presence of a deleted contact");
        }

        private void logOut(IrcUser friend) throws Exception {
            GatewaySteps.check(friend.sees(stage.userOnIrc().name()), "the user on IRC before");
            user.offline();
            friend.awaitGone(stage.userOnIrc().name());
        }

        private void logInAgain(IrcUser friend) throws Exception {
            user.forget();
            user.online();
            user.awaitPresence(gateway, Presence.Type.available);
            friend.awaitThere(stage.userOnIrc().name());
        }
    }
}
