/** (4) The port to legacy networks. Each network implements it; the core knows nothing of any of them. */
@NullMarked
package im.gateway.node.legacy;

import org.jspecify.annotations.NullMarked;
