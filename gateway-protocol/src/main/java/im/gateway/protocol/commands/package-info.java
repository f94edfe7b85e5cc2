/** Ad-hoc commands (XEP-0050). */
@NullMarked
package im.gateway.protocol.commands;

import org.jspecify.annotations.NullMarked;
