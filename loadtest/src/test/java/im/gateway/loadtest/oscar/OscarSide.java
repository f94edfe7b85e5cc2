package im.gateway.loadtest.oscar;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.loadtest.legacy.LegacySide;
import im.gateway.loadtest.legacy.RecordedEvents;
import im.gateway.loadtest.oscar.SimulatedContact.Received;
import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacyNetworkFactory;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.legacy.SearchField;
import im.gateway.node.legacy.Typing;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.IcqDirectory;
import im.gateway.protocol.oscar.ImHtml;
import im.gateway.protocol.oscar.ScreenName;
import io.netty.channel.nio.NioEventLoopGroup;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** AIM or ICQ on the simulated network. */
final class OscarSide implements LegacySide {
    /** The names of one service: of its user, of nobody, of three contacts, and one that is none. */
    record Names(String user, String nobody, String contact, String awkward, String shy, String impossible) {
        static final Names AIM =
                new Names("Romeo M", "nobody", "julietcapulet", "nurse@capulet.lit", "rosaline", "j\u00fcliet/<x>");
        static final Names ICQ = new Names("1000001", "1000009", "2000002", "tybalt@verona.lit", "3000003", "12");
    }

    static final String PASSWORD = "s3cret";

    private static final Details JULIET = new Details(
            "Juliet",
            "Capulet",
            "the sun",
            "juliet@capulet.lit",
            "Verona",
            IcqDirectory.More.FEMALE,
            LocalDate.of(1583, 8, 1),
            "https://capulet.lit/",
            "House of Capulet",
            "It is the east.");

    final SimulatedOscarNetwork service;
    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private final Names names;
    private final LegacyNetwork network;
    private final Map<String, Contact> contacts = new LinkedHashMap<>();

    /**
     * A service and a network that knows it.
     *
     * @param settings further settings of the network; {@code PORT} in them is the service's
     */
    OscarSide(LegacyNetworkFactory factory, Names names, Options options, String settings) {
        this.names = names;
        service = SimulatedOscarNetwork.start(options, Clock.systemUTC());
        service.addAccount(names.user(), PASSWORD);
        for (String name : List.of(names.contact(), names.awkward(), names.shy())) {
            contacts.put(name, new SimulatedSide(service.addContact(name)));
        }
        service.requireAuthorization(names.shy(), true);
        service.describe(names.contact(), JULIET);
        Config config = ConfigFactory.parseString(settings.replace(
                        "PORT", String.valueOf(service.address().getPort())))
                .withFallback(ConfigFactory.parseMap(Map.of(
                        "host", service.address().getHostString(),
                        "port", service.address().getPort())));
        network = factory.create("test", config, new Services(loops, Clock.systemUTC(), 1));
    }

    @Override
    public LegacyNetwork network() {
        return network;
    }

    @Override
    public Credentials user() {
        return new Credentials(names.user(), PASSWORD);
    }

    @Override
    public Credentials nobody() {
        return new Credentials(names.nobody(), PASSWORD);
    }

    @Override
    public String impossibleName() {
        return names.impossible();
    }

    @Override
    public Contact contact() {
        return Objects.requireNonNull(contacts.get(names.contact()));
    }

    @Override
    public Contact awkwardContact() {
        return Objects.requireNonNull(contacts.get(names.awkward()));
    }

    @Override
    public Contact shyContact() {
        return Objects.requireNonNull(contacts.get(names.shy()));
    }

    @Override
    public Map<SearchField, String> description() {
        return Map.of(
                SearchField.NAME, names.contact(),
                SearchField.FIRST, JULIET.first(),
                SearchField.LAST, JULIET.last(),
                SearchField.NICK, JULIET.nick(),
                SearchField.EMAIL, JULIET.email());
    }

    @Override
    public void setContactList(String group, List<String> members) {
        Map<String, String> list = new LinkedHashMap<>();
        members.forEach(member -> list.put(member, ""));
        service.setList(names.user(), group, list);
    }

