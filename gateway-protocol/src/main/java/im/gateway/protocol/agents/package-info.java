/** Agent information (XEP-0094), which clients of old ask for instead of service discovery. */
@NullMarked
package im.gateway.protocol.agents;

import org.jspecify.annotations.NullMarked;
