/** What is remembered about a registered Jabber user, and how it is stored. */
@NullMarked
package im.gateway.persistence;

import org.jspecify.annotations.NullMarked;
