package im.gateway.node;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.concurrent.Executor;

/**
 * Runs actors on the threads of the sockets: where a stanza is read, there its edge, shard and user actor run behind it, and often the
 * socket that it goes out by is of the same thread too. Between pools each of these steps would wake a sleeping thread, which costs
 * more than what is done in it: in a node of two pools that relays 3,000 messages a second, each message took seven context switches.
 *
 * <p>A thread that has enough to do gives work away, so that one busy stream fills all of them. Nothing that blocks may run here;
 * what waits for disks and databases has pools of its own.
 */
final class LoopExecutor implements Executor {
    /** How many tasks may wait for a thread before others are asked: about a millisecond of work. */
    private static final int ENOUGH = 64;

    private final EventLoopGroup loops;
    private final FastThreadLocal<EventLoop> current = new FastThreadLocal<>();

    LoopExecutor(EventLoopGroup loops) {
        this.loops = loops;
        for (EventExecutor loop : loops) {
            loop.execute(() -> current.set((EventLoop) loop));
        }
    }

    @Override
    public void execute(Runnable task) {
        EventLoop here = current.get();
        if (here == null || isBusy(here)) {
            loops.next().execute(task);
        } else {
            here.execute(task);
        }
    }

    private static boolean isBusy(EventLoop loop) {
        return loop instanceof SingleThreadEventExecutor single && single.pendingTasks() >= ENOUGH;
    }
}
