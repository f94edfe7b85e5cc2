/** (2) A pure table: from a stanza and its addressee to what it asks for, and of whom. */
@NullMarked
package im.gateway.node.route;

import org.jspecify.annotations.NullMarked;
