/** Sealed passwords and the keys that seal them. */
@NullMarked
package im.gateway.persistence.vault;

import org.jspecify.annotations.NullMarked;
