package im.gateway.loadtest.story;

import com.typesafe.config.ConfigFactory;
import im.gateway.loadtest.oscar.Options;
import im.gateway.loadtest.oscar.SimulatedContact;
import im.gateway.loadtest.oscar.SimulatedContact.Received;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork.Listed;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork.Shown;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.legacy.LegacyNetworkFactory;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.wire.LegacyWords;
import im.gateway.node.wire.Story;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.IcqStatus;
import im.gateway.protocol.oscar.ImHtml;
import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A story's people on AIM or ICQ: accounts of the simulated OSCAR network, played without a client. */
final class OscarPeople implements People {
    static final String ROMEO = "romeomyromeo";
    private static final List<String> PEOPLE = List.of("juliet", "capuletnurse", "tybalt", "capulet@verona", "oharajr");

    private final SimulatedOscarNetwork service;
    private final EventLoopGroup loops;
    private final LegacyNetwork network;
    private final Names names;
    private final Map<String, SimulatedContact> contacts = new LinkedHashMap<>();
    private final List<List<String>> received = new ArrayList<>();
    private long activity = -1;

    /** What people are called on the service. */
    interface Names {
        Names AIM = name -> name;
        /** ICQ's numbers: whoever has none is nobody there, but may be asked for. */
        Names ICQ = name -> {
            int index = PEOPLE.indexOf(name);
            return name.equals(ROMEO) ? "1000001" : index < 0 ? name : String.valueOf(2_000_002 + index);
        };

        String toNetwork(String name);
    }

    /**
     * A service for one story.
     *
     * @param loops one event loop, for the gateway's sessions
     */
    OscarPeople(LegacyNetworkFactory factory, Names names, Story.Cast cast, EventLoopGroup loops) {
        this.names = names;
        this.loops = loops;
        service = SimulatedOscarNetwork.start(Options.local(), Clock.systemUTC());
        network = factory.create(
                "story",
                ConfigFactory.parseMap(Map.of(
                        "host", service.address().getHostString(),
                        "port", service.address().getPort())),
                new Services(loops, Clock.systemUTC(), 1));
        cast.accounts().forEach((name, password) -> service.addAccount(names.toNetwork(canonical(name)), password));
        if (!cast.accounts().keySet().stream().map(this::canonical).toList().contains(ROMEO)) {
            service.addAccount(toNetwork(ROMEO), "nobody knows");
        }
        boolean asked = cast.features().contains(Feature.AUTHORIZATION)
                && network.profile().features().contains(Feature.AUTHORIZATION);
        for (String name : PEOPLE) {
            contacts.put(name, service.addContact(toNetwork(name)));
            service.requireAuthorization(toNetwork(name), asked);
        }
    }

    private String canonical(String name) {
        return Objects.requireNonNull(network.canonicalName(name), name);
    }

    @Override
    public LegacyNetwork network() {
        return network;
    }

    @Override
    public String toNetwork(String name) {
        return names.toNetwork(name);
    }

    @Override
    public String toStory(String name) {
        String canonical = canonical(name);
        return PEOPLE.stream()
                .filter(person -> toNetwork(person).equals(canonical))
                .findFirst()
                .orElse(toNetwork(ROMEO).equals(canonical) ? ROMEO : canonical);
    }

    private SimulatedContact contact(String name) {
        SimulatedContact contact = contacts.get(name);
        if (contact == null) {
            throw new IllegalArgumentException(name + " is not on the network (expected: one of " + PEOPLE + ")");
        }
        return contact;
    }

    @Override
    public void does(List<String> words) {
        String romeo = toNetwork(ROMEO);
        String text = words.size() > 2 ? words.get(2) : "";
        switch (words.get(0)) {
            case "contacts" -> {
                List<Listed> list = listed(words);
                // Whoever is on a list has agreed to it.
                list.forEach(listed -> service.requireAuthorization(listed.name(), false));
                service.setList(romeo, list);
            }
            case "logged-out" -> loggedOut(words.get(1));
            case "account" -> service.changePassword(toNetwork(canonical(words.get(1))), text);
            case "presence" -> presence(contact(words.get(1)), text, words.size() > 3 ? words.get(3) : "");
            case "message" -> {
                SimulatedContact contact = contact(words.get(1));
                signOn(contact);
                contact.send(romeo, text);
            }
            case "automatic" -> {
                SimulatedContact contact = contact(words.get(1));
                signOn(contact);
                contact.sendAutomatically(romeo, text);
            }
            case "typing" ->
                contact(words.get(1))
                        .typing(
                                romeo,
                                switch (text) {
                                    case "composing" -> Icbm.Typing.BEGUN;
                                    case "paused" -> Icbm.Typing.TYPED;
                                    default -> Icbm.Typing.FINISHED;
                                });
            case "asks" -> {
                signOn(contact(words.get(1)));
                contact(words.get(1)).requestAuthorization(romeo, text);
            }
            case "grants" -> answer(contact(words.get(1)), true);
            case "denies" -> answer(contact(words.get(1)), false);
            case "adds" -> {
                signOn(contact(words.get(1)));
                contact(words.get(1)).add(romeo);
            }
            default -> throw new IllegalArgumentException("people on this network cannot " + words.get(0));
        }
    }

