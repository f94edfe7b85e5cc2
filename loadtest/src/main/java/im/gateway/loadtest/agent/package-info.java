/** Load from several processes: agents do what one coordinator tells them, and their figures are put together. */
@NullMarked
package im.gateway.loadtest.agent;

import org.jspecify.annotations.NullMarked;
