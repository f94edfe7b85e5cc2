/** The processes of the fault suite, and the people around them. */
@NullMarked
package im.gateway.loadtest.faults.world;

import org.jspecify.annotations.NullMarked;
