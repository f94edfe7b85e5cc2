package im.gateway.node.config;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The XMPP servers, and the gateway's own domains on them.
 *
 * @param servers in the order of their names
 * @param domains in the order of their labels
 */
public record XmppSettings(List<Server> servers, List<Domain> domains) {
    private static final String ADMITTED = "a list of XMPP domains, or [\"*\"] for everybody";

    public XmppSettings {
        servers = List.copyOf(servers);
        domains = List.copyOf(domains);
    }

    /** Who of the nodes connects to a server (XEP-0114 says nothing about a second connection of one domain). */
    public enum Policy {
        /** One node at a time, another one takes over: for a server that allows one connection of a domain (Prosody). */
        ONE_ACTIVE,
        /** Each node: for a server that spreads a domain's stanzas over its connections (ejabberd, MongooseIM, Openfire). */
        EVERY_NODE,
        /**
         * So many connections as the server gives numbers to, whatever the nodes are; one that a lost node had is opened by another node:
         * for a server that drops the share of a number without a connection (ejabberd with {@code component_number}).
         */
        NUMBERED
    }

    /** How a stream that says nothing is kept, and found out when it is dead. */
    public enum KeepAlive {
        /** By XEP-0199 pings that the server sends back to us; only where a domain has one connection. */
        PING,
        /** By a space now and then: a dead connection is noticed by TCP alone. */
        WHITESPACE
    }

    /**
     * One XMPP server's component port.
     *
     * @param connections how many streams of each domain a node keeps, 1 where the policy is one-active; all nodes together where it is
     *     numbered
     * @param tls null where the port speaks plain TCP
     */
    public record Server(
            String name,
            String host,
            int port,
            Policy policy,
            int connections,
            KeepAlive keepAlive,
            @Nullable Tls tls) {}

    /**
     * TLS from the first byte on.
     *
     * @param trust a file of PEM certificates to trust; null for those that the JVM trusts
     * @param name the name that the server's certificate has to be for
     */
    public record Tls(@Nullable String trust, String name) {}

    /**
     * One of the gateway's own addresses.
     *
     * @param address the domain, normalised
     * @param servers names of the servers that it connects to
     * @param service name of the legacy service behind it
     * @param admitted domains whose users may use it; null for everybody
     * @param administrators accounts, and domains all of whose accounts, may administer it; none where empty
     * @param dataPolicy what the operator says of the handling of data; null for nothing
     * @param name for people, in service discovery
     * @param contactResource the resource that presence and messages of its contacts come from, normalised; null for none
     */
    public record Domain(
            String address,
            Password secret,
            List<String> servers,
            String service,
            @Nullable Set<String> admitted,
            Set<BareJid> administrators,
            @Nullable DataPolicySettings dataPolicy,
            String name,
            @Nullable String contactResource) {
        public Domain {
            servers = List.copyOf(servers);
            administrators = Set.copyOf(administrators);
        }

        /** Whether that account may use the commands for administrators: it is named, or its domain is. */
        public boolean isAdministrator(BareJid user) {
            return administrators.contains(user) || administrators.contains(BareJid.of(user.domain()));
        }

        /** Whether a user of that domain may use the gateway. */
        public boolean admits(String userDomain) {
            return admitted == null || admitted.contains(userDomain);
        }
    }

    /** The server of that name; {@link #read} has seen to it that there is one for each name in a domain. */
    public Server server(String name) {
        return servers.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no XMPP server " + name));
    }

    static XmppSettings read(Block xmpp, Set<String> services) {
        List<Server> servers = new ArrayList<>();
        Block serverBlocks = xmpp.block("servers");
        for (Map.Entry<String, Block> entry : serverBlocks.blocks().entrySet()) {
            servers.add(readServer(entry.getKey(), entry.getValue()));
        }
        if (servers.isEmpty()) {
            throw xmpp.wrong("servers", "at least one server");
        }
        List<Domain> domains = new ArrayList<>();
        Set<String> addresses = new HashSet<>();
        for (Block block : xmpp.block("domains").blocks().values()) {
            Domain domain = readDomain(block, servers, services);
            if (!addresses.add(domain.address())) {
                throw block.wrong("address", "an address that no other domain has");
            }
            domains.add(domain);
        }
        if (domains.isEmpty()) {
            throw xmpp.wrong("domains", "at least one domain");
        }
        xmpp.end();
        return new XmppSettings(servers, domains);
    }

