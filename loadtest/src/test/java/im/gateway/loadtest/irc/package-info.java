/** IRC against the contract of legacy networks. */
@NullMarked
package im.gateway.loadtest.irc;

import org.jspecify.annotations.NullMarked;
