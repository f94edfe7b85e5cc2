/** AIM and ICQ as legacy networks: the two services of the OSCAR protocol. */
@NullMarked
package im.gateway.node.oscar;

import org.jspecify.annotations.NullMarked;
