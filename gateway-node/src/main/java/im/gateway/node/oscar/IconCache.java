package im.gateway.node.oscar;

import im.gateway.node.legacy.Avatar;
import im.gateway.protocol.oscar.Bytes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The icons of one service that its sessions have fetched, by the MD5 hash that presence names them by: one user's contacts are another
 * user's too. The least used go first when it is full. Thread-safe.
 */
final class IconCache {
    private final long maxBytes;
    private final Map<Bytes, Avatar> icons = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    IconCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized @Nullable Avatar get(Bytes hash) {
        return icons.get(hash);
    }

    synchronized void put(Bytes hash, Avatar icon) {
        Avatar before = icons.put(hash, icon);
        bytes += icon.facts().bytes() - (before == null ? 0 : before.facts().bytes());
        Iterator<Avatar> oldest = icons.values().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= oldest.next().facts().bytes();
            oldest.remove();
        }
    }
}
