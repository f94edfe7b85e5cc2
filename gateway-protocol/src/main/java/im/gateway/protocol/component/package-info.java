/** The handshake of an external component and its server (XEP-0114), both sides, as pure state machines. */
@NullMarked
package im.gateway.protocol.component;

import org.jspecify.annotations.NullMarked;
