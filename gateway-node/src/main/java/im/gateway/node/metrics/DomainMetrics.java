package im.gateway.node.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one node counts of one of the gateway's domains. Thread-safe; counting takes nanoseconds, and what counts keeps this object instead of looking
 * it up.
 */
public final class DomainMetrics {
    private static final String DOMAIN = "domain";
    private static final String DIRECTION = "direction";

    private final Counter stanzasIn;
    private final Counter stanzasOut;
    private final Counter toLegacy;
    private final Counter fromLegacy;
    private final Counter refused;
    private final Counter unanswered;
    private final Counter notStored;
    private final Map<LoginOutcome, Counter> logins = new EnumMap<>(LoginOutcome.class);
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger unsettled = new AtomicInteger();
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger sessions = new AtomicInteger();

    /** How a login at the legacy network can end. */
    public enum LoginOutcome {
        SUCCEEDED,
        BAD_CREDENTIALS,
        FAILED
    }

    /** Makes the meters of a domain: once for each registry and domain. */
    public DomainMetrics(MeterRegistry registry, String domain) {
        stanzasIn = stanzas("in").tag(DOMAIN, domain).register(registry);
        stanzasOut = stanzas("out").tag(DOMAIN, domain).register(registry);
        toLegacy = messages("to-legacy").tag(DOMAIN, domain).register(registry);
        fromLegacy = messages("from-legacy").tag(DOMAIN, domain).register(registry);
        refused = Counter.builder("gateway.stanzas.refused")
                .description("Stanzas answered with an error because no outcome was to be had in time")
                .tag(DOMAIN, domain)
                .register(registry);
        unanswered = Counter.builder("gateway.stanzas.unanswered")
                .description("Stanzas that this node, cut off from the others, has read behind the end of its stream")
                .tag(DOMAIN, domain)
                .register(registry);
        notStored = Counter.builder("gateway.journal.failures")
                .description("Events of a user that the journal did not take")
                .tag(DOMAIN, domain)
                .register(registry);
        for (LoginOutcome outcome : LoginOutcome.values()) {
            logins.put(
                    outcome,
                    Counter.builder("gateway.logins")
                            .description("Logins at the legacy network that have ended, by outcome")
                            .tag(DOMAIN, domain)
                            .tag(
                                    "outcome",
                                    outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .register(registry));
        }
        gauge(registry, domain, "gateway.streams", "Component streams that are established on this node", streams);
        gauge(registry, domain, "gateway.stanzas.unsettled", "Stanzas whose outcome is not certain yet", unsettled);
        gauge(registry, domain, "gateway.users", "Users' actors in memory on this node", users);
        gauge(registry, domain, "gateway.sessions", "Users logged in at the legacy network by this node", sessions);
    }

    private static Counter.Builder stanzas(String direction) {
        return Counter.builder("gateway.stanzas")
                .description("Stanzas read from (in) and written to (out) the XMPP server")
                .tag(DIRECTION, direction);
    }

    private static Counter.Builder messages(String direction) {
        return Counter.builder("gateway.messages")
                .description("Messages handed to the legacy network, and taken from it")
                .tag(DIRECTION, direction);
    }

    private static void gauge(
            MeterRegistry registry, String domain, String name, String description, AtomicInteger value) {
        Gauge.builder(name, value, AtomicInteger::get)
                .description(description)
                .tag(DOMAIN, domain)
                .register(registry);
    }

    public void stanzasRead(int count) {
        stanzasIn.increment(count);
    }

    public void stanzasWritten(int count) {
        stanzasOut.increment(count);
    }

    /** A message that a Jabber user wrote goes to the network. */
    public void messageToLegacy() {
        toLegacy.increment();
    }

    /** A message that a legacy user wrote goes to the Jabber user. */
    public void messageFromLegacy() {
        fromLegacy.increment();
    }

    public void stanzasRefused(int count) {
        refused.increment(count);
    }

    public void stanzasUnanswered(int count) {
        unanswered.increment(count);
    }

    public void notStored() {
        notStored.increment();
    }

    public void loginEnded(LoginOutcome outcome) {
        Objects.requireNonNull(logins.get(outcome)).increment();
    }

    /** One stream more, or one less. */
    public void streams(int change) {
        streams.addAndGet(change);
    }

    public void unsettled(int change) {
        unsettled.addAndGet(change);
    }

    public void users(int change) {
        users.addAndGet(change);
    }

    public void sessions(int change) {
        sessions.addAndGet(change);
    }
}
