package im.gateway.persistence.codec;

import static im.gateway.persistence.codec.Fields.putOptional;
import static im.gateway.persistence.codec.Fields.putSubscription;
import static im.gateway.persistence.codec.Fields.putTexts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.gateway.persistence.Owed;
import im.gateway.persistence.Preferences;
import im.gateway.persistence.Secret;
import im.gateway.persistence.UserEvent.AuthorizationDenied;
import im.gateway.persistence.UserEvent.BlockingChanged;
import im.gateway.persistence.UserEvent.BufferDelivered;
import im.gateway.persistence.UserEvent.ContactGone;
import im.gateway.persistence.UserEvent.ContactRemoved;
import im.gateway.persistence.UserEvent.ContactSaved;
import im.gateway.persistence.UserEvent.ContactsTold;
import im.gateway.persistence.UserEvent.CredentialsAccepted;
import im.gateway.persistence.UserEvent.CredentialsChanged;
import im.gateway.persistence.UserEvent.CredentialsRefused;
import im.gateway.persistence.UserEvent.DecisionOwed;
import im.gateway.persistence.UserEvent.DecisionsCarriedOut;
import im.gateway.persistence.UserEvent.DenialForgotten;
import im.gateway.persistence.UserEvent.PreferencesChanged;
import im.gateway.persistence.UserEvent.Registered;
import im.gateway.persistence.UserEvent.SessionWanted;
import im.gateway.persistence.UserEvent.StanzaBuffered;
import im.gateway.persistence.UserEvent.SubscriptionChanged;
import im.gateway.persistence.UserEvent.Unregistered;
import java.util.List;

/** The stored forms of the events. Fields are only ever added, and only such as may be missing; the golden files hold us to it. */
final class EventFormats {
    static final List<Format<?>> ALL = List.of(
            new Format<>("registered/1", Registered.class, EventFormats::write, EventFormats::registered),
            new Format<>(
                    "credentials-changed/1",
                    CredentialsChanged.class,
                    EventFormats::write,
                    in -> new CredentialsChanged(
                            in.text("username"), in.child("password", EventFormats::secret), in.number("at"))),
            new Format<>(
                    "credentials-refused/1",
                    CredentialsRefused.class,
                    (event, out) -> out.put("at", event.atMillis()),
                    in -> new CredentialsRefused(in.number("at"))),
            new Format<>(
                    "credentials-accepted/1",
                    CredentialsAccepted.class,
                    (event, out) -> out.put("at", event.atMillis()),
                    in -> new CredentialsAccepted(in.number("at"))),
            new Format<>(
                    "contact-saved/1",
                    ContactSaved.class,
                    EventFormats::write,
                    in -> new ContactSaved(in.text("contact"), in.optionalText("name"), in.texts("groups"))),
            new Format<>(
                    "subscription-changed/1",
                    SubscriptionChanged.class,
                    EventFormats::write,
                    in -> new SubscriptionChanged(in.text("contact"), in.subscription("subscription"))),
            new Format<>(
                    "contact-removed/1",
                    ContactRemoved.class,
                    (event, out) -> out.put("contact", event.contact()),
                    in -> new ContactRemoved(in.text("contact"))),
            new Format<>(
                    "contacts-told/1",
                    ContactsTold.class,
                    EventFormats::write,
                    in -> new ContactsTold(in.texts("contacts"), in.flag("asked"))),
            new Format<>(
                    "contact-gone/1",
                    ContactGone.class,
                    (event, out) -> out.put("contact", event.contact()),
                    in -> new ContactGone(in.text("contact"))),
            new Format<>(
                    "authorization-denied/1",
                    AuthorizationDenied.class,
                    (event, out) -> out.put("contact", event.contact()),
                    in -> new AuthorizationDenied(in.text("contact"))),
            new Format<>(
                    "denial-forgotten/1",
                    DenialForgotten.class,
                    (event, out) -> out.put("contact", event.contact()),
                    in -> new DenialForgotten(in.text("contact"))),
            new Format<>(
                    "session-wanted/1",
                    SessionWanted.class,
                    EventFormats::write,
                    in -> new SessionWanted(in.texts("resources"), in.optionalFlag("staying", false))),
            new Format<>("stanza-buffered/1", StanzaBuffered.class, EventFormats::write, EventFormats::buffered),
            new Format<>(
                    "buffer-delivered/1",
                    BufferDelivered.class,
                    (event, out) -> out.put("upTo", event.upToNumber()),
                    in -> new BufferDelivered(in.number("upTo"))),
            new Format<>(
                    "decision-owed/1",
                    DecisionOwed.class,
                    (event, out) -> write(event.owed(), out),
                    in -> new DecisionOwed(owed(in))),
            new Format<>(
                    "decisions-carried-out/1",
                    DecisionsCarriedOut.class,
                    (event, out) -> putTexts(out, "contacts", event.contacts()),
                    in -> new DecisionsCarriedOut(in.texts("contacts"))),
            new Format<>(
                    "preferences-changed/1",
                    PreferencesChanged.class,
                    (event, out) -> write(event.preferences(), out),
                    in -> new PreferencesChanged(preferences(in))),
            new Format<>(
                    "blocking-changed/1",
                    BlockingChanged.class,
                    EventFormats::write,
                    in -> new BlockingChanged(in.texts("blocked"), in.texts("unblocked"))),
            new Format<>(
                    "unregistered/1",
                    Unregistered.class,
                    (event, out) -> out.put("at", event.atMillis()),
                    in -> new Unregistered(in.number("at"))));

