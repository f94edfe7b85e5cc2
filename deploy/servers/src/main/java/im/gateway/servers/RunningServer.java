package im.gateway.servers;

import java.nio.file.Path;
import java.util.Map;

/**
 * A server that was started as a process of its own. It is ready when the caller gets it.
 *
 * <p>Every call waits until its effect is there, with a time limit; a limit that passes is a {@link ServerException}. The calls may
 * come from several threads, one at a time has effect.
 */
public interface RunningServer extends AutoCloseable {

    /** The program's name, as it appears in messages: {@code prosody}. */
    String name();

    /** What it listens on, by purpose ({@code c2s}, {@code component}, ...); all on loopback addresses. */
    Map<String, Integer> ports();

    /** Where the program's output goes; kept from one start to the next. */
    Path logFile();

    /** The process id of the latest start. */
    long pid();

    boolean isAlive();

    /** Ends the process in order (SIGTERM), and by SIGKILL what has not ended within its time. Its data stay. */
    void stop();

    /** Ends the process by SIGKILL: what a crash looks like. Its data stay. */
    void kill();

    /** Starts the process again, on its data and ports, and waits until it is ready; stops it first where it still runs. */
    void restart();

    /** Halts the process (SIGSTOP): its sockets stay open and nothing answers. */
    void suspend();

    /** Lets a halted process go on (SIGCONT). */
    void resume();

    /** Stops the process, and deletes its folder unless the caller chose it. */
    @Override
    void close();
}
