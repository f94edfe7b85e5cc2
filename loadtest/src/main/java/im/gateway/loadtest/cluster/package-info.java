/** The gateway's cluster, as its nodes tell it over HTTP. */
@NullMarked
package im.gateway.loadtest.cluster;

import org.jspecify.annotations.NullMarked;
