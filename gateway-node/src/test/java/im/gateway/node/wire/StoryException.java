package im.gateway.node.wire;

/** A story that cannot be read. Its message begins with file and line. */
public final class StoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoryException(Place place, String wrong) {
        super(place + ": " + wrong);
    }
}
