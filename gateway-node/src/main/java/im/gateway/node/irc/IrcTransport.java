package im.gateway.node.irc;

import im.gateway.node.socket.Connector;
import java.time.InstantSource;

/**
 * What the sessions of one network have in common.
 *
 * @param service the service's name, for the log
 */
record IrcTransport(String service, IrcSettings settings, Connector connector, InstantSource clock) {}
