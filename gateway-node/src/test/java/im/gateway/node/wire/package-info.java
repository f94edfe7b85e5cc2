/** Wire transcripts: stories of stanzas and legacy events, told by files under {@code wire/}, and what plays them. */
@NullMarked
package im.gateway.node.wire;

import org.jspecify.annotations.NullMarked;
