package im.gateway.protocol.vcard;

import im.gateway.protocol.xml.Element;

/** What presence tells of the picture in the sender's vCard (XEP-0153 section 4.1). */
public final class PhotoUpdate {
    public static final String NAMESPACE = "vcard-temp:x:update";

    private PhotoUpdate() {}

    /**
     * There is this picture.
     *
     * @param sha1 of its bytes, in hexadecimal
     */
    public static Element of(String sha1) {
        return Element.builder(NAMESPACE, "x").childText("photo", sha1).build();
    }

    /** There is none. */
    public static Element none() {
        return Element.builder(NAMESPACE, "x").child("photo").build();
    }

    /** It is not known yet whether there is one: what was known stays true. */
    public static Element unknown() {
        return Element.of(NAMESPACE, "x");
    }
}
