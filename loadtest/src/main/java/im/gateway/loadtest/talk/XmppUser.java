package im.gateway.loadtest.talk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.StanzaCollector;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.roster.RosterEntry;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;
import org.jivesoftware.smackx.iqregister.packet.Registration;
import org.jxmpp.jid.BareJid;
import org.jxmpp.jid.Jid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;

/** A Jabber user with Smack as the client, over a client connection of a real server. */
public final class XmppUser implements AutoCloseable {
    private final XMPPTCPConnection connection;
    private final Roster roster;
    private final Heard<Presence> presences;
    private final Heard<Message> messages;

    private XmppUser(XMPPTCPConnection connection, Duration patience) {
        this.connection = connection;
        this.roster = Roster.getInstanceFor(connection);
        this.presences = new Heard<>(patience);
        this.messages = new Heard<>(patience);
        roster.setSubscriptionMode(Roster.SubscriptionMode.manual);
        connection.addSyncStanzaListener(s -> presences.add((Presence) s), StanzaTypeFilter.PRESENCE);
        connection.addSyncStanzaListener(s -> messages.add((Message) s), StanzaTypeFilter.MESSAGE);
    }

    /**
     * Connects and logs in, without presence.
     *
     * @param server where its clients connect; without TLS, as on a loopback address
     * @param patience how long is waited for one thing at most
     */
    public static XmppUser logIn(
            InetSocketAddress server, String domain, String localpart, String password, Duration patience)
            throws SmackException, XMPPException, IOException, InterruptedException {
        XMPPTCPConnectionConfiguration configuration = XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain(domain)
                .setHostAddress(server.getAddress())
                .setPort(server.getPort())
                .setSecurityMode(SecurityMode.disabled)
                .setSendPresence(false)
                .setResource("orchard")
                .build();
        XMPPTCPConnection connection = new XMPPTCPConnection(configuration);
        connection.setReplyTimeout(patience.toMillis());
        XmppUser user = new XmppUser(connection, patience);
        connection.connect();
        connection.login(localpart, password);
        return user;
    }

    /** Asks somebody what it is (XEP-0030). */
    public DiscoverInfo discover(String address)
            throws XMPPException, SmackException, InterruptedException, XmppStringprepException {
        return ServiceDiscoveryManager.getInstanceFor(connection).discoverInfo(JidCreate.from(address));
    }

    /** Whether an entity names that address among its items (XEP-0030 section 4). */
    public boolean hasItem(String address, String item)
            throws XMPPException, SmackException, InterruptedException, XmppStringprepException {
        return ServiceDiscoveryManager.getInstanceFor(connection)
                .discoverItems(JidCreate.from(address))
                .getItems()
                .stream()
                .anyMatch(found -> isFrom(found.getEntityID(), item));
    }

    /** Asks a gateway for its registration form (XEP-0077); the fields with the values that it gave. */
    public Map<String, String> registrationForm(String gateway)
            throws XMPPException, SmackException, InterruptedException, XmppStringprepException {
        Registration request = new Registration();
        request.setType(IQ.Type.get);
        request.setTo(JidCreate.from(gateway));
        Registration form = connection.createStanzaCollectorAndSend(request).nextResultOrThrow();
        Map<String, String> fields = new LinkedHashMap<>();
        if (form.getAttributes() != null) {
            fields.putAll(form.getAttributes());
        }
        return fields;
    }

    /**
     * Registers with a gateway.
     *
     * @throws XMPPErrorException when the gateway refuses
     */
    public void register(String gateway, String username, String password)
            throws XMPPException, SmackException, InterruptedException, XmppStringprepException {
        setRegistration(gateway, Map.of("username", username, "password", password));
    }

    /** Ends the registration. */
    public void unregister(String gateway)
            throws XMPPException, SmackException, InterruptedException, XmppStringprepException {
        setRegistration(gateway, Map.of("remove", ""));
    }

