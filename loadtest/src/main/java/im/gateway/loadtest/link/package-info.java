/** The links between the nodes of a cluster, which can be cut. */
@NullMarked
package im.gateway.loadtest.link;

import org.jspecify.annotations.NullMarked;
