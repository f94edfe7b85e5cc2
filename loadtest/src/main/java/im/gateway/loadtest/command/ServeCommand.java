package im.gateway.loadtest.command;

import picocli.CommandLine.Command;

/** {@code loadtest serve}: one simulated side alone. */
@Command(
        name = "serve",
        description = "Runs a simulated side of the gateway alone, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SIDE",
        subcommands = {ServeOscarCommand.class, ServeXmppCommand.class})
public final class ServeCommand {}
