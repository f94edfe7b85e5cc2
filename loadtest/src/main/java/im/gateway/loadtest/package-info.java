/** Load tests and demonstrations: they talk to gateway nodes over sockets only. */
@NullMarked
package im.gateway.loadtest;

import org.jspecify.annotations.NullMarked;
