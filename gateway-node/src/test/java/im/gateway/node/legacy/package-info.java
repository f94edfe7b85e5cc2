/** Tests of what the port brings along. */
@NullMarked
package im.gateway.node.legacy;

import org.jspecify.annotations.NullMarked;
