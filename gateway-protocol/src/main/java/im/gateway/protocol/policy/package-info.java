/** What a service says of how it handles data (XEP-0504). */
@NullMarked
package im.gateway.protocol.policy;

import org.jspecify.annotations.NullMarked;
