/** The commands of the command line, but for the quick start's. */
@NullMarked
package im.gateway.loadtest.command;

import org.jspecify.annotations.NullMarked;
