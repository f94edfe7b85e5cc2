@NullMarked
package im.gateway.servers;

import org.jspecify.annotations.NullMarked;
