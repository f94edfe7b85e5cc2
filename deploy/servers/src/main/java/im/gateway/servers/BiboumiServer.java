package im.gateway.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The IRC gateway biboumi (Debian 12), to be compared with. It is a component of an XMPP server and listens on nothing; that it is there
 * is known by the server's having let it in, which its log says.
 */
public final class BiboumiServer extends ProcessServer {
    private static final String PROGRAM = "biboumi";

    /** What it logs once the XMPP server has let it in; on level 1 (info). */
    private static final String LET_IN = "Authenticated with the XMPP server";

    private final Path executable;

    private BiboumiServer(ServerFolder folder, Path executable) {
        super(PROGRAM, folder, Map.of());
        this.executable = executable;
    }

    /** Why it cannot be started here and what to do about it; empty when it can. Nothing but a comparison needs it. */
    public static Optional<String> missing() {
        return Programs.find(PROGRAM).isPresent()
                ? Optional.empty()
                : Optional.of("biboumi is not installed: as root, apt-get install biboumi");
    }

    /**
     * Starts it and waits until the XMPP server has let it in.
     *
     * @param chosen keeps its configuration, database and log; null for a temporary folder
     * @param xmpp the server's component port; biboumi wants a numeric address
     * @param component the domain that it is to serve
     */
    public static BiboumiServer start(@Nullable Path chosen, InetSocketAddress xmpp, XmppComponent component) {
        Path executable = Programs.require(PROGRAM, PROGRAM);
        ServerFolder folder = ServerFolder.of(chosen, PROGRAM);
        folder.write(
                "biboumi.cfg",
                Template.fill(
                        "biboumi.cfg",
                        Map.of(
                                "domain", component.domain(),
                                "secret", component.secret(),
                                "host", xmpp.getHostString(),
                                "port", xmpp.getPort(),
                                "database", folder.resolve("biboumi.sqlite"))));
        BiboumiServer server = new BiboumiServer(folder, executable);
        server.launch();
        return server;
    }

    @Override
    List<String> command() {
        return List.of(executable.toString(), folder().resolve("biboumi.cfg").toString());
    }

    @Override
    void ask() throws IOException {
        if (!Files.readString(logFile()).contains(LET_IN)) {
            throw new IOException("the XMPP server has not let it in yet");
        }
    }
}
