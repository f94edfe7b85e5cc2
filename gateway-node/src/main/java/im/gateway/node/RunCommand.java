package im.gateway.node;

import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** {@code gateway run}: a node, until it is told to stop (SIGTERM, Ctrl-C) or the cluster has taken it out. */
@CommandLine.Command(
        name = "run",
        description = "Runs a node until it is stopped; SIGTERM or Ctrl-C end it in order.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @CommandLine.Mixin
    private ConfigOption config = new ConfigOption();

    private RunCommand() {}

    @Override
    public Integer call() {
        Node node = Node.start(config.load(), GatewayApplication::new);
        LOG.info("node=started cluster={}", node.system().name());
        return node.awaitEnd() ? Main.OK : Main.FAILED;
    }
}
