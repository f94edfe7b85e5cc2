/** What a user can have the gateway do by an ad-hoc command. */
@NullMarked
package im.gateway.node.command;

import org.jspecify.annotations.NullMarked;
