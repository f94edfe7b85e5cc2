/** The cluster: where user actors live and are woken, what travels between nodes, who may log in when, and the node's health. */
@NullMarked
package im.gateway.node.cluster;

import org.jspecify.annotations.NullMarked;
