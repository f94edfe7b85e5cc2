package im.gateway.loadtest.command;

import java.util.concurrent.CountDownLatch;

/** Ctrl-C, and any other request to end (SIGINT, SIGTERM), as something to wait for. */
final class CtrlC {
    private CtrlC() {}

    /** A latch that is open once the program is asked to end. */
    static CountDownLatch latch() {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown, "end"));
        return ended;
    }
}
