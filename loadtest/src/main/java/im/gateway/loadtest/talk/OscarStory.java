package im.gateway.loadtest.talk;

import im.gateway.loadtest.oscar.EchoingContact;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.quickstart.Stage;
import org.jivesoftware.smack.packet.Presence;

/** What a user does on AIM or ICQ, with a contact there who answers by itself: from the discovery of the gateway to unregistering. */
final class OscarStory {
    private static final String WORDS = "Art thou not <Romeo> & a Montague? \u2661";

    private final Stage.OscarPlace place;
    private final Narrator narrator;
    private final XmppUser user;
    private final GatewaySteps steps;

    OscarStory(Stage.OscarPlace place, Narrator narrator, XmppUser user) {
        this.place = place;
        this.narrator = narrator;
        this.user = user;
        this.steps = new GatewaySteps(user, place.gateway());
    }

    void tell() throws Exception {
        String contact = place.contactAddress();
        step("discovers " + place.gateway() + ": an identity gateway/" + place.protocol(), () -> {
            steps.discover(place.protocol());
            steps.askForForm();
        });
        step("registers with a wrong password, which the network refuses: not-acceptable", () -> {
            steps.registerWrongly(place.user());
        });
        step("registers with the right password, and is asked for a subscription", () -> {
            steps.register(place.user(), place.password());
        });
        step("approves the subscription: the gateway logs in and is available", steps::approve);
        step(
                "adds " + contact + ", who " + (place.contactIsAsked() ? "is asked, " : "") + "approves and asks back",
                () -> {
                    steps.addContact(contact);
                    user.awaitPresence(contact, Presence.Type.available);
                });
        step("sends a message, and gets the answer", () -> {
            user.say(contact, WORDS);
            user.awaitWords(contact, EchoingContact.answerTo(WORDS));
        });
        step("unregisters", steps::unregister);
    }

    private void step(String what, GatewaySteps.Step step) throws Exception {
        narrator.step(what, () -> {
            step.take();
            return null;
        });
    }
}
