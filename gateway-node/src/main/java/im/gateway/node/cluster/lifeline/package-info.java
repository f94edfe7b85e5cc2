/** Finds the nodes whose process has ended, sooner than a failure detector can that only misses their heartbeats. */
@NullMarked
package im.gateway.node.cluster.lifeline;

import org.jspecify.annotations.NullMarked;
