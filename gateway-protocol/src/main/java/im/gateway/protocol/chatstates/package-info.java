/** Chat state notifications (XEP-0085). */
@NullMarked
package im.gateway.protocol.chatstates;

import org.jspecify.annotations.NullMarked;
