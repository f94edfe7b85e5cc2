/** Starts real servers (Cassandra, XMPP, IRC) as processes of their own, from private folders and on loopback ports. */
@NullMarked
package im.gateway.servers;

import org.jspecify.annotations.NullMarked;
