/** Subscription states and their transitions (RFC 3921 section 9). */
@NullMarked
package im.gateway.protocol.subscription;

import org.jspecify.annotations.NullMarked;
