/** Pictures of users, as items of nodes (XEP-0084 on XEP-0060). */
@NullMarked
package im.gateway.protocol.avatar;

import org.jspecify.annotations.NullMarked;
