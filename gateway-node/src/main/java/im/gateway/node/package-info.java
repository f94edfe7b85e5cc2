/** The gateway node: joins the wire formats and what is remembered about users, and does the I/O. */
@NullMarked
package im.gateway.node;

import org.jspecify.annotations.NullMarked;
