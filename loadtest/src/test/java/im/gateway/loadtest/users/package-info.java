/** What many logged-in users take of a node. */
@NullMarked
package im.gateway.loadtest.users;

import org.jspecify.annotations.NullMarked;
