package im.gateway.protocol.oscar;

/** What a {@link Snac} says. Each implementation has a {@code TYPE} and, where it can be received, a {@code parse(Bytes)}. */
public interface SnacBody {
    /** Family and subtype in one number. */
    int type();

    void write(ByteWriter out);

    /** A body with nothing in it: most requests. */
    static SnacBody empty(int type) {
        return new Empty(type);
    }

    /** See {@link #empty}. */
    record Empty(int type) implements SnacBody {
        @Override
        public void write(ByteWriter out) {}
    }
}
