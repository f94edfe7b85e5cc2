package im.gateway.node;

import im.gateway.node.config.ConfigError;
import im.gateway.persistence.vault.KeyRing;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The command line of a node: {@code gateway run}, {@code gateway schema}, {@code gateway keys}. */
@CommandLine.Command(
        name = "gateway",
        description = "A clustered gateway between XMPP and other instant-messaging networks (XEP-0100).",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {RunCommand.class, SchemaCommand.class, KeysCommand.class})
public final class Main {
    /** It did what was asked. */
    static final int OK = 0;
    /** It failed at run time: a port that is taken, a server that is away. */
    static final int FAILED = 1;
    /** Wrong usage or configuration: trying again changes nothing. */
    static final int WRONG = 2;

    private Main() {}

    public static void main(String[] arguments) {
        int code = commandLine().execute(arguments);
        System.exit(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, result) -> {
                    PrintWriter err = command.getErr();
                    err.println("gateway: " + describe(failure));
                    err.flush();
                    return failure instanceof ConfigError || failure instanceof KeyRing.KeyRingException
                            ? WRONG
                            : FAILED;
                });
    }

    /** One line that says what is wrong: the operator's words where the cause is known. */
    static String describe(Throwable failure) {
        Throwable known = cause(failure, BindException.class);
        if (known != null) {
            return "a port is taken or an address is not this machine's: " + first(failure, known)
                    + " (expected: free ports for gateway.cluster and gateway.http)";
        }
        if (cause(failure, UnresolvedAddressException.class) != null) {
            return "a host name that is not known (expected: gateway.cluster.host and gateway.http.host are this"
                    + " machine's)";
        }
        return line(failure);
    }

    private static @Nullable Throwable cause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return at;
            }
        }
        return null;
    }

    /** The outermost message that names an address, which the socket's own often does not. */
    private static String first(Throwable failure, Throwable known) {
        for (Throwable at = failure; at != null && at != known; at = at.getCause()) {
            String message = at.getMessage();
            if (message != null && message.matches("(?s).*\\d+\\.\\d+\\.\\d+\\.\\d+.*:.*")) {
                return line(at);
            }
        }
        return line(known);
    }

    private static String line(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }

    /** What {@code --version} prints: the jar's own version. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"gateway " + (version == null ? "(not packaged)" : version)};
        }
    }
}
