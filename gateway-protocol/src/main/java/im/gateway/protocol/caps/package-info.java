/** Entity capabilities (XEP-0115). */
@NullMarked
package im.gateway.protocol.caps;

import org.jspecify.annotations.NullMarked;
