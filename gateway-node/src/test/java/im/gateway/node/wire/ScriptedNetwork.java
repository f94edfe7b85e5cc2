package im.gateway.node.wire;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SessionName;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A legacy network that does what a story says. By itself it only answers logins, by the story's accounts. Names are those of AIM:
 * case and spaces do not count (<code>Capulet Nurse</code> is <code>capuletnurse</code>), and they begin with a letter.
 */
public final class ScriptedNetwork implements LegacyNetwork, StoryNetwork {
    private final Story.Cast cast;
    private final Map<String, String> accounts;
    private final Queue<List<String>> seen = new ArrayDeque<>();
    private final Set<String> watched = new TreeSet<>();
    private List<String> shown = List.of("shows", "nothing");
    private @Nullable Session session;
    private boolean up = true;

    public ScriptedNetwork(Story.Cast cast) {
        this.cast = cast;
        this.accounts = new HashMap<>(cast.accounts());
    }

    @Override
    public LegacyNetwork network() {
        return this;
    }

    @Override
    public Profile profile() {
        return new Profile(cast.discoType(), cast.discoType().toUpperCase(Locale.ROOT), cast.features());
    }

    @Override
    public @Nullable String canonicalName(String typed) {
        String name = typed.replace(" ", "").toLowerCase(Locale.ROOT);
        return name.matches("[a-z][^!]{0,96}") ? name : null;
    }

    @Override
    public @Nullable StanzaCondition refusal(Credentials credentials) {
        boolean complete =
                !credentials.username().isBlank() && !credentials.password().isEmpty();
        return complete && canonicalName(credentials.username()) != null ? null : StanzaCondition.NOT_ACCEPTABLE;
    }

    @Override
    public synchronized LegacySession open(SessionName name, Credentials credentials, LegacyEvents events) {
        if (session != null) {
            // Two logins of one account at once: no story expects this word, so each fails on it.
            seen.add(List.of("second-login", credentials.username()));
        }
        seen.add(List.of("login", credentials.username(), credentials.password()));
        Session opened = new Session(events);
        session = opened;
        if (!up) {
            tell(new LegacyEvent.LoginFailed(LegacyEvent.Failure.UNREACHABLE, "connection refused"));
        } else if (!cast.loginsByHand()) {
            boolean good = credentials.password().equals(accounts.get(credentials.username()));
            tell(
                    good
                            ? new LegacyEvent.LoggedIn(credentials.username())
                            : new LegacyEvent.LoginFailed(
                                    LegacyEvent.Failure.BAD_CREDENTIALS, "incorrect screen name or password"));
        }
        return opened;
    }

    @Override
    public synchronized @Nullable List<String> nextSeen() {
        return seen.poll();
    }

    @Override
    public synchronized void does(List<String> words) {
        if (words.get(0).equals("account")) {
            accounts.put(words.get(1), words.get(2));
        } else if (words.get(0).equals("changed")) {
            List<String> list = new ArrayList<>(words.subList(1, words.size()));
            long number = Long.parseLong(list.set(0, "contacts"));
            LegacyEvent.ContactList contacts = (LegacyEvent.ContactList) LegacyWords.event(list, this::nameOf);
            tell(contacts);
            tell(new LegacyEvent.ContactChanged(
                    number, contacts.contacts().get(0).contact(), null, null));
        } else {
            tell(LegacyWords.event(words, this::nameOf));
        }
    }

    private void tell(LegacyEvent event) {
        Session told = session;
        if (told == null) {
            throw new IllegalStateException("there is no session that could be told " + event);
        }
        if (event instanceof LegacyEvent.LoginFailed || event instanceof LegacyEvent.LoggedOut) {
            over();
        }
        told.events.on(event);
    }

    @Override
    public synchronized void service(boolean nowUp) {
        up = nowUp;
        if (!up && session != null) {
            tell(new LegacyEvent.LoggedOut(LegacyEvent.Failure.UNREACHABLE, "connection closed"));
        }
    }

    @Override
    public synchronized boolean holds(List<String> words) {
        List<String> names = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "shows" -> shown.equals(words);
            case "watches" -> watched.containsAll(names);
            case "ignores" -> names.stream().noneMatch(watched::contains);
            default -> throw new IllegalArgumentException("no such state: " + words);
        };
    }

    @Override
    public synchronized String state() {
        return shown + " " + "watches " + watched;
    }

    /** Commands and events are handed over within their calls. */
    @Override
    public void settle() {}

    @Override
    public synchronized void abandon() {
        over();
    }

    @Override
    public void close() {}

    private void over() {
        session = null;
        watched.clear();
        shown = List.of("shows", "nothing");
    }

    private final class Session implements LegacySession {
        private final LegacyEvents events;

        Session(LegacyEvents events) {
            this.events = events;
        }

        @Override
        public void perform(LegacyCommand command) {
            synchronized (ScriptedNetwork.this) {
                if (session != this) {
                    return;
                }
                if (command instanceof LegacyCommand.ShowPresence show) {
                    shown = LegacyWords.shown(show.show(), show.status());
                } else if (command instanceof LegacyCommand.Watch watch) {
                    watched.addAll(watch.contacts());
                } else if (command instanceof LegacyCommand.AddContact add) {
                    watched.add(add.contact());
                } else if (command instanceof LegacyCommand.RemoveContact remove) {
                    watched.remove(remove.contact());
                }
                List<String> words = LegacyWords.of(command);
                if (words != null) {
                    seen.add(words);
                }
            }
        }

        @Override
        public void close() {
            synchronized (ScriptedNetwork.this) {
                if (session == this) {
                    over();
                    seen.add(List.of("logout"));
                }
            }
        }
    }
}
