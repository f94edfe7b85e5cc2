package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.Bart;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.FeedbagList;
import im.gateway.protocol.oscar.LoginError;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.SignOn;
import im.gateway.protocol.oscar.Tlv;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The simulated network as a whole: a port that is authorizer and server in one, accounts, faults and figures. Thread-safe; what is asked of it is done before the
 * call returns.
 */
public final class SimulatedOscarNetwork implements AutoCloseable {
    private static final int BACKLOG = 4_096;
    private static final int MOST_TRIES = 50;
    private static final long TRY_AGAIN_NANOS = 20_000_000;
    private static final int MAX_UNFLUSHED = 256;
    private static final int MAX_COOKIES = 100_000;
    private static final long CALL_SECONDS = 30;

    private final Options options;
    private final Random random;
    private final World world;
    private final Lists lists;
    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final ChannelGroup clients = new DefaultChannelGroup(loop.next());
    private final Map<Bytes, Account> cookies = new HashMap<>();
    private final Set<Bytes> iconCookies = new HashSet<>();
    private volatile @Nullable Channel listener;
    private volatile int port;

    private SimulatedOscarNetwork(Options options, InstantSource clock) {
        this.options = options;
        this.random = new Random(options.seed());
        this.world = new World(clock);
        this.lists = new Lists(world);
        this.port = options.port();
    }