    private EventFormats() {}

    private static void write(Registered event, ObjectNode out) {
        out.put("username", event.username());
        write(event.password(), out.putObject("password"));
        putOptional(out, "lang", event.lang());
        out.put("at", event.atMillis());
    }

    private static Registered registered(Fields in) {
        return new Registered(
                in.text("username"),
                in.child("password", EventFormats::secret),
                in.optionalText("lang"),
                in.number("at"));
    }

    private static void write(CredentialsChanged event, ObjectNode out) {
        out.put("username", event.username());
        write(event.password(), out.putObject("password"));
        out.put("at", event.atMillis());
    }

    private static void write(ContactSaved event, ObjectNode out) {
        out.put("contact", event.contact());
        putOptional(out, "name", event.name());
        putTexts(out, "groups", event.groups());
    }

    private static void write(ContactsTold event, ObjectNode out) {
        putTexts(out, "contacts", event.contacts());
        out.put("asked", event.asked());
    }

    private static void write(SubscriptionChanged event, ObjectNode out) {
        out.put("contact", event.contact());
        putSubscription(out, "subscription", event.state());
    }

    private static void write(SessionWanted event, ObjectNode out) {
        putTexts(out, "resources", event.resources());
        if (event.staying()) {
            out.put("staying", true);
        }
    }

    private static void write(BlockingChanged event, ObjectNode out) {
        putTexts(out, "blocked", event.blocked());
        putTexts(out, "unblocked", event.unblocked());
    }

    static void write(Owed owed, ObjectNode out) {
        out.put("contact", owed.contact()).put("decision", owed.decision().stored());
    }

    static Owed owed(Fields in) {
        return new Owed(in.text("contact"), in.decision("decision"));
    }

    static void write(Preferences preferences, ObjectNode out) {
        out.put("stayConnected", preferences.stayConnected()).put("notices", preferences.notices());
        putOptional(out, "lang", preferences.lang());
    }

    static Preferences preferences(Fields in) {
        return new Preferences(in.flag("stayConnected"), in.flag("notices"), in.optionalText("lang"));
    }

    static void write(StanzaBuffered event, ObjectNode out) {
        out.put("number", event.number()).put("stanza", event.stanza());
    }

    static StanzaBuffered buffered(Fields in) {
        return new StanzaBuffered(in.number("number"), in.text("stanza"));
    }

    static void write(Secret secret, ObjectNode out) {
        out.put("key", secret.keyId()).put("nonce", secret.nonce()).put("sealed", secret.ciphertext());
    }

    static Secret secret(Fields in) {
        return new Secret(in.text("key"), in.text("nonce"), in.text("sealed"));
    }
}
