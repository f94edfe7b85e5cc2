@NullMarked
package im.gateway.protocol.oscar;

import org.jspecify.annotations.NullMarked;
