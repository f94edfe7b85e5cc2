/** Message delivery receipts (XEP-0184). */
@NullMarked
package im.gateway.protocol.receipts;

import org.jspecify.annotations.NullMarked;
