/** XML as values: bytes in, one immutable tree, bytes out; and the errors that end a stream of it (RFC 6120 section 4.9). No socket, no log and no actor in here. */
@NullMarked
package im.gateway.protocol.xml;

import org.jspecify.annotations.NullMarked;
