package im.gateway.node.route;

import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.text.TextKey;
import im.gateway.node.text.Texts;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.ContactAddress;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.jid.JidEscaping;
import im.gateway.protocol.prompt.GatewayPrompt;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/** Asking for a contact, and a contact's address from what a person typed ({@code jabber:iq:gateway}, XEP-0100 section 6.3). */
final class Prompts {
    private final GatewayDomain domain;
    private final Texts texts;

    Prompts(GatewayDomain domain, Texts texts) {
        this.domain = domain;
        this.texts = texts;
    }

    /** What to ask, in the language of the request. */
    Element ask(Iq get) {
        LegacyNetwork.Profile profile = domain.network().profile();
        String lang = get.lang();
        String description = texts.getFor(profile.discoType(), lang, TextKey.PROMPT_DESC, profile.name());
        String name = texts.getFor(profile.discoType(), lang, TextKey.PROMPT_NAME);
        Element query = new GatewayPrompt(description, name).toXml();
        return get.toResult(query.toBuilder()
                .attribute(Element.LANG, texts.languageOf(lang))
                .build());
    }

    /** The address of the legacy user whom a person named; {@code not-acceptable} where there can be none of that name. */
    Element answer(Iq set, Element query) {
        String typed = GatewayPrompt.typed(query);
        if (typed == null) {
            return set.toError(
                    StanzaError.of(StanzaCondition.BAD_REQUEST, "expected: a prompt element with what a person typed"));
        }
        BareJid address = typed.isEmpty() ? null : address(typed);
        if (address == null) {
            String words = texts.get(
                    set.lang(),
                    TextKey.NAME_IMPOSSIBLE,
                    domain.network().profile().name());
            return set.toError(
                    StanzaError.of(StanzaCondition.NOT_ACCEPTABLE).withText(words, texts.languageOf(set.lang())));
        }
        return set.toResult(GatewayPrompt.ofAddress(address));
    }

    /**
     * People and clients also send what is an address already: a whole one at this gateway, or a localpart that is escaped. Neither is
     * escaped once more, as long as the network has no such name.
     */
    private @Nullable BareJid address(String typed) {
        Jid whole = Jid.parse(typed);
        if (whole != null && whole.local() != null && whole.domain().equals(domain.address())) {
            String name = ContactAddress.legacyName(whole);
            return name == null ? null : ofName(name);
        }
        BareJid address = ofName(typed);
        return address != null ? address : ofName(JidEscaping.unescape(typed));
    }

    private @Nullable BareJid ofName(String name) {
        String canonical = domain.network().canonicalName(name);
        Jid address = canonical == null ? null : ContactAddress.of(canonical, domain.address());
        return address == null ? null : address.bare();
    }
}
