/** Keeps what users were told in the memory of another node, for when theirs is lost. */
@NullMarked
package im.gateway.node.cluster.ledger;

import org.jspecify.annotations.NullMarked;
