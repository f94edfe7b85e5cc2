package im.gateway.protocol.prompt;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows to a person who wants to add a legacy user (XEP-0100 section 6.3, listing 53).
 *
 * @param description the sentence that asks, or null for none
 * @param name what is asked for, in a word or two
 */
public record GatewayPrompt(@Nullable String description, String name) {
    public static final String NAMESPACE = "jabber:iq:gateway";

    public Element toXml() {
        return Element.builder(NAMESPACE, "query")
                .childText("desc", description)
                .childText("prompt", name)
                .build();
    }

    /** Reads the answer to a {@code get}; null where it is none. */
    public static @Nullable GatewayPrompt parse(Element query) {
        String name = query.is(NAMESPACE, "query") ? query.childText(NAMESPACE, "prompt") : null;
        return name == null ? null : new GatewayPrompt(query.childText(NAMESPACE, "desc"), name);
    }

    /** What a person typed, from the payload of a {@code set} (listing 54), without space around it; null where there is no prompt. */
    public static @Nullable String typed(Element query) {
        String prompt = query.is(NAMESPACE, "query") ? query.childText(NAMESPACE, "prompt") : null;
        return prompt == null ? null : prompt.strip();
    }

    /** A {@code set} (listing 54). */
    public static Element ofTyped(String typed) {
        return Element.builder(NAMESPACE, "query").childText("prompt", typed).build();
    }

    /**
     * The answer to a {@code set} (listing 55). The address also stands in a {@code prompt} beside the {@code jid}: Psi looks for it
     * there, as gateways of old had it.
     */
    public static Element ofAddress(BareJid address) {
        return Element.builder(NAMESPACE, "query")
                .childText("jid", address.toString())
                .childText("prompt", address.toString())
                .build();
    }
}
