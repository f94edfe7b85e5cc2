/** The IRC client protocol (RFC 1459, RFC 2812, IRCv3) as text and values: no sockets, no state of a session. */
@NullMarked
package im.gateway.protocol.irc;

import org.jspecify.annotations.NullMarked;
