/** (1) One actor for each component stream: bytes to stanzas, one validation gate, backpressure to the socket. */
@NullMarked
package im.gateway.node.edge;

import org.jspecify.annotations.NullMarked;
