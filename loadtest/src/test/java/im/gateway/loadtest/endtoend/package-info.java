/** The shipped programs as processes, with real servers around them and clients at both ends. */
@NullMarked
package im.gateway.loadtest.endtoend;

import org.jspecify.annotations.NullMarked;
