package im.gateway.node.user;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something about each of some legacy users, by name: an immutable map in the order of the names, found by binary search. One array of
 * eight bytes for each, since every logged-in user has such a map of all contacts that are there; the JDK's take two to six times as
 * much, and have to be built anew for each change all the same.
 */
final class NameMap<V> extends AbstractMap<String, V> {
    private static final NameMap<?> EMPTY = new NameMap<>(new Object[0]);

    /** Name, value, name, value. */
    private final Object[] sorted;

    private NameMap(Object[] sorted) {
        this.sorted = sorted;
    }

    @SuppressWarnings("unchecked") // There is no value in it.
    static <V> NameMap<V> empty() {
        return (NameMap<V>) EMPTY;
    }

    static <V> NameMap<V> copyOf(Map<String, V> map) {
        if (map instanceof NameMap<V> already) {
            return already;
        }
        Object[] sorted = new Object[2 * map.size()];
        int at = 0;
        for (Map.Entry<String, V> entry : new TreeMap<>(map).entrySet()) {
            sorted[at++] = entry.getKey();
            sorted[at++] = entry.getValue();
        }
        return sorted.length == 0 ? empty() : new NameMap<>(sorted);
    }

    NameMap<V> with(String name, V value) {
        int found = find(name);
        Object[] changed;
        if (found >= 0) {
            changed = sorted.clone();
            changed[found + 1] = value;
        } else {
            int place = -found - 1;
            changed = Arrays.copyOf(sorted, sorted.length + 2);
            System.arraycopy(sorted, place, changed, place + 2, sorted.length - place);
            changed[place] = name;
            changed[place + 1] = value;
        }
        return new NameMap<>(changed);
    }

    NameMap<V> without(String name) {
        int found = find(name);
        if (found < 0) {
            return this;
        }
        if (sorted.length == 2) {
            return empty();
        }
        Object[] fewer = Arrays.copyOf(sorted, sorted.length - 2);
        System.arraycopy(sorted, found + 2, fewer, found, fewer.length - found);
        return new NameMap<>(fewer);
    }

    /** Where the name is in the array; where it would have to be, less one and negative, when it is not. */
    private int find(String name) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = ((String) sorted[2 * middle]).compareTo(name);
            if (order == 0) {
                return 2 * middle;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -(2 * low + 1);
    }

    @SuppressWarnings("unchecked") // Only values are put there.
    private V value(int at) {
        return (V) sorted[at + 1];
    }

    @Override
    public int size() {
        return sorted.length / 2;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int found = key instanceof String name ? find(name) : -1;
        return found < 0 ? null : value(found);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && find(name) >= 0;
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return NameMap.this.size();
            }

            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, V>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < sorted.length;
        }

        @Override
        public Map.Entry<String, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, V> entry = Map.entry((String) sorted[at], value(at));
            at += 2;
            return entry;
        }
    }
}
