/** Events and snapshots as bytes, under names of our own. */
@NullMarked
package im.gateway.persistence.codec;

import org.jspecify.annotations.NullMarked;
