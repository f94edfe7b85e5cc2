/** (3) The registered Jabber user: a pure decider in a thin shell, and the record that it keeps. */
@NullMarked
package im.gateway.node.user;

import org.jspecify.annotations.NullMarked;
