package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.legacy.Typing;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.protocol.caps.Caps;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.xml.Element;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random sequences of stanzas, legacy events, timers and failures against the decider, and what must hold whatever comes. */
class UserDeciderRandomTest {
    private static final int SEQUENCES = 10_000;
    private static final int STEPS = 50;
    private static final String[] CONTACTS = {"juliet", "capuletnurse", "tybalt"};
    private static final String[] RESOURCES = {"orchard", "balcony"};
    private static final Caps[] CLIENTS = {ListInvariants.CAPS, new Caps("sha-1", "urn:other", "not-the-hash")};
    private static final String[] SUBSCRIPTION_TYPES = {"subscribe", "subscribed", "unsubscribe", "unsubscribed"};

    /** A stanza out for each contact and resource, three at most, and a few for the gateway and what waited. */
    private static final int MOST_STANZAS_FOR_ONE = 3 * CONTACTS.length * RESOURCES.length + 8 + STEPS;

    @Test
    @Tag("xep0100-5.1.1-2")
    @Tag("xep0100-7-3")
    @Tag("rfc3921-5.1.2-subscribed")
    @Tag("rfc2779-5.1.6")
    @Tag("rfc2779-5.2.1")
    @Tag("rfc2779-5.3.2")
    void keepsItsPromisesWhateverComes() {
        long firstSeed = Long.getLong("seed", 20260101L);
        for (int i = 0; i < SEQUENCES; i++) {
            long seed = firstSeed + i;
            try {
                new Run(seed).go();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("run again with -Dseed=" + seed, e);
            }
        }
    }

    private static final class Run {
        private final Random random;
        private final DeciderWorld world;
        private final RandomAsking asks;
        private final @Nullable String contactResource;
        private final Set<String> askedToSee = new HashSet<>();
        private final ListInvariants lists = new ListInvariants();

        Run(long seed) {
            random = new Random(seed);
            Set<Feature> features = EnumSet.noneOf(Feature.class);
            for (Feature feature : Feature.values()) {
                if (random.nextBoolean()) {
                    features.add(feature);
                }
            }
            contactResource = random.nextBoolean() ? "gateway" : null;
            world = new DeciderWorld(features, random.nextBoolean(), contactResource);
            asks = new RandomAsking(random, world);
        }

        void go() {
            for (int step = 0; step < STEPS; step++) {
                DeciderWorld.Step done = step();
                if (done != null) {
                    check(done);
                }
            }
            quiet();
        }

        private void check(DeciderWorld.Step done) {
            assertThat(done.sent()).hasSizeLessThanOrEqualTo(MOST_STANZAS_FOR_ONE);
            for (Element stanza : done.sent()) {
                String from = stanza.attribute("from", "");
                assertThat(Jid.of(from).domain()).isEqualTo(DeciderWorld.GATEWAY);
                assertThat(Jid.of(from).resource())
                        .as("where %s is from", stanza)
                        .isEqualTo(resource(stanza));
                boolean isInTheUsersName = stanza.child("urn:xmpp:privilege:2", "privilege") != null;
                String to = stanza.attribute("to", "");
                assertThat(to).startsWith(isInTheUsersName ? "montague.lit" : DeciderWorld.USER);
                assertThat(stanza.toString()).as("no password goes back").doesNotContain(RandomAsking.PASSWORD);
                if ("subscribed".equals(stanza.attribute("type")) && from.contains("@")) {
                    assertThat(askedToSee).as("subscribed that was asked for").contains(from);
                }
            }
            lists.check(done, world);
            UserRecord replayed = UserRecord.EMPTY;
            for (UserEvent event : world.journal) {
                replayed = replayed.apply(event);
            }
            assertThat(replayed).isEqualTo(world.record);
        }

