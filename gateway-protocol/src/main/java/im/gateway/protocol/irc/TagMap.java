package im.gateway.protocol.irc;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tags of one line, in their order. Immutable. A line has two or three: one array, which is looked through sooner than a hash is made. */
final class TagMap extends AbstractMap<String, String> {
    static final TagMap NONE = new TagMap(new String[0]);

    /** Key, value, key, value. */
    private final String[] pairs;

    private TagMap(String[] pairs) {
        this.pairs = pairs;
    }

    static TagMap copyOf(Map<String, String> tags) {
        if (tags instanceof TagMap already) {
            return already;
        }
        TagMap copy = NONE;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            copy = copy.with(tag.getKey(), tag.getValue());
        }
        return copy;
    }

    /** With that tag in the place of one of the same key, or behind all others. */
    TagMap with(String key, String value) {
        int at = find(key);
        String[] changed = Arrays.copyOf(pairs, at < 0 ? pairs.length + 2 : pairs.length);
        int place = at < 0 ? pairs.length : at;
        changed[place] = key;
        changed[place + 1] = value;
        return new TagMap(changed);
    }

    private int find(@Nullable Object key) {
        for (int at = 0; at < pairs.length; at += 2) {
            if (pairs[at].equals(key)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        int at = find(key);
        return at < 0 ? null : pairs[at + 1];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return TagMap.this.size();
            }

            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, String>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < pairs.length;
        }

        @Override
        public Map.Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, String> entry = Map.entry(pairs[at], pairs[at + 1]);
            at += 2;
            return entry;
        }
    }
}
