/**
 * What the hot path costs on one core: JMH benchmarks of the codec and of the routing table. The only package of the load test that
 * knows a node's classes, and of those only the pure ones: everything else talks to nodes over sockets.
 */
@NullMarked
package im.gateway.loadtest.benchmark;

import org.jspecify.annotations.NullMarked;
