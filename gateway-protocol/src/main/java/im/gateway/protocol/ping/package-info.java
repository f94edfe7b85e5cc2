/** XMPP ping (XEP-0199). */
@NullMarked
package im.gateway.protocol.ping;

import org.jspecify.annotations.NullMarked;
