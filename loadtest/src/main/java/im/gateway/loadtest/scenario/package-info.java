/** What a load test is to do, as a file of HOCON says it. */
@NullMarked
package im.gateway.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
