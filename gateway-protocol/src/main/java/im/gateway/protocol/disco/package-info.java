/** Service discovery (XEP-0030). */
@NullMarked
package im.gateway.protocol.disco;

import org.jspecify.annotations.NullMarked;