    private static Server readServer(String name, Block block) {
        Policy policy = block.choice("policy", Policy.class);
        String host = block.text("host");
        int connections = policy == Policy.NUMBERED || block.has("connections") ? block.whole("connections", 1, 64) : 1;
        if (policy == Policy.ONE_ACTIVE && connections != 1) {
            throw block.wrong("connections", "1, since the policy is one-active");
        }
        KeepAlive keepAlive = policy == Policy.ONE_ACTIVE ? KeepAlive.PING : KeepAlive.WHITESPACE;
        if (block.has("keep-alive")) {
            keepAlive = block.choice("keep-alive", KeepAlive.class);
            if (keepAlive == KeepAlive.PING && policy != Policy.ONE_ACTIVE) {
                throw block.wrong(
                        "keep-alive", "whitespace, since the answer to a ping may come on another connection");
            }
        }
        Tls tls = block.has("tls") ? readTls(block.block("tls"), host) : null;
        Server server = new Server(name, host, block.port("port"), policy, connections, keepAlive, tls);
        block.end();
        return server;
    }

    private static @Nullable Tls readTls(Block block, String host) {
        boolean on = block.flag("enabled");
        String trust = block.optionalText("trust");
        String name = block.optionalText("name");
        block.end();
        return on ? new Tls(trust, name == null ? host : name) : null;
    }

    private static Domain readDomain(Block block, List<Server> servers, Set<String> services) {
        String address = domain(block, "address");
        List<String> names = block.texts("servers", "a list of names of servers");
        String known = String.join(", ", servers.stream().map(Server::name).toList());
        for (String name : names) {
            if (servers.stream().noneMatch(s -> s.name().equals(name))) {
                throw block.wrong("servers", "names out of " + known + ", not " + name);
            }
        }
        if (names.isEmpty() || new HashSet<>(names).size() != names.size()) {
            throw block.wrong("servers", "at least one name, each once, out of " + known);
        }
        String service = block.text("service");
        if (!services.contains(service)) {
            throw block.wrong(
                    "service", "a name out of gateway.services: " + String.join(", ", new TreeSet<>(services)));
        }
        String name = block.optionalText("name");
        Domain read = new Domain(
                address,
                block.password("secret"),
                names,
                service,
                admitted(block),
                administrators(block),
                DataPolicySettings.read(block),
                name == null ? service : name,
                contactResource(block));
        block.end();
        return read;
    }

    private static String domain(Block block, String key) {
        return block.parsed(key, "an XMPP domain", XmppSettings::normalDomain);
    }

    private static String normalDomain(String text) {
        BareJid jid = BareJid.of(text);
        if (jid.local() != null) {
            throw new IllegalArgumentException("an account, not a domain: " + text);
        }
        return jid.domain();
    }

    private static @Nullable String contactResource(Block block) {
        String key = "contact-resource";
        return block.has(key) ? block.parsed(key, "a resource of an XMPP address", XmppSettings::normalResource) : null;
    }

    private static String normalResource(String text) {
        String resource = Jid.of("contact.example/" + text).resource();
        if (resource == null) {
            throw new AssertionError("an address lost its resource: " + text);
        }
        return resource;
    }

    private static Set<BareJid> administrators(Block block) {
        String expected = "a list of XMPP accounts or domains";
        if (!block.has("administrators")) {
            return Set.of();
        }
        try {
            Set<BareJid> jids = new HashSet<>();
            block.texts("administrators", expected).forEach(text -> jids.add(BareJid.of(text)));
            return jids;
        } catch (IllegalArgumentException malformed) {
            throw block.wrong("administrators", expected + ", not " + malformed.getMessage());
        }
    }

    private static @Nullable Set<String> admitted(Block block) {
        List<String> texts = block.texts("admit", ADMITTED);
        if (texts.equals(List.of("*"))) {
            return null;
        }
        try {
            Set<String> domains = new HashSet<>();
            texts.forEach(text -> domains.add(normalDomain(text)));
            return Set.copyOf(domains);
        } catch (IllegalArgumentException malformed) {
            throw block.wrong("admit", ADMITTED + ", not " + malformed.getMessage());
        }
    }
}
