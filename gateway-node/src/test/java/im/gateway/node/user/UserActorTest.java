package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.edge.Outbox;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SessionName;
import im.gateway.node.log.LogLines;
import im.gateway.node.text.Texts;
import im.gateway.persistence.InMemoryRegistrationTable;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.Secret;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaReader;
import im.gateway.protocol.xml.Element;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shell around the decider: repeats, waiting for the journal, and a journal that fails. */
class UserActorTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final String GATEWAY = "irc.localhost";
    private static final String USER = "romeo@localhost";
    /** The clock stands still in these tests. */
    private static final String SESSION = GATEWAY + "|" + USER + "/1@0";

    private final BlockingQueue<Element> sent = new LinkedBlockingQueue<>();
    private final BlockingQueue<LegacyCommand> performed = new LinkedBlockingQueue<>();
    private final BlockingQueue<UserActor.Command> elsewhere = new LinkedBlockingQueue<>();
    private final TestProbe<UserJournal.Command> journal = KIT.createTestProbe();
    private final TestProbe<UserActor.Settled> edge = KIT.createTestProbe();
    private volatile @Nullable LegacyEvents legacy;
    private volatile @Nullable ActorRef<UserJournal.Reply> toActor;
    private ActorRef<UserActor.Command> actor =
            KIT.createTestProbe(UserActor.Command.class).ref();
    private final AtomicInteger closed = new AtomicInteger();
    /** To be run when the network has ended the session that was left. */
    private final BlockingQueue<Runnable> left = new LinkedBlockingQueue<>();

    private final CompletableFuture<Void> hurried = new CompletableFuture<>();
    private volatile LoginTurn turn = LoginTurn.AT_ONCE;
    private volatile boolean stoodStill;
    private volatile boolean hasStream = true;
    private long number;

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        RegistrationId id = new RegistrationId(GATEWAY, BareJid.of(USER));
        actor = KIT.spawn(UserActor.create(id, environment(), () -> {}));
        journal.awaitAssert(() -> {
            assertThat(toActor).isNotNull();
            return true;
        });
    }

    private UserEnvironment environment() {
        Outbox outbox = new Outbox() {
            @Override
            public void send(String domain, BareJid user, List<Element> stanzas, Receipt receipt) {
                boolean written = hasStream;
                if (written) {
                    sent.addAll(stanzas);
                }
                receipt.done(written);
            }

            @Override
            public void whenUp(String domain, Runnable task) {
                if (hasStream) {
                    task.run();
                }
            }
        };
        return new UserEnvironment(
                domain -> new OneSession(),
                id -> false,
                domain -> new Appearance(DeciderWorld.GATEWAY_CAPS, DeciderWorld.CONTACT_CAPS, null),
                Texts.load(),
                new PlainVault(),
                new InMemoryRegistrationTable(),
                outbox,
                UserSettings.DEFAULT,
                new KnownClients(),
                (id, replies) -> {
                    toActor = replies;
                    return Behaviors.receiveMessage(command -> {
                        journal.ref().tell(command);
                        return Behaviors.same();
                    });
                },
                () -> Instant.EPOCH,
                bound -> 0,
                domain -> turn,
                () -> CompletableFuture.completedFuture(null),
                ToldLedger.NONE,
                (id, command) -> elsewhere.add(command),
                () -> stoodStill);
    }

    @Test
    void waitsForItsRecord() throws InterruptedException {
        give(message("before the record is known"));
        edge.expectNoMessage(java.time.Duration.ofMillis(50));
        recover(UserRecord.EMPTY);
        assertThat(next()).satisfies(e -> assertThat(error(e)).isEqualTo(StanzaCondition.REGISTRATION_REQUIRED));
        edge.expectMessage(new UserActor.Settled(1));
    }

    @Test
    void anUnreadableRecordIsAnErrorForWhoAsks() throws InterruptedException {
        journalSays(new UserJournal.Unavailable("Cassandra is away"));
        give(message("while it is away"));
        assertThat(next()).satisfies(e -> assertThat(error(e)).isEqualTo(StanzaCondition.INTERNAL_SERVER_ERROR));
        edge.expectMessage(new UserActor.Settled(1));
    }

    @Test
    @Tag("rfc2779-5.4.2")
    void aRepeatIsSettledAndNotDoneAgain() throws InterruptedException {
        logIn();
        UserActor.FromXmpp message = give(message("once"));
        LegacyCommand.SendMessage first = nextMessage();
        actor.tell(message);
        legacy(new LegacyEvent.MessageOutcome(first.number(), null, null));
        edge.expectMessage(new UserActor.Settled(message.number()));
        actor.tell(message);
        edge.expectMessage(new UserActor.Settled(message.number()));
        give(message("twice"));
        assertThat(nextMessage().body()).isEqualTo("twice");
    }

    @Test
    void aStanzaWhosePredecessorIsMissingWaitsForIt() throws InterruptedException {
        logIn();
        UserActor.FromXmpp lost = from(message("lost on the way"));
        long number = lost.number();
        actor.tell(new UserActor.FromXmpp("stream", number + 1, number, message("behind it"), edge.ref()));
        actor.tell(new UserActor.FromXmpp("stream", number + 2, number + 1, message("and last"), edge.ref()));
        edge.expectMessage(UserActor.Settled.missingBefore(number + 1));
        actor.tell(lost);
        assertThat(nextMessage().body()).isEqualTo("lost on the way");
        assertThat(nextMessage().body()).isEqualTo("behind it");
        assertThat(nextMessage().body()).isEqualTo("and last");
        edge.expectNoMessage(java.time.Duration.ofMillis(50));
    }

    /** What it should follow has had its outcome from the actor before this one: its edge says so when it hands it on again. */
    @Test
    void aStanzaWhosePredecessorIsSettledElsewhereGoesOn() throws InterruptedException {
        logIn();
        number++;
        UserActor.FromXmpp in = from(message("once"));
        actor.tell(new UserActor.FromXmpp("stream", in.number(), in.number() - 1, in.stanza(), edge.ref()));
        edge.expectMessage(UserActor.Settled.missingBefore(in.number()));
        actor.tell(in);
        assertThat(nextMessage().body()).isEqualTo("once");
        assertThat(performed).as("once only").noneMatch(LegacyCommand.SendMessage.class::isInstance);
    }

    @Test
    void aRegistrationThatIsNotStoredIsNone() throws InterruptedException {
        recover(UserRecord.EMPTY);
        give(register());
        awaitSession();
        legacy(new LegacyEvent.LoggedIn("romeo"));
        journal.expectMessageClass(UserJournal.Store.class);
        journalSays(new UserJournal.StoreFailed("Cassandra is away"));
        assertThat(next()).satisfies(e -> {
            assertThat(e.attribute("type")).isEqualTo("error");
            assertThat(error(e)).isEqualTo(StanzaCondition.INTERNAL_SERVER_ERROR);
            assertThat(e.toString()).doesNotContain("ILoveJuliet");
        });
        edge.expectMessage(new UserActor.Settled(1));
    }

    /** Before another node logs the user in; the login is tried again only as after any other outage. */
    @Test
    void anActorOnTheSideThatLosesASplitEndsItsSession() throws InterruptedException {
        logIn();
        give(message("given to the network"));
        nextMessage();
        actor.tell(new UserActor.CutOff());
        Runnable networkEnds = awaitLeave();
        legacy(new LegacyEvent.MessageReceived("juliet", "said before it knew", null));
        assertThat(next().childText(Stanza.NAMESPACE, "body")).isEqualTo("said before it knew");
        networkEnds.run();
        legacy(new LegacyEvent.MessageReceived("juliet", "said to nobody", null));
        expectNoLogin();
        assertThat(sent).as("no presence, and nothing of the ended session").isEmpty();
    }

    /** The next actor of the user delivers it. */
    @Test
    void whatASessionHearsAtItsEndIsStoredWhereNoStreamTakesIt() throws InterruptedException {
        logIn();
        hasStream = false;
        actor.tell(new UserActor.CutOff());
        Runnable networkEnds = awaitLeave();
        legacy(new LegacyEvent.MessageReceived("juliet", "the last words", null));
        networkEnds.run();
        UserJournal.Store store = journal.expectMessageClass(UserJournal.Store.class);
        assertThat(store.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        UserEvent.StanzaBuffered.class,
                        buffered -> assertThat(buffered.stanza()).contains("the last words"));
    }

    @Test
    void aDecisionThatIsBeingStoredDoesNotKeepASessionFromEnding() throws InterruptedException {
        logIn();
        give(presence("subscribe", "juliet@" + GATEWAY));
        journal.expectMessageClass(UserJournal.Store.class);
        actor.tell(new UserActor.CutOff());
        awaitLeave();
    }

    @Test
    void aNetworkThatDoesNotEndTheSessionIsNotWaitedFor() throws InterruptedException {
        logIn();
        actor.tell(new UserActor.CutOff());
        awaitLeave();
        edge.awaitAssert(() -> {
            assertThat(closed.get()).isPositive();
            return true;
        });
        expectNoLogin();
    }

    /** By then the user may be at home elsewhere: who goes on would be the second to act for that user. */
    @Test
    void anActorWhoseProcessHasStoodStillEndsItsSessionAndTellsNothingOfIt() throws InterruptedException {
        logIn();
        stoodStill = true;
        legacy(new LegacyEvent.MessageReceived("juliet", "written meanwhile", null));
        awaitLeave().run();
        give(message("to whom it may concern"));
        assertThat(nextMessage().body()).as("what came behind it is dealt with").isEqualTo("to whom it may concern");
        assertThat(sent).isEmpty();

        KIT.stop(actor);
        assertThat(sent).as("the node was taken out").isEmpty();
    }

    /** Nobody else has heard what the network wrote into this session. */
    @Test
    void anActorThatIsTheOnlyOneAfterAllTellsWhatItsSessionHasHeard() throws InterruptedException {
        logIn();
        stoodStill = true;
        legacy(new LegacyEvent.MessageReceived("juliet", "written meanwhile", null));
        Runnable networkEnds = awaitLeave();
        legacy(new LegacyEvent.MessageReceived("juliet", "and a moment later", null));
        networkEnds.run();
        stoodStill = false;
        legacy(new LegacyEvent.MessageReceived("juliet", "said to nobody", null));

        assertThat(next().childText(Stanza.NAMESPACE, "body")).isEqualTo("written meanwhile");
        assertThat(next().childText(Stanza.NAMESPACE, "body")).isEqualTo("and a moment later");
        expectNoLogin();
        assertThat(sent).as("no presence, and nothing of the ended session").isEmpty();
    }

    /** One search for the name that the edge has given it shows what became of a stanza. */
    @Test
    void aStanzasWayIsInTheLogUnderItsName() throws InterruptedException {
        logIn();
        try (LogLines lines = new LogLines()) {
            UserActor.FromXmpp given = give(message("Wherefore art thou?"));
            legacy(new LegacyEvent.MessageOutcome(nextMessage().number(), null, null));
            edge.expectMessage(new UserActor.Settled(given.number()));
            String name = "stanza=" + given.stream() + "#" + given.number();
            assertThat(lines.with("logger=Inbox"))
                    .extracting(line -> line.substring(line.indexOf("logger=")))
                    .containsExactly(
                            "logger=Inbox " + name + " event=taken from=" + USER,
                            "logger=Inbox " + name + " event=given-to-network from=" + USER,
                            "logger=Inbox " + name + " event=settled from=" + USER + " session=" + SESSION);
            assertThat(lines.with("event=message-given")).allMatch(line -> line.endsWith(" " + name));
            assertThat(lines.all()).noneMatch(line -> line.contains("Wherefore"));
        }
    }

    @Test
    void aDecisionThatCouldNotBeStoredIsLoggedAboutTheStanzaThatItWasMadeFor() throws InterruptedException {
        logIn();
        try (LogLines lines = new LogLines()) {
            UserActor.FromXmpp asked = give(presence("subscribe", "juliet@" + GATEWAY));
            journal.expectMessageClass(UserJournal.Store.class);
            journalSays(new UserJournal.StoreFailed("Cassandra is away"));
            edge.expectMessage(new UserActor.Settled(asked.number()));
            assertThat(lines.with("outcome=not-stored"))
                    .singleElement()
                    .asString()
                    .endsWith(" stanza=" + asked.traceId());
        }
    }

    @Test
    void aPasswordUnderAnOldKeyIsSealedAnewBeforeAnythingElse() {
        give(presence("", GATEWAY));
        recover(UserRecord.EMPTY.apply(
                new UserEvent.Registered("romeo", new Secret(PlainVault.OLD, "", "ILoveJuliet"), null, 0)));
        UserJournal.Store wanted = journal.expectMessageClass(UserJournal.Store.class);
        UserJournal.Store sealed = journal.expectMessageClass(UserJournal.Store.class);
        assertThat(List.of(wanted.events(), sealed.events()).stream().flatMap(List::stream))
                .contains(new UserEvent.CredentialsChanged("romeo", new Secret("test", "", "ILoveJuliet"), 0));
    }

    @Test
    void aLoginThatMessagesWaitForHurries() throws Exception {
        CompletableFuture<Void> comes = new CompletableFuture<>();
        turn = new LoginTurn() {
            @Override
            public CompletionStage<Void> comes() {
                return comes;
            }

            @Override
            public void hurry() {
                hurried.complete(null);
            }
        };
        recover(UserRecord.EMPTY.apply(new UserEvent.Registered("romeo", new Secret("k", "", "ILoveJuliet"), null, 0)));
        give(presence("", GATEWAY));
        edge.expectMessageClass(UserActor.Settled.class);
        assertThat(hurried).isNotDone();
        give(message("to somebody who is not logged in yet"));
        hurried.get(20, TimeUnit.SECONDS);

        comes.complete(null);
        awaitSession();
    }

    @Test
    void aUserWhoIsLoggedInTalksOnWithoutAJournal() throws InterruptedException {
        logIn();
        journalSays(new UserJournal.Unavailable("Cassandra is away"));
        give(presence("subscribe", "juliet@" + GATEWAY));
        assertThat(next()).satisfies(e -> assertThat(error(e)).isEqualTo(StanzaCondition.INTERNAL_SERVER_ERROR));
        give(message("all the same"));
        assertThat(nextMessage().body()).isEqualTo("all the same");
        legacy(new LegacyEvent.MessageReceived("juliet", "and back", null));
        assertThat(next().childText(Stanza.NAMESPACE, "body")).isEqualTo("and back");
    }

    /** In a rolling restart: what the network was given is not given to it twice, and what comes now finds the next actor. */
    @Test
    void anActorThatHasToMoveWaitsForOutcomesAndHandsOnWhatComes() throws InterruptedException {
        logIn();
        UserActor.FromXmpp given = give(message("given to the network"));
        LegacyCommand.SendMessage first = nextMessage();
        actor.tell(new UserActor.Stop());
        UserActor.FromXmpp late =
                new UserActor.FromXmpp("stream", ++number, given.number(), message("while leaving"), edge.ref());
        actor.tell(late);
        legacy(new LegacyEvent.MessageReceived("juliet", "still heard", null));
        assertThat(next().childText(Stanza.NAMESPACE, "body")).isEqualTo("still heard");
        assertThat(elsewhere).as("nothing is handed on before the outcome").isEmpty();

        legacy(new LegacyEvent.MessageOutcome(first.number(), null, null));
        edge.expectMessage(new UserActor.Settled(given.number()));
        assertThat(elsewhere.poll(10, TimeUnit.SECONDS)).isEqualTo(new UserActor.Wake());
        assertThat(elsewhere.poll(10, TimeUnit.SECONDS))
                .as("behind nothing, since the one before it has its outcome")
                .isEqualTo(new UserActor.FromXmpp("stream", late.number(), 0, late.stanza(), edge.ref()));
        edge.expectTerminated(actor);
        assertThat(performed).noneMatch(LegacyCommand.SendMessage.class::isInstance);
    }

    @Test
    void anActorThatNobodyNeedsEndsAndDoesNotComeBack() {
        recover(UserRecord.EMPTY);
        actor.tell(new UserActor.Stop());
        edge.expectTerminated(actor);
        assertThat(elsewhere).isEmpty();
    }

    /** A registered user, online and logged in. */
    private void logIn() throws InterruptedException {
        UserRecord registered =
                UserRecord.EMPTY.apply(new UserEvent.Registered("romeo", new Secret("k", "", "ILoveJuliet"), null, 0));
        recover(registered);
        give(presence("", GATEWAY));
        edge.expectMessageClass(UserActor.Settled.class);
        UserJournal.Store store = journal.expectMessageClass(UserJournal.Store.class);
        UserRecord after = registered;
        for (UserEvent event : store.events()) {
            after = after.apply(event);
        }
        journalSays(new UserJournal.Stored(after));
        awaitSession();
        legacy(new LegacyEvent.LoggedIn("romeo"));
        assertThat(next().attribute("from")).isEqualTo(GATEWAY);
    }

    private void recover(UserRecord record) {
        journalSays(new UserJournal.Recovered(record));
    }

    private void journalSays(UserJournal.Reply reply) {
        Objects.requireNonNull(toActor).tell(reply);
    }

    /** What to run when the network is to end the session, as soon as it has been told of that. */
    private Runnable awaitLeave() throws InterruptedException {
        Runnable over = left.poll(10, TimeUnit.SECONDS);
        assertThat(over).as("a session that is left").isNotNull();
        return Objects.requireNonNull(over);
    }

    /** Who writes while nobody is logged in hears of it. */
    private void expectNoLogin() throws InterruptedException {
        give(message("while waiting"));
        assertThat(next()).satisfies(e -> assertThat(error(e)).isEqualTo(StanzaCondition.REMOTE_SERVER_TIMEOUT));
    }

    private void awaitSession() {
        edge.awaitAssert(() -> {
            assertThat(legacy).isNotNull();
            return true;
        });
    }

    private void legacy(LegacyEvent event) {
        Objects.requireNonNull(legacy).on(event);
    }

    private UserActor.FromXmpp give(Stanza stanza) {
        UserActor.FromXmpp in = from(stanza);
        actor.tell(in);
        return in;
    }

    private UserActor.FromXmpp from(Stanza stanza) {
        number++;
        return new UserActor.FromXmpp("stream", number, stanza, edge.ref());
    }

    private Element next() throws InterruptedException {
        Element stanza = sent.poll(10, TimeUnit.SECONDS);
        assertThat(stanza).as("a stanza for the user").isNotNull();
        return Objects.requireNonNull(stanza);
    }

    private LegacyCommand.SendMessage nextMessage() throws InterruptedException {
        while (true) {
            LegacyCommand command = performed.poll(10, TimeUnit.SECONDS);
            assertThat(command).as("a message for the network").isNotNull();
            if (command instanceof LegacyCommand.SendMessage message) {
                return message;
            }
        }
    }

    private static @Nullable StanzaCondition error(Element stanza) {
        Element error = stanza.child(Stanza.NAMESPACE, "error");
        Element condition = error == null ? null : error.firstChild();
        return condition == null ? null : StanzaCondition.ofWire(condition.name());
    }

    private Stanza message(String body) {
        return stanza("message", "chat", "juliet@" + GATEWAY, Element.ofText(Stanza.NAMESPACE, "body", body));
    }

    private Stanza presence(String type, String to) {
        return stanza("presence", type, to, null);
    }

    private Stanza register() {
        Element query = Element.builder("jabber:iq:register", "query")
                .childText("username", "romeo")
                .childText("password", "ILoveJuliet")
                .build();
        return stanza("iq", "set", GATEWAY, query);
    }

    private Stanza stanza(String name, String type, String to, @Nullable Element child) {
        Element element = Element.builder(Stanza.NAMESPACE, name)
                .attribute("type", type.isEmpty() ? null : type)
                .attribute("from", USER + "/orchard")
                .attribute("to", to)
                .attribute("id", "s" + number)
                .child(child)
                .build();
        return ((StanzaReader.Reading.Valid) StanzaReader.read(element)).stanza();
    }

    private final class OneSession implements LegacyNetwork, LegacySession {
        private final Queue<Runnable> over = new ConcurrentLinkedQueue<>();

        @Override
        public Profile profile() {
            return new Profile("irc", "IRC", Set.of());
        }

        @Override
        public String canonicalName(String typed) {
            return typed;
        }

        @Override
        public LegacySession open(SessionName name, Credentials credentials, LegacyEvents events) {
            legacy = events;
            return this;
        }

        @Override
        public @Nullable StanzaCondition refusal(Credentials credentials) {
            return null;
        }

        @Override
        public void perform(LegacyCommand command) {
            performed.add(command);
        }

        @Override
        public void close() {
            over.forEach(Runnable::run);
            closed.incrementAndGet();
        }

        @Override
        public void leave(Runnable whenOver) {
            over.add(whenOver);
            left.add(whenOver);
        }
    }
}
