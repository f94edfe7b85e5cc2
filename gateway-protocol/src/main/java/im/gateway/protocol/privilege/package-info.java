/** Privileged entity (XEP-0356). */
@NullMarked
package im.gateway.protocol.privilege;

import org.jspecify.annotations.NullMarked;
