package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SessionName;
import im.gateway.node.text.Texts;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.Secret;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.protocol.caps.Caps;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaReader;
import im.gateway.protocol.xml.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user actor without actors: one decider, its state, and what it has asked for so far. Stores succeed. */
final class DeciderWorld {
    static final String GATEWAY = "aim.shakespeare.lit";
    static final String USER = "romeo@montague.lit";

    static final Caps GATEWAY_CAPS = new Caps("sha-1", "xmpp:" + GATEWAY, "Z2F0ZXdheQ==");
    static final Caps CONTACT_CAPS = new Caps("sha-1", "xmpp:" + GATEWAY, "Y29udGFjdA==");

    final UserRules rules;
    UserRecord record = UserRecord.EMPTY;
    Live live = Live.INITIAL;
    final List<UserEvent> journal = new ArrayList<>();
    final Set<Long> unsettled = new HashSet<>();
    final List<Input.Held> inFlight = new ArrayList<>();
    /** Questions to the table of registrations that have no answer yet. */
    final List<Effect.ReadRegistrations> reads = new ArrayList<>();

    Effect.@Nullable OpenSession session;
    boolean loggedIn;
    final KnownClients clients = new KnownClients();
    Instant now = Instant.EPOCH;
    /** What has happened, for the message of a failure. */
    final List<String> story = new ArrayList<>();

    private long lastToken;
    private long dice;

    DeciderWorld(Set<LegacyNetwork.Feature> features) {
        this(features, false);
    }

    DeciderWorld(Set<LegacyNetwork.Feature> features, boolean isAdministrator) {
        this(features, isAdministrator, null);
    }

    DeciderWorld(Set<LegacyNetwork.Feature> features, boolean isAdministrator, @Nullable String contactResource) {
        this.rules = new UserRules(
                new RegistrationId(GATEWAY, BareJid.of(USER)),
                new SilentNetwork(features),
                isAdministrator,
                new Appearance(GATEWAY_CAPS, CONTACT_CAPS, contactResource),
                Texts.load(),
                UserSettings.DEFAULT,
                clients,
                () -> now,
                password -> new Secret("test", "", password),
                bound -> Math.floorMod(dice++, bound));
    }

    /** What one input led to. */
    record Step(List<Element> sent, List<Effect> effects) {}

    Step stanza(String xmlType, String type, String from, String to, Element... children) {
        Element.Builder element = Element.builder(Stanza.NAMESPACE, xmlType)
                .attribute("type", type.isEmpty() ? null : type)
                .attribute("from", from)
                .attribute("to", to)
                .attribute("id", "x" + lastToken);
        return stanza(element.children(List.of(children)).build());
    }

    /** Somebody answers a request of the gateway's. */
    Step answer(String type, String from, Element question, Element... children) {
        return stanza(Element.builder(Stanza.NAMESPACE, "iq")
                .attribute("type", type)
                .attribute("from", from)
                .attribute("to", question.attribute("from"))
                .attribute("id", question.attribute("id"))
                .children(List.of(children))
                .build());
    }

    /** A stanza comes in, whole. */
    Step stanza(Element element) {
        StanzaReader.Reading reading = StanzaReader.read(element);
        if (!(reading instanceof StanzaReader.Reading.Valid valid)) {
            throw new AssertionError("not a stanza: " + reading);
        }
        lastToken++;
        unsettled.add(lastToken);
        return decide(new Input.StanzaIn(lastToken, valid.stanza()));
    }

    Step legacy(LegacyEvent event) {
        Effect.OpenSession open = session;
        if (open == null) {
            throw new AssertionError("no session");
        }
        if (event instanceof LegacyEvent.LoggedIn) {
            loggedIn = true;
        }
        return decide(new Input.FromLegacy(open.session(), event));
    }

    Step lose(LegacyEvent.Failure failure) {
        Effect.OpenSession open = session;
        if (open == null) {
            throw new AssertionError("no session");
        }
        session = null;
        List<Input.Held> unconfirmed = List.copyOf(inFlight);
        inFlight.clear();
        boolean was = loggedIn;
        loggedIn = false;
        return decide(new Input.SessionLost(open.session(), was, failure, "test", unconfirmed));
    }

    Step decide(Input input) {
        story.add(input + " in " + live.login());
        Decision decision = UserDecider.decide(rules, record, live, input);
        for (UserEvent event : decision.events()) {
            journal.add(event);
            record = record.apply(event);
        }
        live = decision.live();
        List<Element> sent = new ArrayList<>();
        decision.effects().forEach(effect -> perform(effect, sent));
        return new Step(sent, decision.effects());
    }

    private void perform(Effect effect, List<Element> sent) {
        if (effect instanceof Effect.Send e) {
            sent.addAll(e.stanzas());
        } else if (effect instanceof Effect.Settle e) {
            if (!unsettled.remove(e.token())) {
                throw new AssertionError("settled twice: " + e.token());
            }
        } else if (effect instanceof Effect.OpenSession e) {
            if (session != null) {
                throw new AssertionError("a second login beside the first");
            }
            session = e;
            loggedIn = false;
        } else if (effect instanceof Effect.CloseSession) {
            session = null;
            loggedIn = false;
            inFlight.forEach(held -> unsettled.remove(held.token()));
            inFlight.clear();
        } else if (effect instanceof Effect.SendMessage e) {
            if (session == null || !loggedIn) {
                throw new AssertionError("a message to a session that is not there");
            }
            inFlight.add(e.message());
        } else if (effect instanceof Effect.ReadRegistrations e) {
            reads.add(e);
        } else if (effect instanceof Effect.LearnClient e) {
            clients.learn(e.caps(), e.abilities());
        } else if (effect instanceof Effect.Erase) {
            journal.clear();
        }
    }

    /** A network of which only the pure questions are asked. */
    private record SilentNetwork(Set<LegacyNetwork.Feature> features) implements LegacyNetwork {
        @Override
        public Profile profile() {
            return new Profile("aim", "AIM", features);
        }

        @Override
        public @Nullable String canonicalName(String typed) {
            String name = typed.replace(" ", "").toLowerCase(Locale.ROOT);
            return name.isEmpty() || name.contains("!") ? null : name;
        }

        @Override
        public LegacySession open(SessionName name, Credentials credentials, LegacyEvents events) {
            throw new AssertionError("the decider opens nothing");
        }

        @Override
        public @Nullable StanzaCondition refusal(Credentials credentials) {
            return canonicalName(credentials.username()) == null ? StanzaCondition.NOT_ACCEPTABLE : null;
        }
    }
}
