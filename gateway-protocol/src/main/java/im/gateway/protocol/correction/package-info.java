/** Last message correction (XEP-0308). */
@NullMarked
package im.gateway.protocol.correction;

import org.jspecify.annotations.NullMarked;
