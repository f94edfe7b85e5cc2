/** Looking for people in a directory (XEP-0055). */
@NullMarked
package im.gateway.protocol.search;

import org.jspecify.annotations.NullMarked;
