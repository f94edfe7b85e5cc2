package im.gateway.loadtest.faults;

import im.gateway.loadtest.faults.world.FaultWorld;
import im.gateway.loadtest.faults.world.Setting;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.servers.ServerException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs cases, one after the other; those that follow each other and need the same setting share one start of it. */
public final class FaultSuite implements AutoCloseable {
    private final Options options;
    private final Path folder;
    private final Narrator narrator;
    private @Nullable FaultWorld world;
    private @Nullable Setting setting;
    private int starts;

    /**
     * How to run.
     *
     * @param launcher {@code bin/gateway} of the gateway's distribution
     * @param seed of the traffic and of what is chosen at random
     * @param seconds of traffic in each case, at least
     * @param users who talk
     * @param perSecond messages in all, on average
     */
    public record Options(Path launcher, long seed, int seconds, int users, double perSecond) {}

    /**
     * Nothing runs yet.
     *
     * @param folder has a folder for each start, with the logs of its parts
     */
    public FaultSuite(Options options, Path folder, Narrator narrator) {
        this.options = options;
        this.folder = folder;
        this.narrator = narrator;
    }

    /**
     * Runs one case; a fresh start follows where the world did not become whole again.
     *
     * @throws ServerException when a part does not start
     * @throws Exception when everybody cannot be brought online before it begins
     */
    public CaseResult run(FaultCase fault) throws Exception {
        FaultWorld ready = prepared(fault.setting());
        narrator.say("");
        narrator.say(fault.name() + ": " + fault.description());
        CaseResult result;
        try {
            result = new CaseRun(fault, options, messagesOf(fault), narrator).run(ready);
        } catch (Exception e) {
            close();
            throw e;
        }
        ResultTable.rowOf(result).forEach(line -> narrator.say("    " + line));
        try {
            narrator.step("everything is whole again", () -> {
                ready.restore();
                return ready;
            });
        } catch (ServerException | TimeoutException e) {
            narrator.say("    " + e.getMessage());
            close();
            return result.alsoBroken("not whole again: " + e.getMessage());
        }
        return result;
    }

    private Path messagesOf(FaultCase fault) {
        return folder.resolve("start-" + starts).resolve(fault.name() + ".csv");
    }

    private FaultWorld prepared(Setting wanted) throws Exception {
        FaultWorld known = world;
        if (known != null && wanted.equals(setting)) {
            return known;
        }
        close();
        starts++;
        FaultWorld fresh =
                new FaultWorld(wanted, folder.resolve("start-" + starts), narrator, options.users(), options.seed());
        world = fresh;
        setting = wanted;
        try {
            fresh.start(options.launcher());
        } catch (Exception e) {
            close();
            throw e;
        }
        return fresh;
    }

    /** Ends whatever runs. */
    @Override
    public void close() {
        FaultWorld known = world;
        world = null;
        setting = null;
        if (known != null) {
            known.close();
        }
    }
}
