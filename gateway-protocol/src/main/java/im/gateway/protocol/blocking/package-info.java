/** Blocking (XEP-0191). */
@NullMarked
package im.gateway.protocol.blocking;

import org.jspecify.annotations.NullMarked;
