package im.gateway.node;

import im.gateway.persistence.vault.KeyRing;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gateway keys new}: the keys that seal legacy passwords. */
@CommandLine.Command(
        name = "keys",
        description = "Makes keys that seal legacy passwords.",
        mixinStandardHelpOptions = true)
final class KeysCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private KeysCommand() {}

    @CommandLine.Command(
            name = "new",
            description = "Prints a key ring with one new key, for the file that gateway.storage.keys names"
                    + " (readable by the gateway alone).")
    int make(
            @CommandLine.Option(names = "--id", paramLabel = "ID", description = "The key's name; the date otherwise.")
                    String id) {
        String name = id == null ? InstantSource.system().instant().toString().substring(0, 10) : id;
        spec.commandLine().getOut().println("newest = " + name);
        spec.commandLine().getOut().println(KeyRing.newKey(name, new SecureRandom()));
        spec.commandLine().getOut().flush();
        return Main.OK;
    }
}
