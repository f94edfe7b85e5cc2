/** Delayed delivery (XEP-0203) and the format of its time (XEP-0082). */
@NullMarked
package im.gateway.protocol.delay;

import org.jspecify.annotations.NullMarked;
