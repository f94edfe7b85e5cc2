package im.gateway.loadtest.drive;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.MessageLog;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.measure.Stamp;
import im.gateway.protocol.register.RegistrationForm;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The users of a gateway as XEP-0100 has them: they register, are online or not, with one resource or two, have one contact, approve
 * every request and talk.
 */
public final class XmppUsers extends Crowd {
    private static final int STRANGER = 0;
    private static final int KNOWN = 1;
    private static final int ASKED_AGAIN = 2;

    private final int asks;
    private final AtomicIntegerArray contacts;
    private final AtomicIntegerArray approvals;
    private final AtomicLongArray asked;
    private final AtomicIntegerArray away;
    private final AtomicIntegerArray second;
    private final LongAdder approved = new LongAdder();

    /**
     * Users who have not registered yet.
     *
     * @param asks how many contacts each asks for at the first login
     * @param run the number that their messages carry
     */
    public XmppUsers(Population population, MessageLog ledger, Latencies latencies, int run, int asks) {
        super(population, ledger, latencies, run);
        this.asks = asks;
        this.approvals = new AtomicIntegerArray(population.users());
        this.contacts = new AtomicIntegerArray(population.users());
        this.asked = new AtomicLongArray(population.users());
        this.away = new AtomicIntegerArray(population.users());
        this.second = new AtomicIntegerArray(population.users());
    }

    /** A user registers; the name on the legacy network is that of {@link Population#legacyName}. */
    @Override
    public void register(int user, long intendedNanos) {
        if (states.compareAndSet(user, UNREGISTERED, REGISTERING)) {
            intended.set(user, intendedNanos);
            query(user, "r", "<username>" + population.legacyName(user) + "</username><password>load</password>");
        }
    }

    /** A user who is offline unregisters. */
    public void unregister(int user, long intendedNanos) {
        if (states.compareAndSet(user, OFFLINE, LEAVING)) {
            intended.set(user, intendedNanos);
            query(user, "x", "<remove/>");
        }
    }

    private void query(int user, String id, String content) {
        send(
                user,
                "<iq type='set' id='" + id + user + "' from='" + population.fullJid(user) + "' to='"
                        + population.gateway() + "'><query xmlns='" + RegistrationForm.NAMESPACE + "'>" + content
                        + "</query></iq>");
    }

    @Override
    public void logIn(int user, long intendedNanos) {
        if (states.compareAndSet(user, OFFLINE, LOGGING_IN)) {
            intended.set(user, intendedNanos);
            presence(user, population.gateway(), null);
        }
    }

    @Override
    public void logOut(int user) {
        if (states.compareAndSet(user, ONLINE, LOGGING_OUT)) {
            if (second.getAndSet(user, 0) == 1) {
                secondResource(user, " type='unavailable'");
            }
            presence(user, population.gateway(), "unavailable");
        }
    }

    /**
     * Online if offline, and the other way round.
     *
     * @return whether it was a login that began
     */
    public boolean toggle(int user, long intendedNanos) {
        boolean in = states.get(user) == OFFLINE;
        if (in) {
            logIn(user, intendedNanos);
        } else {
            logOut(user);
        }
        return in;
    }

    /**
     * Registered if not, and the other way round.
     *
     * @return whether something began
     */
    public boolean toggleRegistration(int user, long intendedNanos) {
        int state = states.get(user);
        if (state == UNREGISTERED) {
            register(user, intendedNanos);
        } else {
            unregister(user, intendedNanos);
        }
        return state == UNREGISTERED || state == OFFLINE;
    }

    /** An online user goes away, or comes back. */
    public void show(int user) {
        if (states.get(user) == ONLINE) {
            boolean gone = away.getAndSet(user, 1 - away.get(user)) == 0;
            send(
                    user,
                    "<presence from='" + population.fullJid(user) + "' to='" + population.gateway() + "'>"
                            + (gone ? "<show>away</show>" : "") + "</presence>");
        }
    }

    /** An online user's second resource comes, or goes. */
    public void toggleResource(int user) {
        if (states.get(user) == ONLINE) {
            boolean comes = second.getAndSet(user, 1 - second.get(user)) == 0;
            secondResource(user, comes ? "" : " type='unavailable'");
        }
    }

