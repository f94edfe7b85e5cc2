/** Software version (XEP-0092). */
@NullMarked
package im.gateway.protocol.version;

import org.jspecify.annotations.NullMarked;
