/** What a node counts for its operator, as Prometheus reads it. */
@NullMarked
package im.gateway.node.metrics;

import org.jspecify.annotations.NullMarked;
