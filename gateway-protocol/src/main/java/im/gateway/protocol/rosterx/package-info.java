/** Roster item exchange (XEP-0144). */
@NullMarked
package im.gateway.protocol.rosterx;

import org.jspecify.annotations.NullMarked;
