/** How sessions on legacy networks reach their servers: what is the same for every protocol over TCP. */
@NullMarked
package im.gateway.node.socket;

import org.jspecify.annotations.NullMarked;
