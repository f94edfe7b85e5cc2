package im.gateway.loadtest.outage;

import java.io.IOException;

/** Asks for the users of a lost node, in this process or in another one. */
public interface Survey {
    /** A node is about to be killed: from now on its users are asked for. Only the first time counts. */
    void strike() throws IOException;

    /** What was found so far. */
    ReachTimes times() throws IOException;
}
