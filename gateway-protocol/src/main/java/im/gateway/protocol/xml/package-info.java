/** XML as values: bytes in, one immutable tree, bytes out. No socket, no log and no actor in here. */
@NullMarked
package im.gateway.protocol.xml;

import org.jspecify.annotations.NullMarked;
