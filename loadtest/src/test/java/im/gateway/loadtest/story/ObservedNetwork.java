package im.gateway.loadtest.story;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SearchField;
import im.gateway.node.legacy.SessionName;
import im.gateway.node.wire.LegacyWords;
import im.gateway.node.wire.Story;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The gateway's own network, with a note of all that is asked of it and of what it answers. Names are those of the story on this side of it. */
final class ObservedNetwork implements LegacyNetwork {
    /** What a network may do in a story that does not speak of it. */
    private static final Set<Feature> UNNAMED =
            Set.of(Feature.CONTACT_LIST, Feature.AUTHORIZATION, Feature.OFFLINE_MESSAGES, Feature.TYPING);

    private final People people;
    private final Story.Cast cast;
    private final Queue<Asked> asked = new ArrayDeque<>();
    private final Map<Long, LegacyEvent.MessageOutcome> outcomes = new HashMap<>();
    private final Map<Long, LegacyEvent.ContactChanged> changes = new HashMap<>();
    private @Nullable Session current;

    /** Something that was asked of a session, in the words of a story. */
    record Asked(Session session, List<String> words) {}

    ObservedNetwork(People people, Story.Cast cast) {
        this.people = people;
        this.cast = cast;
    }

    /** {@inheritDoc} Type and name are those of the story's gateway; so are the features that stories have to name before they are there. */
    @Override
    public Profile profile() {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : people.network().profile().features()) {
            if (UNNAMED.contains(feature) || cast.features().contains(feature)) {
                features.add(feature);
            }
        }
        return new Profile(cast.discoType(), cast.discoType().toUpperCase(Locale.ROOT), features);
    }

    @Override
    public List<SearchField> searchFields() {
        return people.network().searchFields();
    }

    @Override
    public @Nullable String canonicalName(String typed) {
        return people.network().canonicalName(typed);
    }

    @Override
    public @Nullable StanzaCondition refusal(Credentials credentials) {
        return people.network().refusal(toNetwork(credentials));
    }

    private Credentials toNetwork(Credentials credentials) {
        String name = canonicalName(credentials.username());
        return name == null ? credentials : new Credentials(people.toNetwork(name), credentials.password());
    }

    @Override
    public synchronized LegacySession open(SessionName name, Credentials credentials, LegacyEvents events) {
        Session session = new Session(events);
        if (current != null && current.state != State.OVER) {
            // Two logins of one account at once: no story expects this word, so each fails on it.
            asked.add(new Asked(session, List.of("second-login", credentials.username())));
        }
        asked.add(new Asked(session, List.of("login", credentials.username(), credentials.password())));
        current = session;
        session.real = people.network().open(name, toNetwork(credentials), session);
        return session;
    }

    /** The next thing that was asked, and stays the next. */
    synchronized @Nullable Asked next() {
        return asked.peek();
    }

    synchronized void done() {
        asked.remove();
    }

    /** What became of the message of this number; null for nothing yet. */
    synchronized LegacyEvent.@Nullable MessageOutcome outcome(long number) {
        return outcomes.get(number);
    }

    /** What became of the change of this number, the last one where nobody waits for it; null for nothing yet. */
    synchronized LegacyEvent.@Nullable ContactChanged change(long number) {
        return changes.get(number);
    }

    /** How far the latest session is; over where there was none. */
    synchronized State state() {
        return current == null ? State.OVER : current.state;
    }

    /** Hears nothing more of the session, and takes nothing more for it. */
    synchronized void forget() {
        if (current != null) {
            current.state = State.OVER;
        }
    }

    /** How far a session is. */
    enum State {
        OPENING,
        LOGGED_IN,
        OVER
    }

    /** A session of the network's, and a note of what goes through it. */
    final class Session implements LegacySession, LegacyEvents {
        private final LegacyEvents events;
        private @Nullable LegacySession real;
        private State state = State.OPENING;

        Session(LegacyEvents events) {
            this.events = events;
        }

        State state() {
            return state;
        }

        @Override
        public void on(LegacyEvent event) {
            synchronized (ObservedNetwork.this) {
                if (state == State.OVER) {
                    return;
                }
                if (event instanceof LegacyEvent.LoggedIn) {
                    state = State.LOGGED_IN;
                } else if (event instanceof LegacyEvent.LoginFailed || event instanceof LegacyEvent.LoggedOut) {
                    if (state == State.LOGGED_IN) {
                        people.allLeave();
                    }
                    state = State.OVER;
                } else if (event instanceof LegacyEvent.MessageOutcome outcome) {
                    outcomes.put(outcome.number(), outcome);
                } else if (event instanceof LegacyEvent.ContactChanged changed) {
                    changes.put(changed.number(), changed);
                }
                events.on(Renamed.event(event, people::toStory));
            }
        }

        @Override
        public void perform(LegacyCommand command) {
            synchronized (ObservedNetwork.this) {
                List<String> words = LegacyWords.of(command);
                if (state != State.OVER && words != null) {
                    asked.add(new Asked(this, words));
                }
                if (real != null) {
                    real.perform(Renamed.command(command, people::toNetwork));
                }
            }
        }

        @Override
        public void close() {
            synchronized (ObservedNetwork.this) {
                if (state != State.OVER) {
                    state = State.OVER;
                    asked.add(new Asked(this, List.of("logout")));
                    people.allLeave();
                }
                if (real != null) {
                    real.close();
                }
            }
        }
    }
}
