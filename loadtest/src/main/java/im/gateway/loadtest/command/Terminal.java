package im.gateway.loadtest.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks on. {@link System#console} does not say it any more: from Java 22 on there always is one. */
final class Terminal {
    /** The standard output, as the kernel has it (proc(5)). */
    private static final Path OUTPUT = Path.of("/proc/self/fd/1");

    private Terminal() {}

    /** Whether the standard output is a terminal. */
    static boolean isThere() {
        try {
            String target = Files.readSymbolicLink(OUTPUT).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }
}
