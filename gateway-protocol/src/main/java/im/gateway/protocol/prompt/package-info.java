/** The prompt for a legacy address, {@code jabber:iq:gateway} (XEP-0100 section 6.3). */
@NullMarked
package im.gateway.protocol.prompt;

import org.jspecify.annotations.NullMarked;
