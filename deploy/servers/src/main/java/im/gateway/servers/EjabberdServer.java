package im.gateway.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * ejabberd (Debian 12): it admits any number of connections for each component domain.
 *
 * <p>It is an Erlang node without distribution: no epmd, no cookie, no port but those named here. Accounts are made over its HTTP
 * interface, on loopback.
 */
public final class EjabberdServer extends ProcessServer implements XmppServer {
    private static final String PROGRAM = "ejabberd";
    private static final String CLIENT = "c2s";
    private static final String COMPONENT = "component";
    private static final String HTTP = "http";

    private static final String PRIVILEGE_MODULE =
            "mod_privilege: {roster: {both: privileged}, message: {outgoing: privileged}, presence: {roster: privileged}}";

    private final Path erlang;
    private final Builder settings;

    private EjabberdServer(ServerFolder folder, Path erlang, Builder settings, Map<String, Integer> ports) {
        super(PROGRAM, folder, ports);
        this.erlang = erlang;
        this.settings = settings;
    }

    /** Why it cannot be started here and what to do about it; empty when it can. */
    public static Optional<String> missing() {
        return Programs.find("erl").isPresent() && library().isPresent()
                ? Optional.empty()
                : Optional.of(Programs.missing(PROGRAM, PROGRAM));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** How ejabberd is to be. Its privileges are those of urn:xmpp:privilege:1. */
    public static final class Builder extends XmppServerBuilder<Builder> {
        /** Connections by component. */
        private final Map<String, Integer> balanced = new TreeMap<>();

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets {@code domain_balancing} to bare_source for this component, with this many connections; without it a connection is
         * chosen at random for each stanza.
         */
        public Builder balanced(String componentDomain, int connections) {
            balanced.put(componentDomain, connections);
            return this;
        }

        public EjabberdServer start() {
            missing().ifPresent(reason -> {
                throw new ServerException(reason);
            });
            Path erlang = Programs.require("erl", PROGRAM);
            Map<String, Integer> ports = Map.of(
                    CLIENT, chosenClientPort(),
                    COMPONENT, chosenComponentPort(),
                    HTTP, Ports.free());
            EjabberdServer server = new EjabberdServer(ServerFolder.of(folder, PROGRAM), erlang, this, ports);
            server.folder().write("ejabberd.yml", server.configuration());
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

    @Override
    public void register(String user, String password) {
        try {
            HttpResponse<String> answer = post(
                    "register",
                    String.format(
                            Locale.ROOT,
                            "{\"user\":%s,\"host\":%s,\"password\":%s}",
                            quoted(user),
                            quoted(domain()),
                            quoted(password)));
            if (answer.statusCode() == 409) {
                answer = post(
                        "change_password",
                        String.format(
                                Locale.ROOT,
                                "{\"user\":%s,\"host\":%s,\"newpass\":%s}",
                                quoted(user),
                                quoted(domain()),
                                quoted(password)));
            }
            if (answer.statusCode() != 200) {
                throw new ServerException("ejabberd refuses the account " + user + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new ServerException("ejabberd cannot be asked for the account " + user + ", see " + logFile(), e);
        }
    }

    private HttpResponse<String> post(String command, String json) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + host() + ":" + port(HTTP) + "/api/" + command))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String configuration() {
        Map<String, Object> values = Map.of(
                "domain", quoted(settings.domain),
                "client_port", clientPort(),
                "component_port", componentPort(),
                "http_port", port(HTTP),
                "component_hosts", componentHosts(),
                "privilege_module", settings.privileged ? PRIVILEGE_MODULE : "");
        StringBuilder text = new StringBuilder(Template.fill("ejabberd.yml", values));
        if (!settings.balanced.isEmpty()) {
            text.append("\ndomain_balancing:\n");
            settings.balanced.forEach((component, connections) -> text.append("  ")
                    .append(quoted(component))
                    .append(": {type: bare_source, component_number: " + connections + "}\n"));
        }
        if (settings.privileged) {
            text.append("\naccess_rules:\n  privileged:\n")
                    .append(forEachComponent(name -> "    - allow: {server: " + name + "}\n"));
        }
        return text.toString();
    }

    private String componentHosts() {
        if (settings.components.isEmpty()) {
            return "";
        }
        return settings.components.stream()
                .map(component ->
                        "      " + quoted(component.domain()) + ": {password: " + quoted(component.secret()) + "}\n")
                .collect(Collectors.joining("", "hosts:\n", ""));
    }

    private String forEachComponent(UnaryOperator<String> line) {
        return settings.components.stream()
                .map(component -> line.apply(quoted(component.domain())))
                .collect(Collectors.joining());
    }

    /** A string of JSON, and so of YAML. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    List<String> command() {
        return List.of(
                erlang.toString(),
                "-noinput",
                "-kernel",
                "start_distribution",
                "false",
                "-mnesia",
                "dir",
                quoted(folder().resolve("data").toString()),
                "-s",
                "ejabberd");
    }

    @Override
    Map<String, String> environment() {
        return Map.of(
                "ERL_LIBS",
                        library()
                                .orElseThrow(() -> new ServerException(Programs.missing(PROGRAM, PROGRAM)))
                                .toString(),
                "ERL_CRASH_DUMP", folder().resolve("erl_crash.dump").toString(),
                "EJABBERD_CONFIG_PATH", folder().resolve("ejabberd.yml").toString(),
                "EJABBERD_LOG_PATH", folder().resolve("ejabberd-own.log").toString());
    }

    @Override
    void ask() throws IOException {
        XmppQuestion.askAsClient(host(), clientPort(), settings.domain);
        if (!settings.components.isEmpty()) {
            XmppQuestion.askAsComponent(
                    host(), componentPort(), settings.components.get(0).domain());
        }
        HttpResponse<String> status = post("status", "{}");
        if (status.statusCode() != 200) {
            throw new IOException("status: " + status.statusCode() + " " + status.body());
        }
    }

    /** The folder of Erlang libraries that has ejabberd, {@code /usr/lib/x86_64-linux-gnu} for example. */
    private static Optional<Path> library() {
        Path lib = Path.of("/usr/lib");
        try (Stream<Path> found = Files.find(
                lib, 2, (path, attributes) -> path.getFileName().toString().startsWith("ejabberd-"))) {
            return found.map(Path::getParent).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
