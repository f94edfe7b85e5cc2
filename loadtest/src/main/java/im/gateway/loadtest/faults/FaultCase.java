package im.gateway.loadtest.faults;

import im.gateway.loadtest.faults.world.Setting;

/**
 * One thing that goes wrong.
 *
 * @param name as on the command line
 * @param description for people
 * @param setting what has to run
 * @param seen what users may notice
 * @param fault what happens
 */
public record FaultCase(String name, String description, Setting setting, Seen seen, Fault fault) {
    /** What the promises let users notice. */
    public enum Seen {
        /** Nothing: no error, no repeated message. */
        NOTHING,
        /** Messages that are late, come with an error to their sender, or come twice where it was uncertain whether they had come. */
        DELAY
    }

    /** Lets it happen, and mends it where the case says so; returns when the time has come to watch what follows. */
    @FunctionalInterface
    public interface Fault {
        void happen(Scene scene) throws Exception;
    }
}
