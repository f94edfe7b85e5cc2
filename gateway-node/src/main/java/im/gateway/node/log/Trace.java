package im.gateway.node.log;

import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * What the present thread is busy with. Whatever it logs meanwhile, wherever that is in the code, is about it: {@link TraceFilter} writes
 * it to the lines. A message costs two writes to a field of the thread, and no id is put into words before a line has been let through.
 *
 * <pre>{@code
 * Traced before = Trace.begin(stanza);
 * try {
 *     handle(stanza);
 * } finally {
 *     Trace.end(before);
 * }
 * }</pre>
 */
public final class Trace {
    /** Netty's, since what is traced runs in its threads, where it is an array's element; anywhere else it is as slow as the JDK's. */
    private static final FastThreadLocal<Trace> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected Trace initialValue() {
            return new Trace();
        }
    };

    private @Nullable Traced subject;

    private Trace() {}

    /** What it is busy with; null for nothing that has an id. */
    public static @Nullable Traced subject() {
        return OF_THREAD.get().subject;
    }

    /**
     * Says what the thread is busy with from now on.
     *
     * @return what it was busy with before, for {@link #end}
     */
    public static @Nullable Traced begin(@Nullable Traced subject) {
        Trace ofThread = OF_THREAD.get();
        Traced before = ofThread.subject;
        ofThread.subject = subject;
        return before;
    }

    /** Goes back to what it was busy with before. */
    public static void end(@Nullable Traced before) {
        OF_THREAD.get().subject = before;
    }
}
