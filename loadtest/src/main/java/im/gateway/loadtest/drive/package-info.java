/** The simulated people on both sides, and when they do what. */
@NullMarked
package im.gateway.loadtest.drive;

import org.jspecify.annotations.NullMarked;
