package im.gateway.node.route;

import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.privilege.Privileges;
import im.gateway.protocol.xml.Element;

/** Where a stanza goes that came in on a component's stream. */
public sealed interface Route {
    /** It needs no user's state: this goes back at once. */
    record Answer(Element stanza) implements Route {}

    /** It is for the actor of this registration, whether there is such a registration or not. */
    record ToUser(RegistrationId user) implements Route {}

    /**
     * An XMPP server says what it lets the gateway do for its users (XEP-0356).
     *
     * @param server the server's domain: the privileges hold for its users only
     */
    record Granted(String server, Privileges privileges) implements Route {}

    /**
     * Nothing is to be done, and nobody is told.
     *
     * @param reason for the log
     */
    record Ignore(String reason) implements Route {}
}
