/** What a log line is about: the id by which the lines of one stanza, or of one legacy session, are found on all nodes. */
@NullMarked
package im.gateway.node.log;

import org.jspecify.annotations.NullMarked;