    /** A network that listens. */
    public static SimulatedOscarNetwork start(Options options, InstantSource clock) {
        SimulatedOscarNetwork network = new SimulatedOscarNetwork(options, clock);
        try {
            network.listen();
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(options.host(), port);
    }

    public Faults faults() {
        return world.faults;
    }

    public Figures figures() {
        return world.counters.figures();
    }

    /** Has the beginning and the end of every client's session told to this one alone. */
    public void watchSessions(SessionListener listener) {
        world.sessions = listener;
    }

    /** Adds an account. The display name's one form must be free. */
    public void addAccount(String displayName, String password) {
        call(() -> {
            world.add(new Account(displayName, password));
            return null;
        });
    }

    /** Adds an account with a contact that nobody else plays. */
    public SimulatedContact addContact(String displayName, SimulatedContact.Behaviour behaviour) {
        return call(() -> {
            Account account = new Account(displayName, "");
            world.add(account);
            return new SimulatedContact(world, lists, account, loop.next(), behaviour);
        });
    }

    /** Adds a contact that does nothing by itself. */
    public SimulatedContact addContact(String displayName) {
        return addContact(displayName, (from, text) -> null);
    }

    /**
     * Adds so many accounts, named by a prefix and a number from 0; each has the next ones after it as its contacts, so that it is on as many lists as it has contacts.
     *
     * @param prefix letters for AIM; digits for ICQ, where the numbers are filled up to six digits
     */
    public void addPopulation(String prefix, int users, int contactsOfEach, String password) {
        call(() -> {
            for (int i = 0; i < users; i++) {
                Account account = new Account(member(prefix, i), password);
                List<FeedbagItem> items = new ArrayList<>();
                items.add(FeedbagItem.group("Friends", 1));
                for (int j = 1; j <= Math.min(contactsOfEach, users - 1); j++) {
                    items.add(FeedbagItem.buddy(member(prefix, (i + j) % users), 1, j));
                }
                account.setList(FeedbagList.of(items));
                world.add(account);
            }
            return null;
        });
    }

    /** The name of one user of a population. */
    public static String member(String prefix, int number) {
        return Character.isDigit(prefix.charAt(0))
                ? prefix + String.format(Locale.ROOT, "%06d", number)
                : prefix + number;
    }

    /** Gives an account a list with one group of these contacts, by name and what they are called ("" for nothing). */
    public void setList(String name, String group, Map<String, String> contacts) {
        setList(
                name,
                contacts.entrySet().stream()
                        .map(contact -> new Listed(contact.getKey(), contact.getValue(), List.of(group)))
                        .toList());
    }

    /**
     * A contact as it stands on a list.
     *
     * @param alias what it is called, "" for nothing
     * @param groups at least one
     */
    public record Listed(String name, String alias, List<String> groups) {}

    /** Gives an account another list; a session of it is told what has changed, as by another client of the user's. */
    public void setList(String name, List<Listed> contacts) {
        call(() -> {
            List<String> groups = contacts.stream()
                    .flatMap(contact -> contact.groups().stream())
                    .distinct()
                    .toList();
            List<FeedbagItem> items = new ArrayList<>();
            groups.forEach(group -> items.add(FeedbagItem.group(group, items.size() + 1)));
            for (Listed contact : contacts) {
                for (String group : contact.groups()) {
                    FeedbagItem item = FeedbagItem.buddy(contact.name(), groups.indexOf(group) + 1, items.size() + 1);
                    items.add(
                            contact.alias().isEmpty() ? item : item.with(new Tlv(FeedbagItem.ALIAS, contact.alias())));
                }
            }
            lists.replace(existing(name), items);
            return null;
        });
    }

    /** Ends the session of this account as a login elsewhere does. */
    public void signOnElsewhere(String name) {
        call(() -> {
            Account account = existing(name);
            SimulatedContact other = new SimulatedContact(world, lists, account, loop.next(), (from, text) -> null);
            world.signOn(account, other);
            world.signOff(account, other);
            return null;
        });
    }

    /** The names on an account's list, in order. */
    public List<String> contactsOf(String name) {
        return call(() -> existing(name).list().items().stream()
                .filter(item -> item.kind() == FeedbagItem.BUDDY)
                .map(FeedbagItem::name)
                .toList());
    }

    /** The contacts on an account's list, each once, with what they are called and where they stand. */
    public List<Listed> listOf(String name) {
        return call(() -> Lists.contacts(existing(name).list()));
    }

    /** Whose presence the session of this account is told of: its contacts, and whom it watches beside them. */
    public Set<String> watchedBy(String name) {
        return call(() -> existing(name).interests());
    }

    /** Whom this account has allowed to see it, in their one form. */
    public Set<String> grantedBy(String name) {
        return call(() -> Set.copyOf(existing(name).granted));
    }

    /** Whether the other, who is logged in, is shown to this account where it wants to know. */
    public boolean maySee(String name, String other) {
        return call(() -> existing(other).visibleTo(existing(name)));
    }

    /** How many connections clients have. */
    public int connections() {
        return clients.size();
    }

    /** Returns when every client that is logged in has read what it was sent before. */
    public void awaitClients() {
        CountDownLatch open = call(() -> {
            List<ClientSession> sessions = new ArrayList<>();
            for (Account account : world.accounts()) {
                if (account.endpoint instanceof ClientSession session) {
                    sessions.add(session);
                }
            }
            CountDownLatch latch = new CountDownLatch(sessions.size());
            sessions.forEach(session -> session.pause(latch::countDown));
            return latch;
        });
        try {
            if (!open.await(CALL_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("clients that do not read: " + open.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Whether others need this account's permission to see it. */
    public void requireAuthorization(String name, boolean required) {
        edit(name, account -> account.authorizationRequired = required);
    }

    /** What the directory says of an ICQ user. */
    public void describe(String name, Details details) {
        edit(name, account -> account.details = details);
    }

    /** Refuses this account's logins so; null for not any more. */
    public void refuse(String name, @Nullable LoginError error) {
        edit(name, account -> account.refusal = error);
    }

    public void changePassword(String name, String password) {
        edit(name, account -> account.password = password);
    }

    /** Whether a client is logged in as this account and ready. */
    public boolean isOnline(String name) {
        return call(() -> existing(name).ready);
    }

    /** How the network sees a user: text of the away message, status line and ICQ status. */
    public record Shown(boolean online, String away, String statusText, int status) {}

    /** What others see of this account. */
    public Shown shown(String name) {
        return call(() -> {
            Account account = existing(name);
            return new Shown(account.ready, account.away, account.statusText, account.status);
        });
    }

    /** Closes every connection without a word. */
    public void dropConnections() {
        clients.close().awaitUninterruptibly();
    }

    /** Stops listening and closes every connection; {@link #listen} goes on, on the same port. */
    public void stopListening() {
        Channel current = listener;
        if (current != null) {
            current.close().awaitUninterruptibly();
            listener = null;
        }
        dropConnections();
    }

    /**
     * Listens again, after {@link #stopListening}.
     *
     * @throws IllegalStateException when the port cannot be used
     */
    public void listen() {
        ChannelFuture bound = bind();
        // The JDK gives a closed listener's port back in the next turn of its event loop, which may come after the
        // close is done.
        for (int tries = 1; !bound.isSuccess() && tries < MOST_TRIES; tries++) {
            LockSupport.parkNanos(TRY_AGAIN_NANOS);
            bound = bind();
        }
        if (!bound.isSuccess()) {
            throw new IllegalStateException(
                    "cannot listen on " + options.host() + ":" + port + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        Channel channel = bound.channel();
        port = ((InetSocketAddress) channel.localAddress()).getPort();
        listener = channel;
    }

    private ChannelFuture bind() {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel client) {
                        clients.add(client);
                        // One arrival is told to fifty watchers: what one turn of the loop says to a client is written
                        // at once.
                        client.pipeline()
                                .addLast(new FlushConsolidationHandler(MAX_UNFLUSHED, true))
                                .addLast(new Connection(world, SimulatedOscarNetwork.this::roleOf, random));
                    }
                })
                .bind(options.host(), port)
                .awaitUninterruptibly();
    }

    private Connection.Role roleOf(Connection connection, SignOn signOn) {
        Bytes cookie = signOn.cookie();
        Account account = cookie == null ? null : cookies.remove(cookie);
        if (account != null) {
            ClientSession session =
                    new ClientSession(world, lists, connection, account, this::iconServer, options.limitRates());
            session.begin();
            return session;
        }
        if (cookie != null && iconCookies.remove(cookie)) {
            IconServer icons = new IconServer(world, connection);
            icons.begin();
            return icons;
        }
        if (cookie != null) {
            connection.drop();
        }
        String host = advertised();
        return new Authorizer(world, connection, host, this::cookieFor, randomBytes(8));
    }

    private String advertised() {
        String advertised = options.advertised();
        return advertised == null ? options.host() + ":" + port : advertised;
    }

    /** The icons have a server of their own, as the real service's have; it is on the same port. */
    private Oservice.Redirect iconServer() {
        if (iconCookies.size() >= MAX_COOKIES) {
            iconCookies.clear();
        }
        Bytes cookie = randomBytes(64);
        iconCookies.add(cookie);
        return new Oservice.Redirect(Bart.FAMILY, advertised(), cookie);
    }

    private Bytes cookieFor(Account account) {
        if (cookies.size() >= MAX_COOKIES) {
            cookies.clear();
        }
        Bytes cookie = randomBytes(64);
        cookies.put(cookie, account);
        return cookie;
    }

    private Bytes randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private interface Edit {
        void apply(Account account);
    }

    private void edit(String name, Edit edit) {
        call(() -> {
            Account account = existing(name);
            world.changeVisibility(account, () -> edit.apply(account));
            return null;
        });
    }

    private Account existing(String name) {
        Account account = world.account(name);
        if (account == null) {
            throw new IllegalArgumentException("no account " + name + " (expected: one that was added)");
        }
        return account;
    }

    private <T> T call(Callable<T> task) {
        try {
            return loop.next().submit(task).get(CALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the simulated network did not answer in " + CALL_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        stopListening();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
