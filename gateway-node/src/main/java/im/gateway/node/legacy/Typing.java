package im.gateway.node.legacy;

/** Whether somebody is typing (XEP-0085: composing, paused, active). */
public enum Typing {
    COMPOSING,
    PAUSED,
    STOPPED
}
