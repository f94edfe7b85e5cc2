package im.gateway.node.user;

import im.gateway.node.command.GatewayCommand;
import im.gateway.node.legacy.Avatar;
import im.gateway.node.legacy.ContactDetails;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.ContactProfile;
import im.gateway.node.legacy.LegacyEvent.SearchResult;
import im.gateway.protocol.avatar.AvatarRequest;
import im.gateway.protocol.blocking.Blocking;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.search.SearchForm;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.vcard.VCard;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Commands and words for the gateway, sensible and not, as random tests need them. */
final class RandomAsking {
    static final String PASSWORD = "ILoveJuliet";

    private static final String[] ACTIONS = {"execute", "execute", "complete", "complete", "cancel", "next", "explode"};
    private static final String[] WORDS = {
        "help",
        "state",
        "login",
        "logout",
        "contacts",
        "set stay yes",
        "set stay no",
        "set notices no",
        "set sail",
        "unregister",
        "unregister yes",
        "register",
        "register Romeo",
        "register RomeoMyRomeo " + PASSWORD,
        "register ! " + PASSWORD,
        "Wherefore art thou?",
        "  "
    };

    private final Random random;
    private final DeciderWorld world;
    /** The commands that have asked for something, whoever began them. */
    private final List<Element> begun = new ArrayList<>();

    RandomAsking(Random random, DeciderWorld world) {
        this.random = random;
        this.world = world;
    }

    DeciderWorld.Step say(String from) {
        String[] types = {"chat", "chat", "chat", "normal", "headline", "groupchat"};
        return say(one(types), from, one(WORDS));
    }

    DeciderWorld.Step say(String from, String words) {
        return say("chat", from, words);
    }

    private DeciderWorld.Step say(String type, String from, String words) {
        return world.stanza(
                "message", type, from, DeciderWorld.GATEWAY, Element.ofText(Stanza.NAMESPACE, "body", words));
    }

    /** A request that the legacy network has to answer. */
    DeciderWorld.Step question(String from, String contact) {
        if (random.nextBoolean()) {
            return world.stanza("iq", "get", from, contact, random.nextBoolean() ? card() : items());
        }
        Element.Builder search = Element.builder(SearchForm.NAMESPACE, "query");
        if (random.nextInt(4) > 0) {
            search.childText(random.nextBoolean() ? "last" : "shoe-size", "Capulet");
        }
        return world.stanza("iq", random.nextInt(4) == 0 ? "get" : "set", from, DeciderWorld.GATEWAY, search.build());
    }

    private static Element card() {
        return Element.of(VCard.NAMESPACE, "vCard");
    }

    private Element items() {
        Element items = Element.builder(AvatarRequest.PUBSUB, "items")
                .attribute("node", random.nextBoolean() ? AvatarRequest.DATA : AvatarRequest.METADATA)
                .build();
        return Element.builder(AvatarRequest.PUBSUB, "pubsub").child(items).build();
    }

    LegacyEvent picture(String contact) {
        Avatar.Facts facts = new Avatar.Facts("0".repeat(39) + random.nextInt(2), "image/png", 100);
        return new LegacyEvent.ContactAvatar(contact, random.nextInt(3) == 0 ? null : facts);
    }

    /** What the network says to a question, to one that is open or to none. */
    LegacyEvent answer(String contact) {
        List<Questions.Question> open = world.live.questions().open();
        long number =
                open.isEmpty() ? 99 : open.get(random.nextInt(open.size())).number();
        if (random.nextBoolean()) {
            return random.nextInt(4) == 0
                    ? ContactProfile.failed(number, contact, StanzaCondition.ITEM_NOT_FOUND, null)
                    : ContactProfile.of(number, contact, ContactDetails.NOTHING);
        }
        return random.nextInt(4) == 0
                ? SearchResult.failed(number, StanzaCondition.SERVICE_UNAVAILABLE, null)
                : SearchResult.of(number, List.of(new SearchResult.Found(contact, null, "Capulet", null, null)));
    }

    /** Blocking and unblocking, well-formed and not. */
    DeciderWorld.Step block(String from, String contact) {
        int kind = random.nextInt(4);
        String[] names = {"blocklist", "block", "unblock", "unblock"};
        Element.Builder request = Element.builder(Blocking.NAMESPACE, names[kind]);
        if (kind != 3) {
            String[] jids = {contact, contact, contact, DeciderWorld.GATEWAY, "!@" + DeciderWorld.GATEWAY, ""};
            request.child(Element.builder(Blocking.NAMESPACE, "item")
                    .attribute("jid", one(jids))
                    .build());
        }
        return world.stanza("iq", kind == 0 ? "get" : "set", from, DeciderWorld.GATEWAY, request.build());
    }

    DeciderWorld.Step command(String from) {
        if (random.nextInt(6) == 0) {
            @Nullable String node = random.nextBoolean() ? null : CommandRequest.NAMESPACE;
            return world.stanza(
                    "iq",
                    "get",
                    from,
                    DeciderWorld.GATEWAY,
                    Element.builder("http://jabber.org/protocol/disco#items", "query")
                            .attribute("node", node)
                            .build());
        }
        Element.Builder command = Element.builder(CommandRequest.NAMESPACE, "command");
        if (begun.isEmpty() || random.nextInt(3) == 0) {
            command.attribute("node", one(GatewayCommand.values()).node());
            if (random.nextInt(10) == 0) {
                command.attribute("sessionid", "0-0");
            }
        } else {
            Element session = begun.get(random.nextInt(begun.size()));
            command.attribute("node", session.attribute("node"))
                    .attribute("sessionid", session.attribute("sessionid"))
                    .attribute("action", one(ACTIONS));
            if (random.nextInt(4) > 0) {
                command.child(form());
            }
        }
        DeciderWorld.Step step = world.stanza("iq", "set", from, DeciderWorld.GATEWAY, command.build());
        for (Element stanza : step.sent()) {
            Element asked = stanza.child(CommandRequest.NAMESPACE, "command");
            if (asked != null && "executing".equals(asked.attribute("status"))) {
                begun.add(asked);
            }
        }
        return step;
    }

    private Element form() {
        return Element.builder(DataForm.NAMESPACE, "x")
                .attribute("type", random.nextInt(8) == 0 ? "cancel" : "submit")
                .child(field("username", random.nextInt(8) == 0 ? "!" : "RomeoMyRomeo"))
                .child(field("password", random.nextInt(8) == 0 ? "" : PASSWORD))
                .build();
    }

    static Element field(String var, String value) {
        return Element.builder(DataForm.NAMESPACE, "field")
                .attribute("var", var)
                .childText("value", value)
                .build();
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }
}
