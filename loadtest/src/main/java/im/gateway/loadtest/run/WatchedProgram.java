package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.ProcessCpu;
import im.gateway.servers.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A program that is no JVM: what the kernel says of its process. */
record WatchedProgram(RunningServer server) implements Watched {
    @Override
    public String name() {
        return server.name();
    }

    /** As the interface has it; a process that has ended fails the run, since there is nothing left to compare with. */
    @Override
    public Usage usage() {
        try {
            return new Usage(ProcessCpu.seconds(server.pid()), 0, 0, 0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(server.name() + " has ended, see " + server.logFile(), e);
        }
    }

    @Override
    public double residentMebibytes() throws IOException {
        return ProcessCpu.residentMebibytes(server.pid());
    }

    @Override
    public double liveHeapMebibytes() {
        return 0;
    }
}
