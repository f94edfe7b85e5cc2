@NullMarked
package im.gateway.protocol;

import org.jspecify.annotations.NullMarked;
