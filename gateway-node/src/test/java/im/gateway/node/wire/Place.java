package im.gateway.node.wire;

/** Where something stands in a story's files. */
public record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