        /** What the contacts say by themselves is from their resource; subscriptions, and answers to a bare address, are not. */
        private @Nullable String resource(Element stanza) {
            String type = stanza.attribute("type", "");
            boolean isSaid = stanza.name().equals("presence")
                    ? type.isEmpty() || type.equals("unavailable")
                    : stanza.name().equals("message")
                            && !type.equals("error")
                            && stanza.child("urn:xmpp:receipts", "received") == null;
            boolean isContact = Jid.of(stanza.attribute("from", "")).local() != null;
            return isContact && isSaid ? contactResource : null;
        }

        /** However it went: once the user is gone and the network is away, no stanza is without an outcome. */
        private void quiet() {
            asks.say(full(RESOURCES[0]), "set stay no");
            for (String resource : RESOURCES) {
                world.stanza("presence", "unavailable", full(resource), DeciderWorld.GATEWAY);
                world.stanza("presence", "unavailable", full(resource), address(CONTACTS[0]));
            }
            while (!world.reads.isEmpty()) {
                readTable();
            }
            if (world.session != null) {
                world.lose(LegacyEvent.Failure.UNREACHABLE);
            }
            if (world.session != null) {
                world.lose(LegacyEvent.Failure.UNREACHABLE);
            }
            assertThat(world.unsettled)
                    .as("without an outcome, after %s", String.join("\n", world.story))
                    .isEmpty();
        }

        private String full(String resource) {
            return DeciderWorld.USER + "/" + resource;
        }

        private String address(String contact) {
            return contact + "@" + DeciderWorld.GATEWAY;
        }

        private <T> T one(T[] of) {
            return of[random.nextInt(of.length)];
        }

        private DeciderWorld.@org.jspecify.annotations.Nullable Step step() {
            if (random.nextInt(20) == 0) {
                // The clock is set, forward or back, by up to two days: nothing but texts and times of questions may
                // depend on it.
                long seconds = world.now.getEpochSecond() + random.nextInt(-172_800, 172_800);
                world.now = java.time.Instant.ofEpochSecond(Math.max(0, seconds));
            }
            switch (random.nextInt(13)) {
                case 11:
                    return asks.block(full(one(RESOURCES)), address(one(CONTACTS)));
                case 10:
                    return asks.question(full(one(RESOURCES)), address(one(CONTACTS)));
                case 8:
                    return asks.command(full(one(RESOURCES)));
                case 9:
                    return asks.say(full(one(RESOURCES)));
                case 0:
                    return registration();
                case 1:
                case 2:
                    return presence();
                case 3:
                    return message();
                case 4:
                    return subscription();
                case 5:
                case 6:
                    return legacy();
                case 7:
                    return lists.answerOne(random, world);
                default:
                    return world();
            }
        }

        private DeciderWorld.Step registration() {
            Element.Builder query = Element.builder("jabber:iq:register", "query");
            int kind = random.nextInt(6);
            if (kind == 0) {
                query.child("remove");
            } else if (kind > 1) {
                query.childText("username", random.nextInt(8) == 0 ? "!" : "RomeoMyRomeo")
                        .childText("password", random.nextInt(8) == 0 ? "" : RandomAsking.PASSWORD);
            }
            return world.stanza(
                    "iq", kind == 1 ? "get" : "set", full(one(RESOURCES)), DeciderWorld.GATEWAY, query.build());
        }

        private DeciderWorld.Step presence() {
            String[] types = {"", "", "", "unavailable", "probe", "error"};
            String to = random.nextBoolean() ? DeciderWorld.GATEWAY : address(one(CONTACTS));
            String from = random.nextInt(10) == 0 ? DeciderWorld.USER : full(one(RESOURCES));
            String type = one(types);
            return type.isEmpty() && random.nextBoolean()
                    ? world.stanza("presence", type, from, to, one(CLIENTS).toXml())
                    : world.stanza("presence", type, from, to);
        }

        private DeciderWorld.Step message() {
            String[] types = {"chat", "chat", "chat", "normal", "headline", "groupchat", "error"};
            String to = random.nextInt(8) == 0 ? DeciderWorld.GATEWAY : address(one(CONTACTS));
            Element child = random.nextInt(4) == 0
                    ? Element.of("http://jabber.org/protocol/chatstates", "composing")
                    : Element.ofText(Stanza.NAMESPACE, "body", "Wherefore art thou Romeo?");
            return world.stanza("message", one(types), full(one(RESOURCES)), to, child);
        }

