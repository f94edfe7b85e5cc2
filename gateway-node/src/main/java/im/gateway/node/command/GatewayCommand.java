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
    /** Of networks with {@link im.gateway.node.legacy.LegacyNetwork.Feature#GROUPS} only. */
    CHANGE_CONTACT("change-contact", TextKey.COMMAND_CHANGE_CONTACT),
    PREFERENCES("preferences", TextKey.COMMAND_PREFERENCES),
    EDIT("edit", TextKey.COMMAND_EDIT),
    UNREGISTER("unregister", TextKey.COMMAND_UNREGISTER),
    // For administrators, under the names of XEP-0133 sections 4.9, 4.12, 4.18 and 4.23.
    REGISTERED_NUMBER(GatewayCommand.ADMIN + "get-registered-users-num", TextKey.COMMAND_REGISTERED_NUMBER),
    ONLINE_NUMBER(GatewayCommand.ADMIN + "get-online-users-num", TextKey.COMMAND_ONLINE_NUMBER),
    REGISTERED_LIST(GatewayCommand.ADMIN + "get-registered-users-list", TextKey.COMMAND_REGISTERED_LIST),
    ANNOUNCE(GatewayCommand.ADMIN + "announce", TextKey.COMMAND_ANNOUNCE),
    // For administrators, and ours.
    SEAL_PASSWORDS("seal-passwords", TextKey.COMMAND_SEAL_PASSWORDS);

    private static final String ADMIN = "http://jabber.org/protocol/admin#";

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
        return this == REGISTER || isForAdministrators();
    }

    /** Whether only administrators of the gateway can use it. */
    public boolean isForAdministrators() {
        return node.startsWith(ADMIN) || this == SEAL_PASSWORDS;
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
