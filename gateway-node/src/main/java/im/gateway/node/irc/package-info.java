/** IRC as a legacy network: a session is a pure state machine ({@code IrcSessionCore}) with a socket around it ({@code IrcConnection}). */
@NullMarked
package im.gateway.node.irc;

import org.jspecify.annotations.NullMarked;
