/** The three stanzas, stanza errors and stream errors (RFC 6120, XEP-0086). */
@NullMarked
package im.gateway.protocol.stanza;

import org.jspecify.annotations.NullMarked;