    private void setRegistration(String gateway, Map<String, String> fields)
            throws XMPPException, SmackException, InterruptedException, XmppStringprepException {
        Registration request = new Registration(fields);
        request.setType(IQ.Type.set);
        request.setTo(JidCreate.from(gateway));
        try (StanzaCollector answer = connection.createStanzaCollectorAndSend(request)) {
            answer.nextResultOrThrow();
        }
    }

    /** Sends presence to nobody in particular: the server broadcasts it. */
    public void online() throws SmackException, InterruptedException {
        connection.sendStanza(presence(Presence.Type.available));
    }

    public void offline() throws SmackException, InterruptedException {
        connection.sendStanza(presence(Presence.Type.unavailable));
    }

    /** Sends presence of a type to somebody; to a bare address where it is about a subscription. */
    public void send(Presence.Type type, String to)
            throws SmackException, InterruptedException, XmppStringprepException {
        connection.sendStanza(StanzaBuilder.buildPresence()
                .ofType(type)
                .to(JidCreate.from(to))
                .build());
    }

    private static Presence presence(Presence.Type type) {
        return StanzaBuilder.buildPresence().ofType(type).build();
    }

    public void say(String to, String text) throws SmackException, InterruptedException, XmppStringprepException {
        say(to, text, connection.getStanzaFactory().buildMessageStanza().build().getStanzaId());
    }

    /** Says something to somebody; an error for it has the same id. */
    public void say(String to, String text, String id)
            throws SmackException, InterruptedException, XmppStringprepException {
        connection.sendStanza(StanzaBuilder.buildMessage(id)
                .ofType(Message.Type.chat)
                .to(JidCreate.from(to))
                .setBody(text)
                .build());
    }

    /** Has every message told, on Smack's thread, in the order of their arrival. */
    public void onMessage(Consumer<Message> listener) {
        connection.addSyncStanzaListener(s -> listener.accept((Message) s), StanzaTypeFilter.MESSAGE);
    }

    /** Has every presence told, on Smack's thread, in the order of their arrival. */
    public void onPresence(Consumer<Presence> listener) {
        connection.addSyncStanzaListener(s -> listener.accept((Presence) s), StanzaTypeFilter.PRESENCE);
    }

    /** Waits for presence of a type from somebody, whatever the resource. */
    public Presence awaitPresence(String from, Presence.Type type) throws TimeoutException, InterruptedException {
        return presences.await(
                "presence " + type + " from " + from, p -> p.getType() == type && isFrom(p.getFrom(), from));
    }

    /** Waits for an availability of somebody. */
    public Presence awaitShow(String from, Presence.Mode mode) throws TimeoutException, InterruptedException {
        return presences.await(
                "presence " + mode + " from " + from,
                p -> p.getType() == Presence.Type.available && p.getMode() == mode && isFrom(p.getFrom(), from));
    }

    /** Waits for somebody's words. */
    public Message awaitWords(String from, String text) throws TimeoutException, InterruptedException {
        return messages.await(
                from + " says \"" + text + "\"", m -> isFrom(m.getFrom(), from) && text.equals(m.getBody()));
    }

    /** Waits for a message error from somebody. */
    public Message awaitError(String from) throws TimeoutException, InterruptedException {
        return messages.await(
                "an error from " + from, m -> m.getType() == Message.Type.error && isFrom(m.getFrom(), from));
    }

    /** Whether presence of a type has come from somebody since {@link #forget()}. */
    public boolean hasHeardPresence(String from, Presence.Type type) {
        return presences.has(p -> p.getType() == type && isFrom(p.getFrom(), from));
    }

    /** Forgets what was heard before. */
    public void forget() {
        presences.clear();
        messages.clear();
    }

    private static boolean isFrom(Jid from, String address) {
        return from != null && from.asBareJid().toString().equals(address);
    }

    /** Takes somebody off the roster; the server ends the subscriptions (RFC 6121 section 2.5). */
    public void removeContact(String address)
            throws XMPPException, SmackException, InterruptedException, XmppStringprepException {
        BareJid jid = JidCreate.bareFrom(address);
        RosterEntry entry = roster.getEntry(jid);
        if (entry == null) {
            throw new IllegalStateException(address + " is not on the roster");
        }
        roster.removeEntry(entry);
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
