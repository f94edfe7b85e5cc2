/** The conformance table: what the specifications require of a gateway, and which test shows each requirement. */
@NullMarked
package im.gateway.node.conformance;

import org.jspecify.annotations.NullMarked;
