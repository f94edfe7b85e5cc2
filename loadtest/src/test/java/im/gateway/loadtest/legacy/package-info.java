/** The contract of the port to legacy networks, as a test that each network passes. */
@NullMarked
package im.gateway.loadtest.legacy;

import org.jspecify.annotations.NullMarked;
