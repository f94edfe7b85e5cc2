package im.gateway.node;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import im.gateway.node.cluster.PekkoConfig;
import im.gateway.persistence.cassandra.CassandraSettings;
import im.gateway.persistence.cassandra.CqlSessions;
import im.gateway.persistence.cassandra.Schema;
import im.gateway.persistence.cassandra.SchemaState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gateway schema apply} and {@code gateway schema check}: the tables in Cassandra. */
@CommandLine.Command(
        name = "schema",
        description = "Applies or checks the tables in Cassandra.",
        mixinStandardHelpOptions = true)
final class SchemaCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private SchemaCommand() {}

    @CommandLine.Command(description = "Creates what is missing; does nothing where all is there.")
    int apply(@CommandLine.Mixin ConfigOption config) {
        return with(config, schema -> {
            Schema.Outcome outcome = schema.apply(owner());
            say(outcome.message());
            return outcome instanceof Schema.Applied ? Main.OK : Main.FAILED;
        });
    }

    @CommandLine.Command(description = "Says whether this release can work with what is there; changes nothing.")
    int check(@CommandLine.Mixin ConfigOption config) {
        return with(config, schema -> {
            SchemaState state = schema.check();
            say(state.message());
            return state.isUsable() ? Main.OK : Main.FAILED;
        });
    }

    private static int with(ConfigOption option, Function<Schema, Integer> work) {
        Config config = PekkoConfig.of(option.load());
        try (CqlSession session = CqlSessions.open(config)) {
            return work.apply(new Schema(session, CassandraSettings.from(config)));
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private static String owner() {
        long process = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + "/" + process;
        } catch (UnknownHostException nameless) {
            return "process " + process;
        }
    }
}
