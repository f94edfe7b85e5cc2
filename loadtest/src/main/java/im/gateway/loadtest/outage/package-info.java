/** Whom the loss of a node cuts off, and when each of them can be reached again. */
@NullMarked
package im.gateway.loadtest.outage;

import org.jspecify.annotations.NullMarked;
