package im.gateway.node.user;

import im.gateway.node.legacy.Avatar;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A decision while it is being made: what the rules read and write. It never leaves {@link UserDecider#decide}, so the decider is
 * pure although this is not.
 */
final class Draft {
    final UserRules rules;
    UserRecord record;

    LoginState login;
    long lastSession;
    boolean gatewayTold;
    boolean outageTold;
    boolean afterFailure;
    Earlier earlier;
    int probesBounced;
    boolean streamLost;
    EndedCommands endedCommands;
    Telling telling;
    Questions questions;
    Map<String, Avatar.Facts> avatars;

    private final Live before;
    private Map<String, Resource> resources;
    private NameMap<ContactPresence> contacts;
    private Set<String> awaitingFirstPresence;
    private Set<String> blockListReaders;
    private Set<Bounced> bounced;
    private List<Input.Held> held;
    private List<Element> unread;
    private final List<UserEvent> events = new ArrayList<>(2);
    private final List<Effect> effects = new ArrayList<>(4);
    private final List<Element> toSend = new ArrayList<>(2);

    Draft(UserRules rules, UserRecord record, Live live) {
        this.rules = rules;
        this.record = record;
        this.before = live;
        this.login = live.login();
        this.lastSession = live.lastSession();
        this.gatewayTold = live.gatewayTold();
        this.outageTold = live.outageTold();
        this.afterFailure = live.afterFailure();
        this.earlier = live.earlier();
        this.probesBounced = live.probesBounced();
        this.streamLost = live.streamLost();
        this.endedCommands = live.endedCommands();
        this.telling = live.telling();
        this.questions = live.questions();
        this.avatars = live.avatars();
        this.resources = live.resources();
        this.contacts = live.contacts();
        this.awaitingFirstPresence = live.awaitingFirstPresence();
        this.blockListReaders = live.blockListReaders();
        this.bounced = live.bounced();
        this.held = live.held();
        this.unread = live.unread();
    }

    /** A fact: true for the rest of this decision already. */
    void event(UserEvent event) {
        events.add(event);
        record = record.apply(event);
    }

    /**
     * A stanza for the user, in order with the other effects; presence where none can go is left out, and a message waits behind those
     * that no stream has taken.
     */
    void send(Element stanza) {
        if (streamLost && MessageRules.isKept(stanza)) {
            MessageRules.keep(this, stanza);
        } else if (!BounceRules.isWithheld(this, stanza)) {
            toSend.add(stanza);
        }
    }

    void effect(Effect effect) {
        flushStanzas();
        effects.add(effect);
    }

    void settle(long token) {
        effect(new Effect.Settle(token));
    }

    void startTimer(Input.Timer timer, Duration delay) {
        effect(new Effect.StartTimer(timer, delay));
    }

    void stopTimer(Input.Timer timer) {
        effect(new Effect.StopTimer(timer));
    }

    private void flushStanzas() {
        if (!toSend.isEmpty()) {
            effects.add(new Effect.Send(toSend));
            toSend.clear();
        }
    }

    // The gateway's addresses

    Jid gateway() {
        return rules.gateway();
    }

    Jid user() {
        return rules.user();
    }

    Jid contactJid(String legacyName) {
        return rules.addressOf(legacyName);
    }

    /** Where the contact's presence and messages come from, see {@link UserRules#senderOf}. */
    Jid contactSender(String legacyName) {
        return rules.senderOf(legacyName);
    }

    Jid resourceJid(String resource) {
        BareJid bare = rules.id().user();
        return bare.withResource(resource);
    }

    // Resources

    Map<String, Resource> resources() {
        return resources;
    }

    void putResource(Resource resource) {
        Map<String, Resource> changed = new HashMap<>(resources);
        changed.put(resource.name(), resource);
        resources = Map.copyOf(changed);
    }

    void removeResource(String name) {
        Map<String, Resource> changed = new HashMap<>(resources);
        changed.remove(name);
        resources = Map.copyOf(changed);
        if (blockListReaders.contains(name)) {
            Set<String> fewer = new HashSet<>(blockListReaders);
            fewer.remove(name);
            blockListReaders = Set.copyOf(fewer);
        }
    }

    void clearResources() {
        resources = Map.of();
        blockListReaders = Set.of();
    }

    Set<String> blockListReaders() {
        return blockListReaders;
    }

    void addBlockListReader(String resource) {
        Set<String> more = new HashSet<>(blockListReaders);
        more.add(resource);
        blockListReaders = Set.copyOf(more);
    }

    Set<Bounced> bounced() {
        return bounced;
    }

    void setBounced(Set<Bounced> changed) {
        bounced = Set.copyOf(changed);
    }

    // Legacy users who are there

    Map<String, ContactPresence> contacts() {
        return contacts;
    }

    void putContact(String name, ContactPresence presence) {
        contacts = contacts.with(record.contacts().sameName(name), presence);
    }

    /** Whether the user may take this contact to be there, from now or from before. */
    boolean showsAsThere(String name) {
        return contacts.containsKey(name) || earlier.names().contains(name);
    }

    void removeContact(String name) {
        earlier = earlier.without(name);
        contacts = contacts.without(name);
    }

    void setContacts(Map<String, ContactPresence> all) {
        contacts = NameMap.copyOf(all);
    }

    Set<String> awaitingFirstPresence() {
        return awaitingFirstPresence;
    }

    void awaitFirstPresence(String name) {
        Set<String> more = new HashSet<>(awaitingFirstPresence);
        more.add(name);
        awaitingFirstPresence = Set.copyOf(more);
    }

    /** Whether that contact's first presence was awaited; it no longer is. */
    boolean endAwaiting(String name) {
        if (!awaitingFirstPresence.contains(name)) {
            return false;
        }
        Set<String> fewer = new HashSet<>(awaitingFirstPresence);
        fewer.remove(name);
        awaitingFirstPresence = Set.copyOf(fewer);
        return true;
    }

    // What waits

    List<Input.Held> held() {
        return held;
    }

    void hold(Input.Held message) {
        List<Input.Held> more = new ArrayList<>(held);
        more.add(message);
        held = List.copyOf(more);
    }

    /** Puts messages before those that wait already. */
    void holdFirst(List<Input.Held> messages) {
        List<Input.Held> all = new ArrayList<>(messages);
        all.addAll(held);
        held = List.copyOf(all);
    }

    List<Input.Held> takeHeld() {
        List<Input.Held> all = held;
        held = List.of();
        return all;
    }

    List<Element> unread() {
        return unread;
    }

    void addUnread(Element stanza) {
        List<Element> more = new ArrayList<>(unread);
        more.add(stanza);
        unread = List.copyOf(more);
    }

    List<Element> takeUnread() {
        List<Element> all = unread;
        unread = List.of();
        return all;
    }

    Decision finish() {
        flushStanzas();
        return new Decision(events, live(), effects);
    }

    private Live live() {
        Live after = new Live(
                login,
                lastSession,
                resources,
                contacts,
                awaitingFirstPresence,
                held,
                unread,
                gatewayTold,
                outageTold,
                afterFailure,
                earlier,
                probesBounced,
                streamLost,
                endedCommands,
                telling,
                blockListReaders,
                questions,
                bounced,
                avatars);
        return after.equals(before) ? before : after;
    }
}
