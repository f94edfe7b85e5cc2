/** The fault suite: real processes, steady traffic, one fault, and what the promises say of it. */
@NullMarked
package im.gateway.loadtest.faults;

import org.jspecify.annotations.NullMarked;