    @Override
    public ContactList.@Nullable Entry listed(String contact) {
        return service.listOf(names.user()).stream()
                .filter(listed -> contact.equals(network.canonicalName(listed.name())))
                .findFirst()
                .map(listed -> new ContactList.Entry(
                        contact, listed.alias().isEmpty() ? null : listed.alias(), listed.groups()))
                .orElse(null);
    }

    @Override
    public List<String> contactList() {
        return service.contactsOf(names.user());
    }

    @Override
    public boolean isOnline() {
        return service.isOnline(names.user());
    }

    @Override
    public String shownText() {
        return ImHtml.toText(service.shown(names.user()).away());
    }

    @Override
    public OptionalLong acknowledged() {
        return OptionalLong.of(service.figures().acknowledged());
    }

    @Override
    public void dropConnections() {
        service.dropConnections();
    }

    @Override
    public void setReachable(boolean reachable) {
        if (reachable) {
            service.listen();
        } else {
            service.stopListening();
        }
    }

    @Override
    public void close() {
        service.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** A simulated contact as the contract sees it. */
    private final class SimulatedSide implements Contact {
        private final SimulatedContact contact;

        SimulatedSide(SimulatedContact contact) {
            this.contact = contact;
        }

        @Override
        public String name() {
            return contact.name();
        }

        @Override
        public void signOn() {
            contact.signOn();
        }

        @Override
        public void signOff() {
            contact.signOff();
        }

        @Override
        public void away(String text) {
            contact.away(text);
        }

        @Override
        public void send(String text) {
            contact.send(names.user(), text);
        }

        @Override
        public void type(Typing state) {
            contact.typing(
                    names.user(),
                    switch (state) {
                        case COMPOSING -> Icbm.Typing.BEGUN;
                        case PAUSED -> Icbm.Typing.TYPED;
                        case STOPPED -> Icbm.Typing.FINISHED;
                    });
        }

        /** {@inheritDoc} Of ICQ users it is what the directory says already. */
        @Override
        public String introduce() {
            contact.profile("<html><b>It is the east</b> &amp; more</html>");
            return isIcq() ? "organization=House of Capulet" : "about=It is the east & more";
        }

        @Override
        public boolean picture(byte[] picture) {
            contact.icon(picture);
            return true;
        }

        @Override
        public boolean sendAutomatically(String text) {
            contact.sendAutomatically(names.user(), text);
            return true;
        }

        /** {@inheritDoc} Only ICQ's users hear of it. */
        @Override
        public boolean add() {
            contact.add(names.user());
            return isIcq();
        }

        @Override
        public void watch() {
            contact.watch(names.user());
        }

        @Override
        public boolean seesUser() {
            return contact.sees(names.user());
        }

        private boolean isIcq() {
            return ScreenName.isNumber(names.user());
        }

        @Override
        public void askForAuthorization(String text) {
            contact.requestAuthorization(names.user(), text);
        }

        @Override
        public void answerAuthorization(boolean granted) {
            contact.answerAuthorization(names.user(), granted, "");
        }

        @Override
        public @Nullable String next() {
            try {
                Received next = contact.received().poll(RecordedEvents.DEADLINE.toSeconds(), TimeUnit.SECONDS);
                return next == null ? null : text(next);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }

        private static String text(Received received) {
            if (received instanceof Received.Message message) {
                return "message: " + message.text();
            } else if (received instanceof Received.Typing typing) {
                return "typing: "
                        + switch (typing.state()) {
                            case Icbm.Typing.BEGUN -> Typing.COMPOSING;
                            case Icbm.Typing.TYPED -> Typing.PAUSED;
                            default -> Typing.STOPPED;
                        };
            } else if (received instanceof Received.AuthorizationRequest request) {
                return "asked: " + request.reason();
            } else if (received instanceof Received.AuthorizationAnswer answer) {
                return "answered: " + answer.granted();
            }
            throw new AssertionError(received);
        }
    }
}