    private void secondResource(int user, String type) {
        send(
                user,
                "<presence from='" + population.bareJid(user) + "/second' to='" + population.gateway() + "'" + type
                        + "/>");
    }

    /**
     * An online user deletes the contact and asks for it again.
     *
     * @return whether that began
     */
    public boolean resubscribe(int user, long intendedNanos) {
        if (states.get(user) != ONLINE || !contacts.compareAndSet(user, KNOWN, ASKED_AGAIN)) {
            return false;
        }
        asked.set(user, intendedNanos);
        String contact = population.contactJid(user);
        presence(user, contact, "unsubscribe");
        presence(user, contact, "unsubscribed");
        presence(user, contact, "subscribe");
        return true;
    }

    @Override
    void presence(int user, Element presence) {
        String from = presence.attribute("from", "");
        String type = presence.attribute("type", "");
        if (from.equals(population.gateway())) {
            gatewayPresence(user, type, presence);
        } else if (type.isEmpty()) {
            contactPresence(presence);
        }
        switch (type) {
            case "subscribe" -> presence(user, from, "subscribed");
            case "probe" -> presence(user, from, states.get(user) >= LOGGING_IN ? null : "unavailable");
            case "subscribed" -> subscribed(user, from);
            default -> {
                // Contacts come and go; nobody waits for it.
            }
        }
        flush();
    }

    private void contactPresence(Element presence) {
        String status = presence.childText(Stanza.NAMESPACE, "status");
        Stamp stamp = status == null ? null : Stamp.parse(status);
        if (stamp != null && stamp.run() == run) {
            latencies.record(Operation.PRESENCE, stamp.intendedNanos(), System.nanoTime());
        }
    }

    private void subscribed(int user, String from) {
        boolean theOne = from.equals(population.contactJid(user));
        if (theOne && contacts.compareAndSet(user, ASKED_AGAIN, KNOWN)) {
            latencies.record(Operation.SUBSCRIBE, asked.get(user), System.nanoTime());
        } else if (contacts.get(user) == STRANGER && approvals.incrementAndGet(user) == asks) {
            contacts.set(user, KNOWN);
            approved.increment();
        }
    }

    private void gatewayPresence(int user, String type, Element presence) {
        if (type.isEmpty() && states.compareAndSet(user, LOGGING_IN, ONLINE)) {
            latencies.record(Operation.LOGIN, intended.get(user), System.nanoTime());
            for (int contact = approvals.get(user); contact < asks; contact++) {
                presence(user, population.contactJid(user, contact), "subscribe");
            }
        } else if (type.equals("unavailable")) {
            states.compareAndSet(user, LOGGING_OUT, OFFLINE);
        } else if (type.equals("error")) {
            count("presence error " + condition(presence));
            states.compareAndSet(user, LOGGING_IN, OFFLINE);
        }
    }

    @Override
    void iq(int user, Element iq) {
        String id = iq.attribute("id", "");
        boolean result = iq.attribute("type", "").equals("result");
        if (id.equals("r" + user)) {
            if (result) {
                latencies.record(Operation.REGISTER, intended.get(user), System.nanoTime());
            } else {
                count("registration error " + condition(iq));
            }
            states.compareAndSet(user, REGISTERING, result ? OFFLINE : UNREGISTERED);
        } else if (id.equals("x" + user)) {
            if (result) {
                latencies.record(Operation.UNREGISTER, intended.get(user), System.nanoTime());
                approvals.set(user, 0);
                if (contacts.getAndSet(user, STRANGER) != STRANGER) {
                    approved.decrement();
                }
            } else {
                count("unregistration error " + condition(iq));
            }
            states.compareAndSet(user, LEAVING, result ? UNREGISTERED : OFFLINE);
        }
    }

    private void presence(int user, String to, @Nullable String type) {
        send(
                user,
                "<presence from='"
                        + (type == null || type.equals("unavailable")
                                ? population.fullJid(user)
                                : population.bareJid(user))
                        + "' to='" + to + "'" + (type == null ? "" : " type='" + type + "'") + "/>");
    }

    @Override
    public long approved() {
        return approved.sum();
    }
}
