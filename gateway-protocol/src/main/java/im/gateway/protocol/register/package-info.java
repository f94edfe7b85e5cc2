/** In-band registration (XEP-0077). */
@NullMarked
package im.gateway.protocol.register;

import org.jspecify.annotations.NullMarked;
