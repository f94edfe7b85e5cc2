package im.gateway.node;

import im.gateway.node.config.GatewayConfig;
import java.nio.file.Path;
import picocli.CommandLine;

/** {@code --config FILE}, for all commands that need the configuration. */
final class ConfigOption {
    @CommandLine.Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration, conf/gateway.conf say.")
    private Path file = Path.of("conf", "gateway.conf");

    GatewayConfig load() {
        return GatewayConfig.load(file);
    }
}
