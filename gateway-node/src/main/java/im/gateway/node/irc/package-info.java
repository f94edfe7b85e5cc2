/** IRC as a legacy network. */
@NullMarked
package im.gateway.node.irc;

import org.jspecify.annotations.NullMarked;
