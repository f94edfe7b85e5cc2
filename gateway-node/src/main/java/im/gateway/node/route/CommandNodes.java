package im.gateway.node.route;

import im.gateway.node.command.GatewayCommand;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.text.Texts;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.disco.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the list of commands and each command are (XEP-0050 sections 2.2 and 2.3); the same for everybody. */
final class CommandNodes {
    private final GatewayDomain domain;
    private final Texts texts;

    CommandNodes(GatewayDomain domain, Texts texts) {
        this.domain = domain;
        this.texts = texts;
    }

    /** The facts at a node; null where it is none of these. */
    @Nullable
    DiscoInfo info(String node, @Nullable String lang) {
        if (node.equals(CommandRequest.NAMESPACE)) {
            return info(node, Identity.of("automation", "command-list", domain.name()), List.of());
        }
        GatewayCommand command = GatewayCommand.ofNode(node);
        if (command == null || (command == GatewayCommand.CHANGE_CONTACT && !domain.has(Feature.GROUPS))) {
            return null;
        }
        String name =
                texts.get(lang, command.title(), domain.network().profile().name());
        return info(
                node,
                new Identity("automation", "command-node", texts.languageOf(lang), name),
                List.of(CommandRequest.NAMESPACE, DataForm.NAMESPACE));
    }

    private static DiscoInfo info(String node, Identity identity, List<String> features) {
        return new DiscoInfo(node, List.of(identity), features, List.of());
    }
}
