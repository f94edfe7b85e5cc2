/** What the hot path costs on one core: JMH benchmarks of the codec. */
@NullMarked
package im.gateway.loadtest.benchmark;

import org.jspecify.annotations.NullMarked;
