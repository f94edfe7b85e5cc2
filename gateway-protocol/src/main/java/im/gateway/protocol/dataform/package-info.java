/** Data forms (XEP-0004) and what marks their meaning (XEP-0068). */
@NullMarked
package im.gateway.protocol.dataform;

import org.jspecify.annotations.NullMarked;
