/** What is measured and how: messages by their ids, latencies from the intended time, processes from the outside. */
@NullMarked
package im.gateway.loadtest.measure;

import org.jspecify.annotations.NullMarked;
