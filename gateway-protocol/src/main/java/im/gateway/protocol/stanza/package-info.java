/** The three stanzas and their errors (RFC 6120, XEP-0086). */
@NullMarked
package im.gateway.protocol.stanza;

import org.jspecify.annotations.NullMarked;