    /** Whoever is in no group stands in the one that every list has. */
    private List<Listed> listed(List<String> words) {
        LegacyEvent.ContactList list = (LegacyEvent.ContactList) LegacyWords.event(words, this::canonical);
        return list.contacts().stream()
                .map(entry -> new Listed(
                        toNetwork(entry.contact()),
                        Objects.requireNonNullElse(entry.name(), ""),
                        entry.groups().isEmpty() ? List.of("Buddies") : entry.groups()))
                .toList();
    }

    private void loggedOut(String failure) {
        if (failure.equals("replaced")) {
            service.signOnElsewhere(toNetwork(ROMEO));
        } else {
            service.dropConnections();
        }
    }

    /** Nobody is asked where the service does not ask: then there is nothing to answer. */
    private void answer(SimulatedContact contact, boolean granted) {
        if (network.profile().features().contains(Feature.AUTHORIZATION)) {
            contact.answerAuthorization(toNetwork(ROMEO), granted, "");
        }
    }

    private void presence(SimulatedContact contact, String show, String text) {
        if (show.equals("gone")) {
            contact.signOff();
            return;
        }
        boolean away = List.of("away", "xa", "dnd").contains(show);
        // Nobody is away on AIM without a text, which may be blank. The line beside the name comes with the arrival.
        contact.signOn(away && text.isEmpty() ? " " : away ? text : "", text, statusBits(show));
    }

    private void signOn(SimulatedContact contact) {
        if (!service.isOnline(contact.name())) {
            contact.signOn();
        }
    }

    @Override
    public void service(boolean up) {
        if (up) {
            service.listen();
        } else {
            service.stopListening();
        }
    }

    @Override
    public boolean received(List<String> words) {
        contacts.forEach((name, contact) -> {
            for (Received next = contact.received().poll();
                    next != null;
                    next = contact.received().poll()) {
                received.add(words(name, next));
            }
        });
        boolean keptForLater = words.get(0).equals("grant")
                && !isThere(words.get(1))
                && service.grantedBy(toNetwork(ROMEO)).contains(toNetwork(words.get(1)));
        return keptForLater || received.remove(words);
    }

    private static List<String> words(String name, Received received) {
        if (received instanceof Received.Message message) {
            return List.of("message", name, message.text());
        } else if (received instanceof Received.Typing typing) {
            String state = switch (typing.state()) {
                case Icbm.Typing.BEGUN -> "composing";
                case Icbm.Typing.TYPED -> "paused";
                default -> "stopped";
            };
            return List.of("typing", name, state);
        } else if (received instanceof Received.AuthorizationRequest) {
            return List.of("asked", name);
        } else if (received instanceof Received.AuthorizationAnswer answer) {
            return List.of(answer.granted() ? "grant" : "deny", name);
        }
        throw new AssertionError(received);
    }

    @Override
    public boolean isOnline() {
        return service.isOnline(toNetwork(ROMEO));
    }

    @Override
    public boolean isThere(String name) {
        SimulatedContact contact = contacts.get(name);
        return contact != null && service.isOnline(contact.name());
    }

    @Override
    public boolean watches(String name) {
        return isOnline() && service.watchedBy(toNetwork(ROMEO)).contains(toNetwork(name));
    }

    @Override
    public List<LegacyEvent.ContactList.Entry> list() {
        return service.listOf(toNetwork(ROMEO)).stream()
                .map(listed -> new LegacyEvent.ContactList.Entry(
                        toStory(listed.name()), listed.alias().isEmpty() ? null : listed.alias(), listed.groups()))
                .toList();
    }

    @Override
    public boolean maySeeUser(String name) {
        return service.maySee(toNetwork(name), toNetwork(ROMEO));
    }

    /** {@inheritDoc} AIM knows that somebody is away, and not how. */
    @Override
    public boolean shows(List<String> words) {
        Shown shown = service.shown(toNetwork(ROMEO));
        String text = words.size() > 2 ? words.get(2) : "";
        boolean away = List.of("away", "xa", "dnd").contains(words.get(1));
        boolean awayAsExpected = away == !shown.away().isEmpty()
                && (text.isEmpty() || !away || ImHtml.toText(shown.away()).equals(text));
        return shown.online()
                && awayAsExpected
                && shown.statusText().equals(text)
                && (names == Names.AIM || statusBits(words.get(1)) == shown.status());
    }

    private static int statusBits(String show) {
        return switch (show) {
            case "chat" -> IcqStatus.FREE_FOR_CHAT;
            case "away" -> IcqStatus.AWAY;
            case "xa" -> IcqStatus.SENT_NOT_AVAILABLE;
            case "dnd" -> IcqStatus.SENT_DO_NOT_DISTURB;
            default -> IcqStatus.ONLINE;
        };
    }

    @Override
    public String shown() {
        return service.shown(toNetwork(ROMEO)) + ", watches " + service.watchedBy(toNetwork(ROMEO));
    }

    @Override
    public void allLeave() {
        contacts.values().forEach(SimulatedContact::signOff);
    }

    @Override
    public void cut() {
        service.dropConnections();
    }

    @Override
    public boolean isQuiet(boolean loggedIn) {
        // What the gateway's threads were asked for has been written after this.
        loops.next().submit(() -> {}).awaitUninterruptibly();
        if (service.connections() != (loggedIn ? 1 : 0) || isOnline() != loggedIn) {
            return false;
        }
        service.awaitClients();
        long before = activity;
        activity = service.figures().dataIn();
        return before == activity;
    }

    @Override
    public void close() {
        service.close();
    }
}
