package im.gateway.loadtest.story;

import com.typesafe.config.ConfigFactory;
import im.gateway.loadtest.talk.IrcUser;
import im.gateway.node.irc.IrcNetworkFactory;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.wire.Story;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.servers.ErgoServer;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A story's people on a real IRC server: each with a connection of their own, and the gateway's through a tap. */
final class IrcPeople implements People {
    private static final String ROMEO = "romeomyromeo";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final ErgoServer server;
    private final EventLoopGroup loops;
    private final IrcTap tap;
    private final LegacyNetwork network;
    private final Map<String, String> passwords;
    private final Map<String, IrcPeer> people = new HashMap<>();
    private final IrcPeer watcher;
    private final Set<String> monitored = new ConcurrentSkipListSet<>();
    private volatile @Nullable String away;
    private volatile boolean leaving;
    private long activity = -1;

    /** A server for one story. */
    IrcPeople(Story.Cast cast, EventLoopGroup loops) {
        this.loops = loops;
        this.passwords = new HashMap<>(cast.accounts());
        server = ErgoServer.builder().start();
        passwords.forEach(server::register);
        watcher = new IrcPeer(server.plainPort(), "verona", null);
        tap = new IrcTap(server.plainPort(), this::sent);
        network = new IrcNetworkFactory()
                .create(
                        "story",
                        ConfigFactory.parseString("host = 127.0.0.1, port = " + tap.port()
                                + ", tls = off, flood { lines-per-second = 0 }"),
                        new Services(loops, Clock.systemUTC(), 1));
    }

    /** What the user's session asks for is the server's to do, but nobody else can ask it for that afterwards. */
    private void sent(String line) {
        if (line.isEmpty()) {
            monitored.clear();
            away = null;
            return;
        }
        String[] words = line.split(" ", 3);
        String text = words.length < 2 ? "" : line.substring(line.indexOf(' ') + 1);
        if (words[0].equals("AWAY")) {
            String shown = text.startsWith(":") ? text.substring(1) : text;
            away = shown.isEmpty() ? null : shown;
        } else if (words[0].equals("MONITOR") && words.length > 2) {
            List<String> nicks =
                    List.of(words[2].replace(":", "").toLowerCase(Locale.ROOT).split(",", -1));
            if (words[1].equals("+")) {
                monitored.addAll(nicks);
            } else {
                nicks.forEach(monitored::remove);
            }
        }
    }

    @Override
    public LegacyNetwork network() {
        return network;
    }

    @Override
    public String toNetwork(String name) {
        return name.equals(ROMEO) ? "RomeoMyRomeo" : name;
    }

    @Override
    public String toStory(String name) {
        return Objects.requireNonNull(network.canonicalName(name), name);
    }

    @Override
    public void does(List<String> words) {
        String name = words.size() > 1 ? words.get(1) : "";
        String text = words.size() > 2 ? words.get(2) : "";
        switch (words.get(0)) {
            case "account" -> changePassword(name, text);
            case "presence" -> presence(name, text, words.size() > 3 ? words.get(3) : " ");
            case "message" -> {
                for (String line : text.split("\n", -1)) {
                    person(name).send(IrcLine.of("PRIVMSG", toNetwork(ROMEO), line));
                }
            }
            case "typing" ->
                person(name)
                        .send(IrcLine.of("TAGMSG", toNetwork(ROMEO))
                                .withTag(
                                        "+typing",
                                        switch (text) {
                                            case "composing" -> "active";
                                            case "paused" -> "paused";
                                            default -> "done";
                                        }));
            case "logged-out" -> tap.cut();
            case "grants" -> {
                // Nobody was asked.
            }
            default -> throw new IllegalArgumentException("people on this network cannot " + words.get(0));
        }
        people.values().forEach(IrcPeer::settle);
    }

    private IrcPeer person(String name) {
        return people.computeIfAbsent(name, nick -> new IrcPeer(server.plainPort(), nick, null));
    }

    private void presence(String name, String show, String text) {
        IrcPeer there = people.get(name);
        if (show.equals("gone")) {
            leave(name);
        } else if (there == null) {
            people.put(name, new IrcPeer(server.plainPort(), name, show.equals("away") ? text : null));
        } else {
            there.send(show.equals("away") ? IrcLine.of("AWAY", text) : IrcLine.of("AWAY"));
        }
    }

    private void leave(String name) {
        IrcPeer person = people.remove(name);
        if (person != null) {
            person.close();
            awaitGone(name);
        }
    }

    private void awaitGone(String nick) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (watcher.sees(nick)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(nick + " is still on IRC");
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
    }

    /** As the owner of the account would, with a client of theirs. */
    private void changePassword(String account, String password) {
        String old = Objects.requireNonNull(passwords.put(account, password), account);
        boolean elsewhere = watcher.sees(account);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.plainPort());
        try (IrcUser owner = IrcUser.logIn(address, account, old, PATIENCE)) {
            owner.say("NickServ", "PASSWD " + old + " " + password + " " + password);
            owner.sees(account);
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("the password of " + account + " is not changed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (!elsewhere) {
            awaitGone(account);
        }
    }

    @Override
    public void service(boolean up) {
        tap.setReachable(up);
    }

    @Override
    public boolean received(List<String> words) {
        IrcPeer person = people.get(words.get(1));
        if (person == null) {
            return false;
        }
        if (words.get(0).equals("typing")) {
            return person.take(line -> line.command().equals("TAGMSG") && isFromRomeo(line));
        }
        return List.of(words.get(2).split("\n", -1)).stream()
                .allMatch(text -> person.take(line -> line.command().equals("PRIVMSG")
                        && isFromRomeo(line)
                        && line.lastParam().equals(text)));
    }

    private static boolean isFromRomeo(IrcLine line) {
        return line.source() != null && line.source().nick().equalsIgnoreCase(ROMEO);
    }

    @Override
    public boolean isOnline() {
        return watcher.sees(toNetwork(ROMEO));
    }

    @Override
    public boolean isThere(String name) {
        return people.containsKey(name);
    }

    @Override
    public boolean watches(String name) {
        return tap.connections() > 0 && monitored.contains(name);
    }

    /** {@inheritDoc} IRC hides nobody from anybody. */
    @Override
    public boolean maySeeUser(String name) {
        return true;
    }

    @Override
    public boolean shows(List<String> words) {
        boolean expected = List.of("away", "xa", "dnd").contains(words.get(1));
        String shown = away;
        return expected == (shown != null) && (shown == null || words.size() < 3 || shown.equals(words.get(2)));
    }

    @Override
    public String shown() {
        return "away: " + away + ", watches " + new TreeSet<>(monitored) + ", connections " + tap.connections();
    }

    /** {@inheritDoc} On the story's thread, which is the only one that plays the people: not before the next time that it waits. */
    @Override
    public void allLeave() {
        leaving = true;
    }

    @Override
    public void cut() {
        tap.cut();
    }

    @Override
    public boolean isQuiet(boolean loggedIn) {
        if (leaving) {
            leaving = false;
            List.copyOf(people.keySet()).forEach(this::leave);
        }
        // What the gateway's threads were asked for has been written after this.
        loops.next().submit(() -> {}).awaitUninterruptibly();
        if (tap.connections() != (loggedIn ? 1 : 0) || isOnline() != loggedIn) {
            return false;
        }
        try {
            tap.awaitServer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        loops.next().submit(() -> {}).awaitUninterruptibly();
        long before = activity;
        activity = tap.lines();
        return before == activity;
    }

    @Override
    public void close() {
        people.values().forEach(IrcPeer::close);
        watcher.close();
        tap.close();
        server.close();
    }
}
