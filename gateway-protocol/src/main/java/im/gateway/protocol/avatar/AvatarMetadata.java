package im.gateway.protocol.avatar;

import im.gateway.protocol.xml.Element;

/** What identifies a picture, as an item (XEP-0084 section 4.2). */
final class AvatarMetadata {
    private AvatarMetadata() {}

    /**
     * The item.
     *
     * @param namespace that of the items around it
     */
    static Element item(String namespace, String sha1, String mediaType, int bytes) {
        Element info = Element.builder(AvatarRequest.METADATA, "info")
                .attribute("bytes", Integer.toString(bytes))
                .attribute("id", sha1)
                .attribute("type", mediaType)
                .build();
        return Element.builder(namespace, "item")
                .attribute("id", sha1)
                .child(Element.builder(AvatarRequest.METADATA, "metadata")
                        .child(info)
                        .build())
                .build();
    }
}
