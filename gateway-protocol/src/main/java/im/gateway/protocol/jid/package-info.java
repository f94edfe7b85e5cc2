/** XMPP addresses (RFC 7622) and the escaping of legacy names in them (XEP-0106). */
@NullMarked
package im.gateway.protocol.jid;

import org.jspecify.annotations.NullMarked;
