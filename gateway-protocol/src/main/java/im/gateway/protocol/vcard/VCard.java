package im.gateway.protocol.vcard;

import im.gateway.protocol.xml.Element;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a person or a service tells of itself (XEP-0054), as far as a gateway knows it. What is not told is null and left out; the full
 * name is always there, since RFC 2426 section 3.1.1 wants one.
 *
 * @param birthday {@code YYYY-MM-DD}
 */
public record VCard(
        String fullName,
        @Nullable String given,
        @Nullable String family,
        @Nullable String nickname,
        @Nullable Photo photo,
        @Nullable String birthday,
        @Nullable Address address,
        @Nullable String email,
        @Nullable String title,
        @Nullable String organization,
        @Nullable String description,
        @Nullable String url) {
    public static final String NAMESPACE = "vcard-temp";

    /** A picture: its media type, and its bytes in base64. */
    public record Photo(String mediaType, String base64) {
        public static Photo of(String mediaType, byte[] bytes) {
            return new Photo(mediaType, Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** A home; each part may be missing. */
    public record Address(
            @Nullable String street,
            @Nullable String locality,
            @Nullable String region,
            @Nullable String postcode,
            @Nullable String country) {}

    /** A card with a name and some words on it. */
    public static VCard of(String fullName, @Nullable String description) {
        return new VCard(fullName, null, null, null, null, null, null, null, null, null, description, null);
    }

    /** Whether this element is a card, or asks for one. */
    public static boolean isCard(Element element) {
        return element.is(NAMESPACE, "vCard");
    }

    public Element toXml() {
        Element.Builder card = Element.builder(NAMESPACE, "vCard").childText("FN", fullName);
        if (given != null || family != null) {
            card.child(Element.builder(NAMESPACE, "N")
                    .childText("FAMILY", family)
                    .childText("GIVEN", given)
                    .build());
        }
        card.childText("NICKNAME", nickname);
        if (photo != null) {
            card.child(Element.builder(NAMESPACE, "PHOTO")
                    .childText("TYPE", photo.mediaType())
                    .childText("BINVAL", photo.base64())
                    .build());
        }
        card.childText("BDAY", birthday);
        if (address != null) {
            card.child(Element.builder(NAMESPACE, "ADR")
                    .child("HOME")
                    .childText("STREET", address.street())
                    .childText("LOCALITY", address.locality())
                    .childText("REGION", address.region())
                    .childText("PCODE", address.postcode())
                    .childText("CTRY", address.country())
                    .build());
        }
        if (email != null) {
            card.child(Element.builder(NAMESPACE, "EMAIL")
                    .child("INTERNET")
                    .childText("USERID", email)
                    .build());
        }
        card.childText("TITLE", title);
        if (organization != null) {
            card.child(Element.builder(NAMESPACE, "ORG")
                    .childText("ORGNAME", organization)
                    .build());
        }
        return card.childText("DESC", description).childText("URL", url).build();
    }
}
