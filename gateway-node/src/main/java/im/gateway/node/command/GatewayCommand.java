package im.gateway.node.command;

import im.gateway.node.text.TextKey;
import org.jspecify.annotations.Nullable;

/** The gateway's ad-hoc commands (XEP-0050), in the order in which a client lists them. */
public enum GatewayCommand {
    REGISTER("register", TextKey.COMMAND_REGISTER),
    STATE("state", TextKey.COMMAND_STATE),
    LOG_IN("login", TextKey.COMMAND_LOG_IN),
    LOG_OUT("logout", TextKey.COMMAND_LOG_OUT),
    CONTACTS("contacts", TextKey.COMMAND_CONTACTS),
    EDIT("edit", TextKey.COMMAND_EDIT),
    UNREGISTER("unregister", TextKey.COMMAND_UNREGISTER);

    private final String node;
    private final TextKey title;

    GatewayCommand(String node, TextKey title) {
        this.node = node;
        this.title = title;
    }

    /** The command's name on the wire. */
    public String node() {
        return node;
    }

    /** What a person reads; takes the service's name. */
    public TextKey title() {
        return title;
    }

    /** Whether somebody without a registration can use it. */
    public boolean isForTheUnregistered() {
        return this == REGISTER;
    }

    /** The command of that name, or null where there is none. */
    public static @Nullable GatewayCommand ofNode(@Nullable String node) {
        for (GatewayCommand command : values()) {
            if (command.node.equals(node)) {
                return command;
            }
        }
        return null;
    }
}
