package im.gateway.loadtest.drive;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Operation;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.xml.Element;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;

/**
 * The users of biboumi 9, a gateway to IRC that knows no registration: it connects a user who enters a room, and private messages go
 * to {@code nick%server@gateway}. What takes the place of the registration is the form of settings for one IRC server: its port, and
 * no throttle, which would hold each user to one message a second after the first ten.
 */
public final class BiboumiUsers extends Crowd {
    private static final String MUC = "http://jabber.org/protocol/muc";
    private static final String MUC_USER = "http://jabber.org/protocol/muc#user";
    private static final String OWN_PRESENCE = "110";

    private final InetSocketAddress irc;
    private final LongAdder entered = new LongAdder();

    /**
     * Users whom biboumi does not know yet.
     *
     * @param population whose names have the IRC server in the addresses of peers, as {@link #names} makes them
     * @param irc the IRC server, without TLS
     * @param run the number that their messages carry
     */
    public BiboumiUsers(Population population, Ledger ledger, Latencies latencies, int run, InetSocketAddress irc) {
        super(population, ledger, latencies, run);
        this.irc = irc;
    }

    /** Names that share an IRC server with other populations. */
    public static Population.Names names(String tag, InetSocketAddress irc) {
        Population.Names plain = Population.Names.PLAIN.tagged(tag);
        return new Population.Names(plain.user(), plain.peer(), "%" + irc.getHostString());
    }

    /** Opens the form of settings for the IRC server; {@link #iq} fills it in. */
    @Override
    public void register(int user, long intendedNanos) {
        if (states.compareAndSet(user, UNREGISTERED, REGISTERING)) {
            intended.set(user, intendedNanos);
            configure(user, "f", " action='execute'/>");
        }
    }

    private void configure(int user, String id, String rest) {
        send(
                user,
                "<iq type='set' id='" + id + user + "' from='" + population.fullJid(user) + "' to='"
                        + irc.getHostString() + "@" + population.gateway() + "'><command xmlns='"
                        + CommandRequest.NAMESPACE + "' node='configure'" + rest + "</iq>");
    }

    @Override
    void iq(int user, Element iq) {
        String id = iq.attribute("id", "");
        Element command = iq.child(CommandRequest.NAMESPACE, "command");
        boolean result = iq.attribute("type", "").equals("result") && command != null;
        if (!result && (id.equals("f" + user) || id.equals("c" + user))) {
            count("settings error " + condition(iq));
            states.compareAndSet(user, REGISTERING, UNREGISTERED);
        } else if (command != null && id.equals("f" + user)) {
            configure(
                    user,
                    "c",
                    " sessionid='" + command.attribute("sessionid", "") + "' action='complete'><x xmlns='"
                            + DataForm.NAMESPACE + "' type='submit'>" + field("ports", String.valueOf(irc.getPort()))
                            + "<field var='tls_ports'/>" + field("throttle_limit", "-1") + "</x></command>");
            flush();
        } else if (id.equals("c" + user)) {
            states.compareAndSet(user, REGISTERING, OFFLINE);
        }
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    /** Enters a room of the user's own, since it is a room that makes biboumi connect. */
    @Override
    public void logIn(int user, long intendedNanos) {
        if (states.compareAndSet(user, OFFLINE, LOGGING_IN)) {
            intended.set(user, intendedNanos);
            send(
                    user,
                    "<presence from='" + population.fullJid(user) + "' to='" + room(user) + "/"
                            + population.legacyName(user) + "'><x xmlns='" + MUC + "'/></presence>");
        }
    }

    @Override
    public void logOut(int user) {
        if (states.compareAndSet(user, ONLINE, LOGGING_OUT)) {
            send(
                    user,
                    "<presence type='unavailable' from='" + population.fullJid(user) + "' to='" + room(user) + "/"
                            + population.legacyName(user) + "'/>");
        }
    }

    private String room(int user) {
        return "#" + population.legacyName(user) + population.names().server() + "@" + population.gateway();
    }

    @Override
    void presence(int user, Element presence) {
        String type = presence.attribute("type", "");
        if (type.equals("error")) {
            count("presence error " + condition(presence));
            states.compareAndSet(user, LOGGING_IN, OFFLINE);
        } else if (isOwn(presence)) {
            if (type.isEmpty() && states.compareAndSet(user, LOGGING_IN, ONLINE)) {
                entered.increment();
                latencies.record(Operation.LOGIN, intended.get(user), System.nanoTime());
            } else if (type.equals("unavailable") && states.compareAndSet(user, LOGGING_OUT, OFFLINE)) {
                entered.decrement();
            }
        }
    }

    private static boolean isOwn(Element presence) {
        Element x = presence.child(MUC_USER, "x");
        return x != null
                && x.children().stream()
                        .anyMatch(child -> child.name().equals("status")
                                && child.attribute("code", "").equals(OWN_PRESENCE));
    }

    /** Nobody asks for anything here: who is in the room can talk. */
    @Override
    public long approved() {
        return entered.sum();
    }
}
