package im.gateway.node.wire;

/** A story that did not go as it is told. */
public final class StoryFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    StoryFailure(Place place, String expected, String got) {
        super(place + "\n  expected: " + expected + "\n  got:      " + got);
    }
}
