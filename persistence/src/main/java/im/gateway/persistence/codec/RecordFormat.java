package im.gateway.persistence.codec;

import static im.gateway.persistence.codec.Fields.putOptional;
import static im.gateway.persistence.codec.Fields.putSubscription;
import static im.gateway.persistence.codec.Fields.putTexts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.gateway.persistence.Contact;
import im.gateway.persistence.Contacts;
import im.gateway.persistence.Listing;
import im.gateway.persistence.Preferences;
import im.gateway.persistence.UserRecord;
import java.util.Objects;

/** The stored form of a snapshot. */
final class RecordFormat {
    static final Format<UserRecord> V1 =
            new Format<>("user-record/1", UserRecord.class, RecordFormat::write, RecordFormat::read);

    private RecordFormat() {}

    private static void write(UserRecord record, ObjectNode out) {
        UserRecord.Registration registration = record.registration();
        if (registration != null) {
            write(registration, out.putObject("registration"));
        }
        ArrayNode contacts = out.putArray("contacts");
        record.contacts().forEach(contact -> write(contact, contacts.addObject()));
        putTexts(out, "wanted", record.wanted());
        ArrayNode buffered = out.putArray("buffered");
        record.buffered().forEach(stanza -> EventFormats.write(stanza, buffered.addObject()));
        out.put("bufferedUpTo", record.bufferedUpTo());
        if (!record.denied().isEmpty()) {
            putTexts(out, "denied", record.denied());
        }
        if (record.staying()) {
            out.put("staying", true);
        }
        if (!record.owed().isEmpty()) {
            ArrayNode owed = out.putArray("owed");
            record.owed().forEach(decision -> EventFormats.write(decision, owed.addObject()));
        }
        if (!record.blocked().isEmpty()) {
            putTexts(out, "blocked", record.blocked());
        }
        if (!record.preferences().equals(Preferences.DEFAULT)) {
            EventFormats.write(record.preferences(), out.putObject("preferences"));
        }
    }

    private static UserRecord read(Fields in) {
        return new UserRecord(
                in.optionalChild("registration", RecordFormat::registration),
                Contacts.of(in.children("contacts", RecordFormat::contact)),
                in.texts("wanted"),
                in.optionalFlag("staying", false),
                in.children("buffered", EventFormats::buffered),
                in.number("bufferedUpTo"),
                in.optionalTexts("denied"),
                in.optionalChildren("owed", EventFormats::owed),
                in.optionalTexts("blocked"),
                Objects.requireNonNullElse(
                        in.optionalChild("preferences", EventFormats::preferences), Preferences.DEFAULT));
    }

    private static void write(UserRecord.Registration registration, ObjectNode out) {
        out.put("username", registration.username());
        EventFormats.write(registration.password(), out.putObject("password"));
        putOptional(out, "lang", registration.lang());
        out.put("refused", registration.refused());
    }

    private static UserRecord.Registration registration(Fields in) {
        return new UserRecord.Registration(
                in.text("username"),
                in.child("password", EventFormats::secret),
                in.optionalText("lang"),
                in.flag("refused"));
    }

    private static void write(Contact contact, ObjectNode out) {
        out.put("contact", contact.legacyName());
        putOptional(out, "name", contact.name());
        putTexts(out, "groups", contact.groups());
        putSubscription(out, "subscription", contact.subscription());
        if (contact.listing() != Listing.UNTOLD) {
            out.put("listing", contact.listing().stored());
        }
    }

    private static Contact contact(Fields in) {
        return new Contact(
                in.text("contact"),
                in.optionalText("name"),
                in.texts("groups"),
                in.subscription("subscription"),
                in.listing("listing"));
    }
}
