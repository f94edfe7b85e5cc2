/** The roster's protocol (RFC 6121 section 2), as far as a gateway with privileged access speaks it. */
@NullMarked
package im.gateway.protocol.roster;

import org.jspecify.annotations.NullMarked;
