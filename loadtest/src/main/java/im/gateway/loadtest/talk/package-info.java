/** One conversation through the gateway, with a real XMPP client on one side and an IRC client on the other. */
@NullMarked
package im.gateway.loadtest.talk;

import org.jspecify.annotations.NullMarked;
