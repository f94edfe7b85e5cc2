package im.gateway.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prosody (Debian 12): it admits one connection for each component domain. */
public final class ProsodyServer extends ProcessServer implements XmppServer {
    private static final String PROGRAM = "prosody";
    private static final String CLIENT = "c2s";
    private static final String COMPONENT = "component";

    /** Where Debian's prosody-modules puts mod_privilege. */
    private static final Path PRIVILEGE_MODULE = Path.of("/usr/lib/prosody/modules/mod_privilege");

    private final Path executable;
    private final Builder settings;

    private ProsodyServer(ServerFolder folder, Path executable, Builder settings, Map<String, Integer> ports) {
        super(PROGRAM, folder, ports);
        this.executable = executable;
        this.settings = settings;
    }

    /** Why it cannot be started here and what to do about it; empty when it can. */
    public static Optional<String> missing() {
        return Programs.find(PROGRAM).isPresent() ? Optional.empty() : Optional.of(Programs.missing(PROGRAM, PROGRAM));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** How Prosody is to be. Privileges need Debian's prosody-modules. */
    public static final class Builder extends XmppServerBuilder<Builder> {
        private boolean newConnectionWins;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** A second connection of a component ends the first one; otherwise the second one is refused with conflict. */
        public Builder newConnectionWins(boolean wins) {
            newConnectionWins = wins;
            return this;
        }

        public ProsodyServer start() {
            Path executable = Programs.require(PROGRAM, PROGRAM);
            if (privileged && !Files.exists(PRIVILEGE_MODULE)) {
                throw new ServerException(Programs.missing("mod_privilege", "prosody-modules"));
            }
            Map<String, Integer> ports = Map.of(
                    CLIENT, chosenClientPort(),
                    COMPONENT, chosenComponentPort());
            ProsodyServer server = new ProsodyServer(ServerFolder.of(folder, PROGRAM), executable, this, ports);
            server.folder().makeFolder("certs");
            server.folder().write("prosody.cfg.lua", server.configuration());
            server.launch();
            return server;
        }
    }

    @Override
    public String domain() {
        return settings.domain;
    }

    @Override
    public int clientPort() {
        return port(CLIENT);
    }

    @Override
    public int componentPort() {
        return port(COMPONENT);
    }

    /** Writes the file that Prosody reads an account from; it looks there at each login, so that it need not be told. */
    @Override
    public void register(String user, String password) {
        folder().write(
                        "data/" + fileName(settings.domain) + "/accounts/" + fileName(user) + ".dat",
                        "return {\n\t[\"password\"] = " + quoted(password) + ";\n};\n");
    }

    private String configuration() {
        StringBuilder text = new StringBuilder();
        text.append(Template.fill(
                "prosody.cfg.lua",
                Map.of(
                        "folder", quoted(folder().path().toString()),
                        "client_port", clientPort(),
                        "component_port", componentPort())));
        text.append("\nVirtualHost ").append(quoted(settings.domain)).append('\n');
        if (settings.privileged) {
            text.append("  modules_enabled = { \"privilege\" }\n  privileged_entities = {\n");
            for (XmppComponent component : settings.components) {
                text.append("    [")
                        .append(quoted(component.domain()))
                        .append("] = { roster = \"both\"; message = \"outgoing\"; presence = \"roster\" };\n");
            }
            text.append("  }\n");
        }
        settings.components.forEach(component -> append(text, component));
        return text.toString();
    }

    /** Without a name: Prosody would answer service discovery in the component's place and clients would keep that answer. */
    private void append(StringBuilder text, XmppComponent component) {
        text.append("\nComponent ").append(quoted(component.domain())).append('\n');
        text.append("  component_secret = ").append(quoted(component.secret())).append('\n');
        if (settings.newConnectionWins) {
            text.append("  component_conflict_resolve = \"kick_old\"\n");
        }
        if (settings.privileged) {
            text.append("  modules_enabled = { \"privilege\" }\n");
        }
    }

    /** Prosody's names of files: every byte that is no ASCII letter or digit as {@code %2e}. */
    static String fileName(String text) {
        StringBuilder name = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
            name.append(plain ? String.valueOf((char) each) : String.format(Locale.ROOT, "%%%02x", each));
        }
        return name.toString();
    }

    /** A string of Lua. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    @Override
    List<String> command() {
        return List.of(
                executable.toString(),
                "--no-daemonize",
                "--config",
                folder().resolve("prosody.cfg.lua").toString());
    }

    @Override
    void ask() throws IOException {
        XmppQuestion.askAsClient(host(), clientPort(), settings.domain);
        for (XmppComponent component : settings.components) {
            XmppQuestion.askAsComponent(host(), componentPort(), component.domain());
        }
    }
}
