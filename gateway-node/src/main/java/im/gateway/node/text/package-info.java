/** What people read, in their language. */
@NullMarked
package im.gateway.node.text;

import org.jspecify.annotations.NullMarked;
