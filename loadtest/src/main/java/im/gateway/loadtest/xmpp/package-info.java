/** The XMPP server's side of a gateway under load: played, or a real server that stanzas cross as those of a domain of users. */
@NullMarked
package im.gateway.loadtest.xmpp;

import org.jspecify.annotations.NullMarked;
