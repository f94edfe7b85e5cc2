package im.gateway.protocol.oscar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A user's whole list, held in its encoded form: a gateway has one for each logged-in user and looks at it seldom, and fifty contacts take 1.5 KB in this form and
 * ten times that as objects. Immutable.
 */
public final class FeedbagList {
    public static final FeedbagList EMPTY = new FeedbagList(Bytes.EMPTY);
    private static final int MAX_ID = 0x7FFF;

    private final Bytes encoded;

    private FeedbagList(Bytes encoded) {
        this.encoded = encoded;
    }

    public static FeedbagList of(List<FeedbagItem> items) {
        ByteWriter out = new ByteWriter();
        items.forEach(item -> item.write(out));
        return new FeedbagList(out.toBytes());
    }

    public List<FeedbagItem> items() {
        ByteReader in = encoded.reader();
        List<FeedbagItem> items = new ArrayList<>();
        try {
            while (in.hasMore()) {
                items.add(FeedbagItem.parse(in));
            }
        } catch (OscarException e) {
            throw new IllegalStateException("the list was encoded here", e);
        }
        return items;
    }

    public @Nullable FeedbagItem find(Predicate<FeedbagItem> which) {
        return items().stream().filter(which).findFirst().orElse(null);
    }

    /** The list with these items in it, in the place of those with the same ids. */
    public FeedbagList with(List<FeedbagItem> changed) {
        List<FeedbagItem> items = without(changed).items();
        items.addAll(changed);
        return of(items);
    }

    public FeedbagList without(List<FeedbagItem> removed) {
        List<FeedbagItem> items = items();
        items.removeIf(item -> removed.stream().anyMatch(item::sameId));
        return of(items);
    }

    /** An id that no group has. */
    public int freeGroup() {
        List<FeedbagItem> items = items();
        return free(id -> items.stream().noneMatch(item -> item.group() == id));
    }

    /** An id that no item has, whatever its group. */
    public int freeId() {
        List<FeedbagItem> items = items();
        return free(id -> items.stream().noneMatch(item -> item.id() == id));
    }

    private static int free(IntPredicate unused) {
        return IntStream.rangeClosed(1, MAX_ID)
                .filter(unused)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the list has " + MAX_ID + " ids, all taken"));
    }
}