        private DeciderWorld.Step subscription() {
            String type = one(SUBSCRIPTION_TYPES);
            String to = random.nextInt(6) == 0 ? DeciderWorld.GATEWAY : address(one(CONTACTS));
            if (type.equals("subscribe")) {
                askedToSee.add(to);
            }
            return world.stanza("presence", type, DeciderWorld.USER, to);
        }

        private DeciderWorld.@org.jspecify.annotations.Nullable Step legacy() {
            if (world.session == null) {
                return null;
            }
            if (!world.loggedIn) {
                return random.nextInt(4) > 0
                        ? world.legacy(new LegacyEvent.LoggedIn("RomeoMyRomeo"))
                        : world.lose(one(LegacyEvent.Failure.values()));
            }
            String contact = one(CONTACTS);
            return switch (random.nextInt(12)) {
                case 0 -> world.legacy(new LegacyEvent.ContactPresence(contact, Presence.Show.AWAY, "tea"));
                case 1 -> world.legacy(new LegacyEvent.ContactPresence(contact, null, null));
                case 2 -> world.legacy(new LegacyEvent.AuthorizationRequested(contact, null));
                case 3 -> world.legacy(new LegacyEvent.AuthorizationAnswered(contact, random.nextBoolean()));
                case 4 -> world.legacy(new LegacyEvent.RemovedBy(contact));
                case 5 -> world.legacy(new LegacyEvent.MessageReceived(contact, "O Romeo", null));
                case 6 -> world.legacy(new LegacyEvent.AddContactFailed(contact, StanzaCondition.ITEM_NOT_FOUND, null));
                case 7 -> world.legacy(lists.some(random, CONTACTS));
                case 8 -> world.legacy(random.nextBoolean() ? new LegacyEvent.AddedBy(contact) : asks.answer(contact));
                case 9 ->
                    world.legacy(
                            random.nextBoolean()
                                    ? new LegacyEvent.MessageReceived(contact, "Away", null, true)
                                    : asks.picture(contact));
                case 10 -> world.legacy(new LegacyEvent.MessageSentElsewhere(contact, "Juliet!", null));
                default -> world.legacy(new LegacyEvent.TypingShown(contact, one(Typing.values())));
            };
        }

        private DeciderWorld.Step readTable() {
            Effect.Registrations found = random.nextInt(4) == 0
                    ? null
                    : new Effect.Registrations(2, 1, List.of(BareJid.of(DeciderWorld.USER)), random.nextBoolean());
            return world.decide(new Input.RegistrationsRead(world.reads.remove(0), found));
        }

        /** What is neither the user nor the network. */
        private DeciderWorld.@org.jspecify.annotations.Nullable Step world() {
            switch (random.nextInt(8)) {
                case 6:
                    return world.reads.isEmpty() ? null : readTable();
                case 0:
                    return world.decide(new Input.TimerFired(one(Input.Timer.values())));
                case 1:
                    return world.decide(new Input.Woken());
                case 2:
                    return world.decide(new Input.NotWritten(List.of(Element.builder(Stanza.NAMESPACE, "message")
                            .attribute("from", address(CONTACTS[0]))
                            .attribute("to", DeciderWorld.USER)
                            .childText("body", "O Romeo")
                            .build())));
                case 3:
                    return world.decide(random.nextBoolean() ? new Input.StreamBack() : new Input.TurnToAsk());
                case 4:
                    return world.decide(new Input.BufferWritten(world.record.bufferedUpTo()));
                case 5:
                    return world.session == null ? null : world.lose(one(LegacyEvent.Failure.values()));
                default:
                    return world.inFlight.isEmpty()
                            ? null
                            : world.decide(new Input.MessageSettled(
                                    world.inFlight.remove(0),
                                    random.nextBoolean() ? null : StanzaCondition.SERVICE_UNAVAILABLE,
                                    null));
            }
        }
    }
}
