/** A scenario is run: everything around the gateway is started, people come, what happens is measured and judged. */
@NullMarked
package im.gateway.loadtest.run;

import org.jspecify.annotations.NullMarked;
