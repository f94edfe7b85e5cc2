package im.gateway.node.user;

import im.gateway.node.legacy.Avatar;
import im.gateway.node.legacy.ContactDetails;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.ContactProfile;
import im.gateway.protocol.avatar.AvatarRequest;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.vcard.VCard;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What legacy users tell of themselves, as vCards (XEP-0054 section 3.3). Nothing of it is kept. */
final class ProfileRules {
    private ProfileRules() {}

    /**
     * A request to a contact.
     *
     * @return whether the outcome is certain already
     */
    static boolean request(Draft draft, long token, Iq iq) {
        String contact = draft.rules.legacyName(iq.to());
        if (contact == null) {
            return QuestionRules.refuse(draft, iq, StanzaCondition.SERVICE_UNAVAILABLE, null);
        }
        return QuestionRules.ask(draft, token, iq, number -> new LegacyCommand.RequestProfile(number, contact));
    }

    static void answered(Draft draft, ContactProfile answer) {
        Iq iq = QuestionRules.take(draft, answer.number());
        if (iq == null) {
            return;
        }
        ContactDetails details = answer.profile();
        if (details == null) {
            // XEP-0054 section 3.3: no card and no such user are the same error.
            StanzaCondition error = answer.error() == StanzaCondition.ITEM_NOT_FOUND
                    ? StanzaCondition.SERVICE_UNAVAILABLE
                    : Objects.requireNonNullElse(answer.error(), StanzaCondition.SERVICE_UNAVAILABLE);
            QuestionRules.failed(draft, iq, error, answer.reason());
            return;
        }
        AvatarRequest avatar = AvatarRequest.parse(Objects.requireNonNull(iq.payload()));
        if (avatar == null) {
            QuestionRules.answer(draft, iq, card(answer.contact(), details).toXml());
        } else {
            AvatarRules.answer(draft, iq, avatar, details.avatar());
        }
    }

    /** The gender is left out: this card has no place for it. */
    private static VCard card(String contact, ContactDetails details) {
        String name = firstOf(details.fullName(), firstOf(details.nick(), contact));
        ContactDetails.Address address = details.address();
        Avatar avatar = details.avatar();
        return new VCard(
                name,
                details.given(),
                details.family(),
                details.nick(),
                avatar == null ? null : VCard.Photo.of(avatar.facts().mediaType(), avatar.bytes()),
                details.birthday() == null ? null : details.birthday().toString(),
                address == null
                        ? null
                        : new VCard.Address(
                                address.street(),
                                address.locality(),
                                address.region(),
                                address.postcode(),
                                address.country()),
                details.email(),
                details.position(),
                details.organization(),
                details.about(),
                details.homepage());
    }

    private static String firstOf(@Nullable String wanted, String otherwise) {
        return wanted == null ? otherwise : wanted;
    }
}
