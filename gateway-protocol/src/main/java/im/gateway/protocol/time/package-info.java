/** Entity time (XEP-0202) and its predecessor (XEP-0090). */
@NullMarked
package im.gateway.protocol.time;

import org.jspecify.annotations.NullMarked;
